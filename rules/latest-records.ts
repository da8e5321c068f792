import { days, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { joined, numberOfSeconds, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** A gap of the monitoring itself after which the past is forgotten. Each rule reads its own last result, so no longer window is needed. */
const memory = days(1);

/** The last result of the rule itself. */
const pastOf = (signal: string): Expression => promql`last_over_time(${records.latest(signal)}[${memory}])`;

/** What is told now, or was told last and holds since nobody tells it any more. */
const remembered = (
  signal: string,
  alternatives: { readonly now: Expression; readonly past?: Expression; readonly never?: Expression },
  wanted: string,
): RecordingRule => {
  const record = records.latest(signal);
  const { now, past = pastOf(signal), never } = alternatives;
  return {
    record,
    expression: promql`
      (
        ${joined([now, past, ...(never === undefined ? [] : [never])], 'or')}
      )
      and on (${K})
      ${wanted}
    `,
  };
};

/** How far the clock of a job may be ahead. */
const ahead = minutes(5);

/**
 * A time that has not come yet is none: by a clock that is an hour ahead, or in milliseconds, what was told last would
 * never grow old. One that was remembered by it is forgotten.
 */
const come = (time: Expression): Expression => promql`${time} <= time() + ${numberOfSeconds(ahead)}`;

/** What is told of a time. A gauge that nobody has set yet is 0, which is no time either. */
const timesTold = (signal: string, ...others: readonly string[]) => ({
  now: joined(
    [signal, ...others].map((told) => come(promql`${told} > 0`)),
    'or',
  ),
  past: come(pastOf(signal)),
});

/** A time that was never told counts from when it was first awaited: a new model has as long as any other. */
const timeOf = (signal: string, threshold: string, ...others: readonly string[]): RecordingRule =>
  remembered(
    signal,
    { ...timesTold(signal, ...others), never: promql`0 * max by (${K}) (${threshold}) + time()` },
    threshold,
  );

/** A job that never pushed may have nothing to push: only one that did is missed. */
const pushOf = (signal: string): RecordingRule =>
  remembered(signal, timesTold(signal), thresholds.batchSilence);

/** A line that ever came shows that the model writes some. */
const linesOf = (signal: string): RecordingRule =>
  remembered(signal, { now: promql`${signal} > 0` }, thresholds.logRequests);

/**
 * Rows count when their run has succeeded; while it goes on, those of the run before hold. A run of which only the other
 * outcome is told had none of this one.
 */
const rowsOf = (signal: string, other: string): RecordingRule =>
  remembered(
    signal,
    { now: promql`(${signal} or 0 * ${other}) and on (${K}) ${signals.batchSuccess.series} > 0` },
    thresholds.batchSilence,
  );

/**
 * What jobs told last. Their pods end and a gateway forgets what it was told when it restarts, but silence is no news:
 * a result is as old as it is.
 */
export const latestRecords: readonly RecordingRule[] = [
  timeOf(signals.evaluationTime.series, thresholds.evaluationAge),
  timeOf(signals.driftTime.series, thresholds.driftCheckAge),
  timeOf(signals.dataTime.series, thresholds.dataAge),
  // A job that publishes nothing is known by what Kubernetes tells of its CronJob.
  timeOf(signals.batchSuccess.series, thresholds.batchSilence, records.cronJobSuccess),
  timeOf(signals.batchStart.series, thresholds.batchStart),
  pushOf(signals.batchPush.series),
  linesOf(signals.logLines.series),
  rowsOf(signals.batchRows.series, signals.batchFailedRows.series),
  rowsOf(signals.batchFailedRows.series, signals.batchRows.series),
];
