import { days, hours } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql } from './promql';
import type { RecordingRule } from './rule';

/** Hours of a week of which classes must be known: below, a week is not one yet. */
const hoursOfClasses = 6 * 24;

const rate = signals.classes.series;
const hourly = records.hourly(rate);
/** What is compared with the week is not part of it: the last day is left out. */
const week = promql`[${days(7)}:${hours(1)}] offset ${days(1)}`;

/** The mix of classes: only of models that promise one, because the sums over a week are long. */
export const classRecords: readonly RecordingRule[] = [
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
