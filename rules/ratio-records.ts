import { fastWindows, objectiveWindow, slowWindows } from '../models/burn';
import { hours, minutes, type Duration } from '../models/duration';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Resolution at which windows of hours and days are read: a fifth of the samples is enough for them. */
const step = minutes(5);
const hour = hours(1);

const ratios = [
  { record: records.errorRatio, bad: signals.errors.series, all: signals.requests.series },
  { record: records.slowRatio, bad: records.slowRate, all: records.latencyCount },
] as const;

/** A record per ratio and window: sum of bad over sum of all, never a mean of ratios. Without events there is none. */
const ratioRecords = (
  windows: readonly Duration[],
  total: (rate: string, window: Duration) => Expression,
): readonly RecordingRule[] =>
  ratios.flatMap(({ record, bad, all }) =>
    windows.map((window) => ({
      record: record(window),
      expression: promql`
        ${total(bad, window)}
        /
        (${total(all, window)} > 0)
      `,
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

/** A month is read from hourly means: 720 samples instead of 86,400, and every request still weighs the same. */
export const slowRatioRecords: readonly RecordingRule[] = ratioRecords(slowWindows, (rate, window) =>
  window === objectiveWindow
    ? promql`sum_over_time(${records.hourly(rate)}[${window}:${hour}])`
    : promql`sum_over_time(${rate}[${window}:${step}])`,
);
