import type { FieldConfigSource } from '@grafana/schema';
import type {
  FieldConfig,
  Options,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Plain, UnplacedPanel } from './grafana';
import { headOf, valuesOverTime, type PanelHead } from './panel';
import { fieldDefaults, type Field } from './panel-field';
import { stripOptions, stripStyle } from './strips';
import type { State } from './states';
import type { Steps } from './thresholds';
import { units, type Unit } from './units';

export interface StateTimeline extends Omit<PanelHead, 'unit'> {
  readonly expr: string;
  /** Name of a line, from labels. */
  readonly legend: string;
  /** What the values mean: a text for each, or bands with the unit of their bounds. */
  readonly values: { readonly states: readonly State[] } | { readonly bands: Steps; readonly unit: Unit };
}

/** A line per series that shows when it was in which state or band; 20 lines per page. */
export function stateTimeline(spec: StateTimeline): UnplacedPanel {
  const options = {
    mergeValues: true,
    showValue: 'auto',
    alignValue: 'left',
    ...stripOptions,
  } as const satisfies Plain<Options>;
  const custom = stripStyle satisfies Plain<FieldConfig>;
  const fieldConfig = {
    defaults: {
      ...fieldDefaults({ noValue: spec.noValue, ...fieldOf(spec.values) }),
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

const fieldOf = (values: StateTimeline['values']): Pick<Field, 'unit' | 'states' | 'steps'> =>
  'states' in values
    ? { unit: units.state, states: values.states }
    : // Neighbouring values of one band become one bar, which is named by the bounds of the band.
      { unit: values.unit, steps: values.bands };
