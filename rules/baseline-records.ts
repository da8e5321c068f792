import { days, hours } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql } from './promql';
import type { RecordingRule } from './rule';

/** What is compared with a baseline is not part of it: the last day is left out. */
const before = promql`offset ${days(1)}`;
const step = hours(1);
const accuracies = promql`${signals.accuracy.series}[${days(14)}:${step}] ${before}`;

/** Hours of which the accuracy must be known, and of which classes must be: below, a baseline is not one yet. */
const hoursOfAccuracy = 3 * 24;
const hoursOfClasses = 6 * 24;

const rate = signals.classes.series;
const hourly = records.hourly(rate);
const week = promql`[${days(7)}:${step}] ${before}`;

/** The mix of classes: only of models that promise one, because the sums over a week are long. */
const classRecords: readonly RecordingRule[] = [
  {
    record: hourly,
    expression: promql`
      avg_over_time(${rate}[${hours(1)}])
      and on (${K})
      ${thresholds.classShift}
    `,
  },
  {
    record: records.classShare,
    expression: promql`
      ${hourly}
      / on (${K}) group_left ()
      (sum by (${K}) (${hourly}) > 0)
    `,
  },
  // Sum of predictions over sum of predictions, so that every prediction weighs the same; never a mean of shares.
  {
    record: records.classShareOfWeek,
    expression: promql`
      (
        sum_over_time(${hourly}${week})
        / on (${K}) group_left ()
        (sum by (${K}) (sum_over_time(${hourly}${week})) > 0)
      )
      and on (${K})
      max by (${K}) (count_over_time(${hourly}${week})) >= ${hoursOfClasses}
    `,
  },
];

/** What was normal until yesterday, for alerts on change. Read hour by hour, in the group of long windows. */
export const baselineRecords: readonly RecordingRule[] = [
  {
    record: records.accuracyOfWeeks,
    expression: promql`
      (
        avg_over_time(${accuracies})
        and on (${K})
        count_over_time(${accuracies}) >= ${hoursOfAccuracy}
      )
      and on (${K})
      ${thresholds.accuracyDrop}
    `,
  },
  ...classRecords,
];
