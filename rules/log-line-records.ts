import { days, hours, minutes } from '../models/duration';
import { logLineCounter, logLines } from '../models/exporters';
import { K, modelInfo, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql } from './promql';
import type { RecordingRule } from './rule';
import { toldBy } from './told-by';

const { series: lines } = signals.logLines;
const { series: requests } = signals.requests;

/** Rates of five minutes of as long a time speak of a quarter of an hour, and those of lines and of requests of the same. */
export const silence = minutes(10);

/**
 * The counter knows models by their names, which are unique in an environment; the inventory knows where they are. It is
 * the side that may have a name twice, so that no mistake in it can make the rule fail.
 *
 * A counter is there from its first line on, and gone with the pod of Logstash: where nothing is told of a model, there are
 * no lines of it, if all that count have been asked.
 */
export const logLineRecords: readonly RecordingRule[] = [
  {
    record: lines,
    expression: promql`
      (
        max by (${K}) (${modelInfo})
        * on (model_name) group_left ()
        sum by (model_name) (
          label_replace(
            sum by (service) (rate(${toldBy(logLineCounter, logLines.written)}[${minutes(5)}])),
            "model_name", "$1", "service", "(.+)"
          )
        )
        > 0
      )
      or
      0 * max by (${K}) (${thresholds.logLines})
      and on ()
      min(${toldBy(logLineCounter, 'up')}) == 1
    `,
  },
];

const step = minutes(5);
const day = days(1);
/** Time with requests from which a habit can be told. */
const known = hours(1);
/** A weekend, on which nobody may ask a model, is not the end of a habit. */
const memory = days(3);

/** What a habit is of: the rates that it compares, what keys them, and where it is recorded. */
interface Habit {
  readonly lines: string;
  readonly requests: string;
  readonly key: string;
  readonly perRequest: string;
  readonly usual: string;
  readonly latest: string;
}

/**
 * How many lines are written for each request, as it has been lately. A start of a server or an hour of warnings is
 * no habit, so it is what there is at least in three of four quarters of an hour. It is judged only while lines come:
 * silence must not become the habit by lasting.
 */
export const habitRecords = ({
  lines,
  requests,
  key,
  perRequest,
  usual,
  latest,
}: Habit): readonly RecordingRule[] => [
  {
    record: perRequest,
    expression: promql`
      avg_over_time(${lines}[${silence}])
      / on (${key})
      (avg_over_time(${requests}[${silence}]) > 0)
    `,
  },
  {
    record: usual,
    expression: promql`
      quantile_over_time(0.25, ${perRequest}[${day}:${step}])
      and on (${key})
      count_over_time(${perRequest}[${day}:${step}]) >= ${known.milliseconds / step.milliseconds}
      and on (${key})
      ${lines} > 0
    `,
  },
  {
    record: latest,
    expression: promql`last_over_time(${usual}[${memory}])`,
  },
];

/** Of models with lines of their own. */
export const logHabitRecords = habitRecords({
  lines,
  requests,
  key: K,
  perRequest: records.linesPerRequest,
  usual: records.usualLinesPerRequest,
  latest: records.latest(records.usualLinesPerRequest),
});
