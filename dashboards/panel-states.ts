import type { FieldConfigSource } from '@grafana/schema';
import type {
  FieldConfig,
  Options,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Plain, UnplacedPanel } from './grafana';
import { headOf, valuesOverTime, type PanelHead } from './panel';
import { mappingsOf, type State } from './states';
import { neutral } from './thresholds';
import { units } from './units';

export interface StateTimeline extends Omit<PanelHead, 'unit'> {
  readonly expr: string;
  /** Name of a line, from labels. */
  readonly legend: string;
  readonly states: readonly State[];
}

/** A line per series that shows when it was in which state; 20 lines per page. */
export function stateTimeline(spec: StateTimeline): UnplacedPanel {
  const options = {
    mergeValues: true,
    showValue: 'auto',
    alignValue: 'left',
    rowHeight: 0.9,
    perPage: 20,
    legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    tooltip: { mode: 'single', sort: 'none' },
  } as const satisfies Plain<Options>;
  const custom = { fillOpacity: 80, lineWidth: 0 } as const satisfies Plain<FieldConfig>;
  const fieldConfig = {
    defaults: {
      unit: units.state,
      noValue: spec.noValue,
      color: { mode: 'thresholds' },
      thresholds: { mode: 'absolute', steps: neutral },
      mappings: mappingsOf(spec.states),
      custom,
    },
    overrides: [],
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'state-timeline',
    queries: [valuesOverTime(spec.expr, spec.legend)],
    options,
    fieldConfig,
    transformations: [],
  };
}
