import { days, hours, minutes, type Duration } from './duration';

/** The window over which objectives are promised. */
export const objectiveWindow = days(30);

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

const pair = (long: Duration, share: number, urgency: BurnPair['urgency']): BurnPair => ({
  long,
  short: { milliseconds: long.milliseconds / 12 },
  share,
  factor: Math.round((share * objectiveWindow.milliseconds * 1e6) / long.milliseconds) / 1e6,
  urgency,
});

/** Source: the multi-window pairs of the Site Reliability Workbook, chapter 5. */
export const burnPairs: readonly BurnPair[] = [
  pair(hours(1), 0.02, 'page'),
  pair(hours(6), 0.05, 'page'),
  pair(days(1), 0.1, 'ticket'),
  pair(days(3), 0.1, 'ticket'),
];

/** Windows of the recorded ratios: those that are evaluated often, and those that may lag by a few minutes. */
export const fastWindows: readonly Duration[] = [minutes(5), minutes(30), hours(1), hours(6)];
export const slowWindows: readonly Duration[] = [hours(2), days(1), days(3), objectiveWindow];
