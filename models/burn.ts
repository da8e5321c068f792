import { days, hours, minutes, printDuration, type Duration } from './duration';

/** Windows over which objectives can be promised, longest first. */
export const objectiveWindows: readonly Duration[] = [days(30), days(28), days(7)];

/**
 * A pair of windows that catches one speed of spending an error budget: both must burn faster than `factor`. The long
 * window makes the alert sure, the short one (a twelfth) lets it end soon after the trouble does.
 */
export interface BurnPair {
  readonly long: Duration;
  readonly short: Duration;
  /** Share of the whole budget that is spent within the long window at this speed. */
  readonly share: number;
  /** How many times faster than evenly: share × objective window ÷ long window. */
  readonly factor: number;
  readonly urgency: 'page' | 'ticket';
}

const speeds = [
  { long: hours(1), urgency: 'page', ofMonth: 0.02, ofWeek: 0.08 },
  { long: hours(6), urgency: 'page', ofMonth: 0.05, ofWeek: 0.125 },
  { long: days(1), urgency: 'ticket', ofMonth: 0.1, ofWeek: 0.2 },
  { long: days(3), urgency: 'ticket', ofMonth: 0.1, ofWeek: 0.42 },
] as const;

/**
 * The pairs for objectives over a window. A week holds a quarter of a month's budget, so larger shares of it are spent
 * before anybody is told.
 *
 * Source: the multi-window pairs of the Site Reliability Workbook, chapter 5; for a week the shares that Sloth uses.
 */
export const burnPairs = (window: Duration): readonly BurnPair[] =>
  speeds.map(({ long, urgency, ofMonth, ofWeek }) => {
    const share = window.milliseconds < days(28).milliseconds ? ofWeek : ofMonth;
    return {
      long,
      short: { milliseconds: long.milliseconds / 12 },
      share,
      factor: Math.round((share * window.milliseconds * 1e6) / long.milliseconds) / 1e6,
      urgency,
    };
  });

/** The same speed for each objective window, by the window as its label says. */
export const burnPairsByWindow: readonly {
  readonly window: string;
  readonly pairs: readonly BurnPair[];
}[] = objectiveWindows.map((window) => ({ window: printDuration(window), pairs: burnPairs(window) }));

/** Windows of the recorded ratios: those that are evaluated often, and those that may lag by a few minutes. */
export const fastWindows: readonly Duration[] = [minutes(5), minutes(30), hours(1)];
export const slowWindows: readonly Duration[] = [hours(2), hours(6), days(1), days(3)];
