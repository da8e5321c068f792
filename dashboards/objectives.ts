import { burnPairs } from '../models/burn';
import { quantiles } from '../models/entry';
import type { Model } from '../models/model';
import { entryNotation, milliseconds } from '../models/duration';

/** Without the dust of binary fractions: 1 - 0.999 is 0.001, and not 0.0010000000000000009. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** Share of requests that may fail. */
export const errorBudget = ({ availability }: Model): number | undefined =>
  availability === undefined ? undefined : rounded(1 - availability);

/** Share of requests that may be slower than the latency objective; undefined where it is a mean or absent. */
export const latencyBudget = ({ latency }: Model): number | undefined =>
  latency?.kind === 'quantile' ? rounded(1 - quantiles[latency.quantile]) : undefined;

/** Share of failed requests that pages within minutes: the budget times the fastest speed that alerts look for. */
export const pagingRatio = (budget: number): number =>
  rounded(budget * Math.max(...burnPairs.map(({ factor }) => factor)));

/** `99.9%`. */
export const printPercent = (ratio: number): string => `${Math.round(ratio * 1e7) / 1e5}%`;

/** `250ms`, `2.5s`, from seconds. */
export const printSeconds = (seconds: number): string =>
  entryNotation(milliseconds(Math.round(seconds * 1_000)));
