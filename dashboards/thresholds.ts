import { burnPairs } from '../models/burn';
import type { Duration } from '../models/duration';
import type { Step } from './grafana';
import { palette } from './palette';

/** Colour bands of a value, lowest first; the first step has no lower bound. */
export type Steps = readonly Step[];

/** A value that is neither good nor bad. */
export const neutral: Steps = [{ color: palette.neutral, value: null }];

/** Good up to the bounds; `warning` is left out where it would not come before `critical`. */
export function badFrom(bounds: { readonly warning?: number; readonly critical?: number }): Steps {
  const { warning, critical } = bounds;
  const warns = warning !== undefined && (critical === undefined || warning < critical);
  return [
    { color: palette.ok, value: null },
    ...(warns ? [{ color: palette.warning, value: warning }] : []),
    ...(critical === undefined ? [] : [{ color: palette.critical, value: critical }]),
  ];
}

/** Good from `ok` upwards, critical below `warning`, or below `ok` where there is no room for a warning. */
export function badBelow(bounds: { readonly ok: number; readonly warning?: number }): Steps {
  const { ok, warning } = bounds;
  const warns = warning !== undefined && warning < ok;
  return [
    { color: palette.critical, value: null },
    ...(warns ? [{ color: palette.warning, value: warning }] : []),
    { color: palette.ok, value: ok },
  ];
}

/** A line on a chart for each bound: an objective, a floor, a deadline. */
export const linesAt = (...values: readonly number[]): Steps => [
  { color: palette.neutral, value: null },
  ...[...new Set(values)].sort((a, b) => a - b).map((value) => ({ color: palette.critical, value })),
];

/** A line per speed of spending the error budget that alerts look for. */
export const burnLines = (window: Duration): Steps => [
  { color: palette.neutral, value: null },
  ...[...burnPairs(window)]
    .sort((a, b) => a.factor - b.factor)
    .map(({ factor, urgency }) => ({
      color: urgency === 'page' ? palette.critical : palette.warning,
      value: factor,
    })),
];
