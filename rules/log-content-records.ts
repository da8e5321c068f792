import { days, hours, minutes, type Duration } from '../models/duration';
import { logLineCounter, logLines } from '../models/exporters';
import { logRecords } from '../models/log-records';
import { modelLogService } from '../models/names';
import { numberOfSeconds, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';
import { toldBy } from './told-by';

/**
 * Lines that were counted within a window. A counter is there from its first line on, and what is new is just that: of one
 * that was not there before the window all counts, which its increase would leave out, if the Logstash was. A Prometheus
 * that has just begun knows of none when it did.
 */
const countedWithin = (
  series: string,
  window: Duration,
  labels: string,
  ...matchers: readonly string[]
): Expression => {
  const counter = toldBy(logLineCounter, series, ...matchers);
  return promql`
    sum by (${labels}) (
      (
        ${counter}
        unless
        last_over_time(${counter}[${window}] offset ${window})
        and on (pod)
        last_over_time(${toldBy(logLineCounter, 'up')}[${window}] offset ${window})
      )
      or
      increase(${counter}[${window}])
    )
  `;
};

const hour = hours(1);
const quarter = minutes(15);
const key = 'service, signature';

/** A gap of the monitoring itself after which what was known is forgotten; each rule reads its own last result. */
const memory = days(1);
/** A signature that did not come for as long is as good as new. */
const forgotten = days(7);
/** For how long a signature is new, and how long a model's lines must have been known by then. */
const novelty = hours(6);
const learning = days(1);

/** A name under which lines of some model are counted: what is known of others is forgotten. */
const isOfModel = promql`last_over_time(${modelLogService}[${memory}])`;

/**
 * What the lines of models say. All is kept by the name under which lines are counted, because a shared server has many
 * models and many signatures at once.
 */
export const logContentRecords: readonly RecordingRule[] = [
  { record: logRecords.lines, expression: countedWithin(logLines.written, hour, 'service') },
  {
    record: logRecords.unreadShare,
    expression: promql`
      ${countedWithin(logLines.written, hour, 'service, outcome', 'outcome=~"unparsed|withheld"')}
      / on (service) group_left ()
      (${logRecords.lines} > 0)
    `,
  },
  { record: logRecords.redacted, expression: countedWithin(logLines.redacted, hour, 'service, data') },
  {
    record: logRecords.errors,
    expression: promql`
      ${countedWithin(logLines.errors, quarter, key)}
      > 0
    `,
  },
  {
    record: logRecords.linesSince,
    expression: promql`
      (
        last_over_time(${logRecords.linesSince}[${memory}])
        or
        time() + 0 * (${logRecords.lines} > 0)
      )
      and on (service)
      ${isOfModel}
    `,
  },
  {
    record: logRecords.errorsSince,
    // Before the time of the latest is known of this turn: what counts is when they came until now.
    expression: promql`
      (
        last_over_time(${logRecords.errorsSince}[${memory}])
        and on (${key})
        last_over_time(${logRecords.errorsLatest}[${memory}]) > time() - ${numberOfSeconds(forgotten)}
      )
      or
      time() + 0 * ${logRecords.errors}
      and on (service)
      ${logRecords.linesSince}
    `,
  },
  {
    record: logRecords.errorsLatest,
    expression: promql`
      (
        time() + 0 * ${logRecords.errors}
        or
        last_over_time(${logRecords.errorsLatest}[${memory}]) > time() - ${numberOfSeconds(forgotten)}
      )
      and on (${key})
      ${logRecords.errorsSince}
    `,
  },
  {
    record: logRecords.newErrors,
    // What came in the first day of lines is what the model has always written.
    expression: promql`
      ${logRecords.errors}
      and on (${key})
      ${logRecords.errorsSince} > time() - ${numberOfSeconds(novelty)}
      and on (${key})
      ${logRecords.errorsSince} - on (service) group_left () ${logRecords.linesSince} >= ${numberOfSeconds(learning)}
    `,
  },
];
