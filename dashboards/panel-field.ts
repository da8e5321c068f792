import type { FieldConfigSource } from '@grafana/schema';
import type { Plain } from './grafana';
import { mappingsOf, type State } from './states';
import { neutral, type Steps } from './thresholds';
import type { Unit } from './units';

export interface Field {
  readonly unit: Unit;
  /** Text in place of a missing value: the usual reason why it is missing. */
  readonly noValue: string;
  /** Colour bands, or the bounds of lines. */
  readonly steps?: Steps | undefined;
  /** Texts and colours in place of numbers. */
  readonly states?: readonly State[] | undefined;
}

type Defaults = NonNullable<Plain<FieldConfigSource>['defaults']>;

/** How values are written and coloured where nothing says otherwise: by the band that they are in. */
export const fieldDefaults = ({ unit, noValue, steps = neutral, states = [] }: Field) =>
  ({
    unit,
    noValue,
    color: { mode: 'thresholds' },
    thresholds: { mode: 'absolute', steps },
    mappings: states.length === 0 ? [] : mappingsOf(states),
  }) as const satisfies Defaults;
