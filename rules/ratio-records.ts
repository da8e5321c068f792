import { burnPairsByWindow, fastWindows, objectiveWindows, slowWindows } from '../models/burn';
import { hours, minutes, printDuration, type Duration } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { timingNames, timingOf, type TimingName } from '../models/timings';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Resolution at which windows of hours and days are read: a fifth of the samples is enough for them. */
const step = minutes(5);
const hour = hours(1);

/** A share of bad events about which something can be promised. */
export interface Ratio {
  /** Recorded ratio, by window and over the objective's own. */
  readonly ratio: (window: Duration) => string;
  readonly ofWindow: string;
  /** Recorded rates of bad events and of all. */
  readonly bad: string;
  readonly all: string;
  /** Threshold series: the share that may be bad, by `window`. */
  readonly budget: string;
}

export const errorRatio: Ratio = {
  ratio: records.errorRatio,
  ofWindow: records.errorRatioOfWindow,
  bad: signals.errors.series,
  all: signals.requests.series,
  budget: thresholds.errorBudget,
};

export const slowRatio = (timing: TimingName): Ratio => ({
  ratio: (window) => records.slowRatio(timing, window),
  ofWindow: records.slowRatioOfWindow(timing),
  bad: records.slowRate(timing),
  all: records.timedRate(timing),
  budget: timingOf(timing).budget,
});

export const slowRatios: readonly Ratio[] = timingNames.map(slowRatio);

const ratios: readonly Ratio[] = [errorRatio, ...slowRatios];

/** Sum of bad over sum of all, never a mean of ratios. Without events there is none. */
const share = (bad: Expression, all: Expression): Expression => promql`
  ${bad}
  /
  (${all} > 0)
`;

const ratioRecords = (
  windows: readonly Duration[],
  total: (rate: string, window: Duration) => Expression,
): readonly RecordingRule[] =>
  ratios.flatMap(({ ratio, bad, all }) =>
    windows.map((window) => ({
      record: ratio(window),
      expression: share(total(bad, window), total(all, window)),
    })),
  );

const hourlyRecords: readonly RecordingRule[] = ratios
  .flatMap(({ bad, all }) => [bad, all])
  .map((rate) => ({ record: records.hourly(rate), expression: promql`avg_over_time(${rate}[${hour}])` }));

/** In the base group, right behind what they read: another group would lag one interval. */
export const fastRatioRecords: readonly RecordingRule[] = [
  ...hourlyRecords,
  ...ratioRecords(fastWindows, (rate, window) => promql`sum_over_time(${rate}[${window}])`),
];

/** Over the objective's own window, from hourly means: 720 samples a month, and every event still weighs the same. */
const windowRecords: readonly RecordingRule[] = ratios.map(({ ofWindow, bad, all, budget }) => {
  const total = (rate: string, window: Duration): Expression =>
    promql`sum_over_time(${records.hourly(rate)}[${window}:${hour}])`;
  return {
    record: ofWindow,
    expression: joined(
      objectiveWindows.map(
        (window) => promql`
          (
            ${share(total(bad, window), total(all, window))}
          )
          and on (${K})
          ${budget}{window="${printDuration(window)}"}
        `,
      ),
      'or',
    ),
  };
});

export const slowRatioRecords: readonly RecordingRule[] = [
  ...ratioRecords(slowWindows, (rate, window) => promql`sum_over_time(${rate}[${window}:${step}])`),
  ...windowRecords,
];

/** A budget times one speed of spending it, whatever the window over which each model promises. */
export const burnLimit = (budget: string, speed: number): Expression =>
  promql`(${joined(
    burnPairsByWindow.map(
      ({ window, pairs }) =>
        promql`${pairs[speed]?.factor ?? Number.NaN} * max by (${K}) (${budget}{window="${window}"})`,
    ),
    'or',
  )})`;
