import type { FieldConfigSource } from '@grafana/schema';
import type {
  FieldConfig,
  Options,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { LogQuery, Plain, UnplacedPanel } from './grafana';
import type { Colour } from './palette';
import { headOf, type PanelHead } from './panel';
import { fieldDefaults } from './panel-field';
import { units } from './units';

export interface LogBars extends Omit<PanelHead, 'unit'> {
  readonly query: LogQuery;
  /** Of values that have a meaning; all others are coloured by name. */
  readonly colours?: Readonly<Record<string, Colour>>;
}

/** Numbers of lines over time as bars on top of one another, one for each value of a field. */
export function logBars(spec: LogBars): UnplacedPanel {
  const options = {
    legend: { showLegend: true, displayMode: 'table', placement: 'right', calcs: ['sum'] },
    tooltip: { mode: 'multi', sort: 'desc' },
  } as const satisfies Plain<Options>;
  const custom = {
    drawStyle: 'bars',
    fillOpacity: 80,
    lineWidth: 0,
    stacking: { mode: 'normal', group: 'A' },
    axisSoftMin: 0,
  } as const satisfies Plain<FieldConfig>;
  const fieldConfig = {
    defaults: {
      ...fieldDefaults({ unit: units.count, noValue: spec.noValue }),
      color: { mode: 'palette-classic-by-name' },
      custom,
    },
    overrides: Object.entries(spec.colours ?? {}).map(([value, fixedColor]) => ({
      matcher: { id: 'byName' as const, options: value },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
    })),
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'timeseries',
    queries: [spec.query],
    options,
    fieldConfig,
    transformations: [],
  };
}
