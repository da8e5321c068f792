import type { PrintedGroup } from '../../rules/rule';

/** Every word of an expression that may be the name of a series. */
export const wordsIn = (expr: string): ReadonlySet<string> => new Set(expr.match(/[a-zA-Z_:][\w:]*/g));

/** The same of some rules. */
export const metricsIn = (groups: readonly PrintedGroup[]): ReadonlySet<string> =>
  new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => [...wordsIn(expr)])));
