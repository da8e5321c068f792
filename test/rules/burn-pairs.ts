import { burning, look, spoken, type Severity, type Situation } from './burn-situation';

/** Two windows in minutes, how many times faster than evenly both must burn, and how the alert then waits. */
export interface Pair {
  readonly long: number;
  readonly short: number;
  readonly times: number;
  readonly severity: Severity;
  readonly step: number;
}

const pairs = (...times: readonly [number, number, number, number]): readonly Pair[] => [
  { long: 60, short: 5, times: times[0], severity: 'critical', step: 1 },
  { long: 360, short: 30, times: times[1], severity: 'critical', step: 4 },
  { long: 1440, short: 120, times: times[2], severity: 'warning', step: 4 },
  { long: 4320, short: 360, times: times[3], severity: 'warning', step: 4 },
];

/** Minutes for which each must hold, and for which it is kept. */
export const waits = { critical: { for: 2, keep: 10 }, warning: { for: 15, keep: 60 } } as const;

/** Rates are of five minutes, so what happens shows in them half of that later. */
const lag = 2.5;

/**
 * First just below the limit, then just above it, then just below it again. The short window crosses the limit long
 * before the long one, at the end as at the beginning, so each of them is once the only one above it. A busy hour in the
 * beginning lies in longer windows only and keeps those of the other pairs below their limits.
 */
export function aroundThePair(budget: number, { long, short, times, severity, step }: Pair): Situation {
  const burn = burning(budget);
  // Three days are too many to wait for: a window that holds all there is behaves alike, and must hold more than a day.
  const whole = long <= 1440;
  const history = whole ? long : 1800;
  const busy = whole ? 60 : 0;
  const even = whole ? history + 10 : history;
  const faster = busy + even;
  // From 0.99 to 1.05 of the limit: a full window crosses it after a sixth, one that grows after a fifth.
  const crossed = faster + history / (whole ? 6 : 5) + lag;
  const slower = faster + history / 3;
  // From 1.05 to 0.98 of the limit.
  const below = slower + (short * 5) / 7 + lag;
  const { for: held, keep } = waits[severity];
  const margin = 2 * step + history / 240;
  return {
    name: `told when the windows of ${spoken(long)} and ${spoken(short)} both burn too fast, no sooner and no longer`,
    proves: ['fires', 'boundary', 'recovery'],
    step,
    pods: [
      [
        ...(busy === 0 ? [] : [burn(busy, 0, 200_000)]),
        burn(even, 0.99 * times),
        burn(history / 3, 1.05 * times),
        burn(short + keep + 60, 0.98 * times),
      ],
    ],
    looks: [
      look(faster),
      look(crossed - margin),
      look(crossed + held + margin, severity),
      look(slower, severity),
      look(below + keep - margin, severity),
      look(below + keep + margin),
    ],
  };
}

/** The factors are those that are published: of thirty days, of 28 days and of a week. */
export const thirtyDays = pairs(14.4, 6, 3, 1);
export const fourWeeks = pairs(13.44, 5.6, 2.8, 0.9333);
export const week = pairs(13.44, 3.5, 1.4, 0.98);
