import type { FieldConfigSource } from '@grafana/schema';
import type {
  FieldConfig,
  Options,
} from '@grafana/schema/dist/esm/raw/composable/statushistory/panelcfg/x/StatusHistoryPanelCfg_types.gen';
import type { Plain, UnplacedPanel } from './grafana';
import { headOf, valuesOverTime, type PanelHead } from './panel';
import { fieldDefaults, type Field } from './panel-field';
import { stripOptions, stripStyle } from './strips';

export interface StatusHistory extends PanelHead, Pick<Field, 'steps' | 'states'> {
  readonly expr: string;
  /** Name of a line, from labels. */
  readonly legend: string;
}

/** Cells from left to right. Beyond a few hundred Grafana draws none of them, and says so. */
const columns = 96;

/** A line of cells per series, each coloured by the value of its moment: what came and went shows, and so do gaps. */
export function statusHistory(spec: StatusHistory): UnplacedPanel {
  const options = {
    showValue: 'never',
    ...stripOptions,
    colWidth: 0.95,
  } as const satisfies Plain<Options>;
  const custom = stripStyle satisfies Plain<FieldConfig>;
  const fieldConfig = {
    defaults: { ...fieldDefaults(spec), custom },
    overrides: [],
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'status-history',
    queries: [valuesOverTime(spec.expr, spec.legend)],
    options,
    fieldConfig,
    transformations: [],
    maxDataPoints: columns,
  };
}
