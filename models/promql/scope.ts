import type { Knowledge } from './knowledge';
import type { Report } from './problem';
import type { Expr } from './tree';
import type { Value } from './value';

/** What an expression is for: an alert's condition, a recorded series, or a question of a person or a panel. */
export type Purpose = 'alert' | 'record' | 'query';

/** What is handed down while the types of an expression are inferred. */
export interface Scope {
  readonly knowledge: Knowledge;
  readonly purpose: Purpose;
  readonly report: Report;
  /** How far back the surrounding windows and offsets reach. Unit: milliseconds. */
  readonly back: number;
  /** The type of a part; `undefined` where a problem in it has been reported. */
  readonly infer: (expr: Expr, scope: Scope) => Value | undefined;
}
