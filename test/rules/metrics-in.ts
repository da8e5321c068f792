import type { PrintedGroup } from '../../rules/rule';

/** Every word of some rules that may be the name of a series. */
export const metricsIn = (groups: readonly PrintedGroup[]): ReadonlySet<string> =>
  new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => expr.match(/[a-zA-Z_:][\w:]*/g) ?? [])));
