import type { FieldConfigSource } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type { Plain, UnplacedPanel } from './grafana';
import { palette } from './palette';
import { headOf, type PanelHead } from './panel';
import type { Unit } from './units';

export interface Heatmap extends PanelHead {
  /** Rates of cumulative buckets, by `le`. */
  readonly expr: string;
  readonly axisUnit: Unit;
}

/** Distribution over time, from the buckets of a histogram. */
export function heatmap(spec: Heatmap): UnplacedPanel {
  const options = {
    calculate: false,
    rowsFrame: { layout: 'auto' },
    yAxis: { unit: spec.axisUnit },
    cellGap: 1,
    filterValues: { le: 1e-9 },
    showValue: 'never',
    legend: { show: true },
    color: {
      mode: 'scheme',
      scheme: palette.densityScheme,
      scale: 'exponential',
      exponent: 0.5,
      steps: 64,
      reverse: false,
      fill: palette.density,
    },
    exemplars: { color: palette.neutral },
    tooltip: { mode: 'single', yHistogram: true, showColorScale: true },
  } as const satisfies Plain<Options>;
  const fieldConfig = {
    defaults: { unit: spec.unit, noValue: spec.noValue },
    overrides: [],
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'heatmap',
    queries: [{ expr: spec.expr, legendFormat: '{{le}}', range: true, instant: false, format: 'heatmap' }],
    options,
    fieldConfig,
    transformations: [],
  };
}
