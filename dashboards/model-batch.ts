import { inSeconds, plus, type Duration } from '../models/duration';
import type { Model } from '../models/model';
import { practice } from '../models/practice';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { palette } from './palette';
import { lines, seriesOf } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { scheduleStates } from './states';
import { units } from './units';

/** Whether runs succeed in time and score what they should. */
export const batchSection = (model: Model): Section => ({
  key: 'batch',
  title: 'Batch runs',
  collapsed: false,
  bands: [{ height: 8, perLine: 4, panels: signalPanels(model, batchPanels) }],
});

const success = records.latest(signals.batchSuccess.series);
const rows = records.latest(signals.batchRows.series);
const start = records.latest(signals.batchStart.series);
const push = records.latest(signals.batchPush.series);
const failed = records.latest(signals.batchFailedRows.series);

const secondsOf = (span: Duration | undefined): number | undefined =>
  span === undefined ? undefined : inSeconds(span);

/** Of one model or of the chosen one. Results of runs are those that were told last: their pods may be gone. */
export const batchPanels: readonly SignalPanel[] = [
  {
    signal: 'batchSuccess',
    key: 'batch-success',
    title: 'Time since last success',
    shows: 'Grows until a run succeeds; until one has, time since it was first awaited',
    hint: ({ batch }) =>
      batch === undefined ? undefined : `Runs start at "${batch.schedule}" (${batch.zone}).`,
    series: success,
    query: (time) => `time() - ${time}`,
    legend: 'age',
    unit: units.seconds,
    noValue: 'Never succeeded',
    limits: ({ batch }) => [{ value: secondsOf(batch?.silence), name: 'when one is overdue' }],
  },
  {
    signal: 'batchDuration',
    key: 'batch-duration',
    title: 'Duration of runs',
    shows:
      'How long the last run took, and for how long the current one has been going on where that is known',
    legend: 'last run',
    beside: (model) =>
      model.signals.includes('batchRunning')
        ? [
            {
              expr: seriesOf(signals.batchRunning.series, model),
              legend: 'current run',
              colour: palette.warning,
            },
          ]
        : [],
    unit: units.seconds,
    noValue: 'No run yet',
    limits: ({ batch }) => [{ value: secondsOf(batch?.deadline), name: 'the deadline' }],
  },
  {
    signal: 'batchStart',
    key: 'batch-start',
    title: 'Time since last start',
    shows: 'Grows until the CronJob starts a run; until it has, time since one was first awaited',
    series: start,
    query: (time) => `time() - ${time}`,
    legend: 'age',
    unit: units.seconds,
    noValue: 'Never started',
    limits: ({ batch }) => [
      {
        value: batch === undefined ? undefined : secondsOf(plus(batch.gap, practice.startGrace)),
        name: 'when one should have started',
      },
    ],
  },
  {
    signal: 'batchSuspended',
    key: 'batch-suspended',
    title: 'Schedule',
    shows: 'Whether the CronJob is suspended, so that no run starts',
    legend: 'schedule',
    unit: units.state,
    noValue: 'No CronJob',
    as: scheduleStates,
  },
  {
    signal: 'batchPush',
    key: 'batch-push',
    title: 'Time since last push',
    shows: 'Age of what the job last pushed to the gateway, and of the last push that the gateway refused',
    series: push,
    query: (time) => `time() - ${time}`,
    legend: 'taken',
    unit: units.seconds,
    noValue: 'Never pushed',
    limits: ({ batch }) => [{ value: secondsOf(batch?.silence), name: 'when one is overdue' }],
    beside: (model) => [
      {
        expr: `time() - (${seriesOf(signals.batchPushFailure.series, model)} > 0)`,
        legend: 'refused',
        colour: palette.errors,
      },
    ],
  },
  {
    signal: 'batchRows',
    key: 'batch-rows',
    title: 'Rows of last run',
    shows: 'Rows that the last run scored, and those that it could not score',
    hint: 'A drop means that input was missing.',
    series: rows,
    legend: 'scored',
    unit: units.count,
    noValue: 'No run yet',
    limits: ({ batch }) => [
      { value: batch?.rows?.min, name: 'the least' },
      { value: batch?.rows?.max, name: 'the most' },
    ],
    beside: (model) =>
      model.signals.includes('batchFailedRows')
        ? [{ expr: seriesOf(failed, model), legend: 'failed', colour: palette.errors }]
        : [],
  },
  {
    signal: 'batchFailedRows',
    key: 'batch-completion',
    title: 'Scored share of last run',
    shows: 'Share of the rows of the last run that were scored',
    series: failed,
    query: (bad, of) => lines(of(rows), `/ (${of(rows)} + ${bad} > 0)`),
    legend: 'scored',
    unit: units.ratio,
    noValue: 'No run yet',
    limits: ({ completion }) => [{ value: completion, name: 'the objective' }],
    atLeast: { max: 1 },
  },
];
