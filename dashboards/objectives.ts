import { burnPairs } from '../models/burn';
import { missedTwice } from '../models/cadence';
import { quantiles } from '../models/entry';
import type { Model, QuantileObjective } from '../models/model';
import { entryNotation, inSeconds, milliseconds, type Duration } from '../models/duration';

/** Without the dust of binary fractions: 1 - 0.999 is 0.001, and not 0.0010000000000000009. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** Share of requests that may fail. */
export const errorBudget = ({ availability }: Model): number | undefined =>
  availability === undefined ? undefined : rounded(1 - availability);

/** Share of events that may be slower than a quantile promises. */
export const slowBudget = ({ quantile }: QuantileObjective): number => rounded(1 - quantiles[quantile]);

/** Seconds after which a result that comes every so often has been missed twice, which is when alerts tell. */
export function secondsUntilMissed(every: Duration | undefined): number | undefined {
  const age = missedTwice(every);
  return age === undefined ? undefined : inSeconds(age);
}

/** Share of failed requests that pages within minutes: the budget times the fastest speed that alerts look for. */
export const pagingRatio = (budget: number, { window }: Pick<Model, 'window'>): number =>
  rounded(budget * Math.max(...burnPairs(window).map(({ factor }) => factor)));

export { printPercentage as printPercent } from '../models/fields';

/** `250ms`, `2.5s`, from seconds. */
export const printSeconds = (seconds: number): string =>
  entryNotation(milliseconds(Math.round(seconds * 1_000)));
