import type { FieldConfigSource } from '@grafana/schema';
import type {
  FieldConfig,
  Options,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Link, Override, Plain, UnplacedPanel } from './grafana';
import { palette, type Colour } from './palette';
import { headOf, valuesOverTime, type PanelHead } from './panel';
import { fieldDefaults } from './panel-field';
import type { Steps } from './thresholds';

export interface Series {
  readonly expr: string;
  /** Name in the legend, which may hold label templates such as `{{model_name}}`. */
  readonly legend: string;
  /** Only for a series with a fixed name; others are coloured by name. */
  readonly colour?: Colour;
  /** A limit that differs from model to model: drawn as those that are the same for all, and never as a measurement. */
  readonly isLimit?: true;
  /** Fills what is between it and the series of that name. */
  readonly fillDownTo?: string;
}

export interface TimeSeries extends PanelHead {
  readonly series: readonly Series[];
  /** Steps whose bounds are drawn as lines. */
  readonly lines?: Steps;
  /** Range that the axis covers at least; it always covers the lines. */
  readonly atLeast?: { readonly min?: number; readonly max?: number };
  /** Where a click on a point leads; labels of its series are variables. */
  readonly links?: readonly Link[];
  /** Draws each series as its share of all of them, on top of one another. */
  readonly asShares?: boolean;
}

/** Lines over time, with objectives as lines of their own. */
export function timeSeries(spec: TimeSeries): UnplacedPanel {
  const several = spec.series.length > 1 || spec.series.some(({ legend }) => legend.includes('{{'));
  const options = {
    legend: {
      showLegend: several,
      displayMode: 'table',
      placement: 'bottom',
      calcs: ['mean', 'max', 'lastNotNull'],
    },
    tooltip: { mode: 'multi', sort: 'desc' },
  } as const satisfies Plain<Options>;
  const bounds = (spec.lines ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
  const custom = {
    drawStyle: 'line',
    lineWidth: spec.asShares === true ? 1 : 2,
    fillOpacity: spec.asShares === true ? 70 : several ? 0 : 10,
    ...(spec.asShares === true ? { stacking: { mode: 'percent', group: 'A' } } : {}),
    // Points show where the time range is shorter than a few samples, where a line alone would be invisible.
    showPoints: 'auto',
    spanNulls: false,
    axisSoftMin: Math.min(spec.atLeast?.min ?? 0, ...bounds),
    ...softMaximum([...(spec.atLeast?.max === undefined ? [] : [spec.atLeast.max]), ...bounds]),
    thresholdsStyle: { mode: bounds.length === 0 ? 'off' : 'dashed' },
  } as const satisfies Plain<FieldConfig>;
  const fieldConfig = {
    defaults: {
      ...fieldDefaults({ ...spec, steps: spec.lines }),
      color: several ? { mode: 'palette-classic-by-name' } : { mode: 'fixed', fixedColor: palette.primary },
      custom,
      ...(spec.links === undefined ? {} : { links: spec.links }),
    },
    overrides: spec.series.flatMap(overridesOf),
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'timeseries',
    queries: spec.series.map(({ expr, legend }) => valuesOverTime(expr, legend)),
    options,
    fieldConfig,
    transformations: [],
  };
}

const softMaximum = (values: readonly number[]): { readonly axisSoftMax?: number } =>
  values.length === 0 ? {} : { axisSoftMax: Math.max(...values) };

/** What sets a series with a fixed name apart from the others. */
function overridesOf({ legend, colour, isLimit, fillDownTo }: Series): readonly Override[] {
  const properties = [
    ...(colour === undefined ? [] : [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }]),
    ...(isLimit === true
      ? [
          { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
          { id: 'custom.lineWidth', value: 1 },
          { id: 'custom.showPoints', value: 'never' },
        ]
      : []),
    ...(fillDownTo === undefined
      ? []
      : [
          { id: 'custom.fillBelowTo', value: fillDownTo },
          { id: 'custom.fillOpacity', value: 15 },
        ]),
  ];
  return properties.length === 0 ? [] : [{ matcher: { id: 'byName', options: legend }, properties }];
}
