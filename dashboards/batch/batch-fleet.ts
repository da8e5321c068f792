import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { K, thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals, type SignalName } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { stat, valueNow } from '../panel';
import { stateTimeline } from '../panel-states';
import { kindTable, type SignalColumn } from '../kind-table';
import { against, countOf, largest, lines, mostLines, ofKind, perModel } from '../queries';
import { runStates, scheduleStates } from '../states';
import { badBelow, badFrom } from '../thresholds';
import { units } from '../units';

const of = (expr: string): string => ofKind('batch', expr);
const latest = (signal: SignalName): string => perModel(records.latest(signals[signal].series));
const age = `time() - ${latest('batchSuccess')}`;
const rows = latest('batchRows');
const failedRows = latest('batchFailedRows');
const overdue = against(`(${age})`, '>', thresholds.batchSilence);
/** A share of what the entry allows: 1 is the limit, whatever it is. */
const ofLimit = badFrom({ warning: 0.9, critical: 1 });

/** How all jobs do, in one line of numbers. */
export const batchStats = (feeds: Feeds): readonly UnplacedPanel[] => [
  stat({
    key: 'jobs-overdue',
    title: 'Overdue',
    description: `Batch models of the chosen teams without a success for longer than their schedule allows (${records.latest(signals.batchSuccess.series)}, ${thresholds.batchSilence}).`,
    unit: units.count,
    noValue: '0',
    query: valueNow(countOf(of(overdue))),
    steps: badFrom({ critical: 1 }),
  }),
  ...(feeds('batchRunning')
    ? [
        stat({
          key: 'jobs-running',
          title: 'Running now',
          description: `Batch models with a run going on (${signals.batchRunning.series}).`,
          unit: units.count,
          noValue: '0',
          query: valueNow(countOf(of(perModel(signals.batchRunning.series)))),
        }),
      ]
    : []),
  ...(feeds('batchSuspended')
    ? [
        stat({
          key: 'jobs-suspended',
          title: 'Suspended',
          description: `Batch models whose schedule starts no run (${signals.batchSuspended.series}).`,
          unit: units.count,
          noValue: '0',
          query: valueNow(countOf(of(`${perModel(signals.batchSuspended.series)} == 1`))),
          steps: badFrom({ warning: 1 }),
        }),
      ]
    : []),
  stat({
    key: 'longest-without-success',
    title: 'Longest without success',
    description: `The batch model that succeeded longest ago (${records.latest(signals.batchSuccess.series)}).`,
    unit: units.age,
    noValue: 'None has succeeded yet',
    query: valueNow(lines('topk(1,', of(age), ')'), '{{model_name}}'),
    shows: 'name',
  }),
  ...(feeds('batchFailedRows')
    ? [
        stat({
          key: 'rows-failed',
          title: 'Rows not scored',
          description: `Rows that the last runs of all these models could not score (${records.latest(signals.batchFailedRows.series)}).`,
          unit: units.count,
          noValue: 'Nobody tells',
          query: valueNow(lines('sum(', of(failedRows), ')')),
        }),
      ]
    : []),
];

const columns: readonly SignalColumn[] = [
  { signal: 'batchSuccess', title: 'Last success', expr: age, unit: units.age },
  {
    signal: 'batchSuccess',
    title: 'Age ÷ allowed',
    expr: against(`(${age})`, '/', thresholds.batchSilence),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'batchDuration',
    title: 'Last run',
    expr: perModel(signals.batchDuration.series),
    unit: units.age,
  },
  {
    signal: 'batchDuration',
    title: 'Run ÷ deadline',
    expr: against(perModel(signals.batchDuration.series), '/', thresholds.batchDeadline),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'batchRunning',
    title: 'Running for',
    expr: perModel(signals.batchRunning.series),
    unit: units.age,
  },
  { signal: 'batchRows', title: 'Rows', expr: rows, unit: units.count },
  {
    signal: 'batchFailedRows',
    title: 'Scored',
    expr: lines(rows, `/ (${rows} + ${failedRows} > 0)`),
    unit: units.ratio,
    steps: badBelow({ ok: 1, warning: 0 }),
  },
  {
    signal: 'batchSuspended',
    title: 'Schedule',
    expr: perModel(signals.batchSuspended.series),
    unit: units.state,
    states: scheduleStates,
  },
  {
    signal: 'dataTime',
    title: 'Age of input',
    expr: `time() - ${latest('dataTime')}`,
    unit: units.age,
  },
];

/** One row per batch model, those in trouble first. */
export const batchTable = (environment: Environment): UnplacedPanel =>
  kindTable(
    {
      kind: 'batch',
      board: boardUids.batch,
      key: 'batch-models',
      title: 'Batch models',
      description: `Batch models of the chosen teams, worst alert first. What is allowed is what the entry's schedule leaves between two successes (${thresholds.batchSilence}); from 100% on one is overdue. A dash means that the model does not tell. A name chooses the model for the panels below.`,
      columns,
    },
    environment,
  );

/** Which jobs were late, and since when. */
export const batchHistory: UnplacedPanel = stateTimeline({
  key: 'batch-overdue',
  title: 'In time and overdue',
  description: `Whether the last success of each batch model was recent enough for its schedule (${records.latest(signals.batchSuccess.series)}, ${thresholds.batchSilence}), over the time range; of more than ${mostLines}, those that were late.`,
  noValue: 'None has succeeded yet',
  expr: largest(of(`(${age}) > bool on (${K}) max by (${K}) (${thresholds.batchSilence})`)),
  legend: '{{model_name}}',
  values: { states: runStates },
});
