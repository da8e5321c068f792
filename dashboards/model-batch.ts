import { inSeconds, type Duration } from '../models/duration';
import type { Model } from '../models/model';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { palette } from './palette';
import { lines, seriesOf } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { units } from './units';

/** Whether runs succeed in time and score what they should. */
export const batchSection = (model: Model): Section => ({
  key: 'batch',
  title: 'Batch runs',
  collapsed: false,
  bands: [{ height: 8, perLine: 4, panels: signalPanels(model, panels) }],
});

const success = records.latest(signals.batchSuccess.series);
const rows = records.latest(signals.batchRows.series);
const failed = records.latest(signals.batchFailedRows.series);

const secondsOf = (span: Duration | undefined): number | undefined =>
  span === undefined ? undefined : inSeconds(span);

/** Results of runs are those that were told last: their pods may be gone. */
const panels: readonly SignalPanel[] = [
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
    title: 'Duration of last run',
    shows: 'How long the last run took',
    legend: 'duration',
    unit: units.seconds,
    noValue: 'No run yet',
    limits: ({ batch }) => [{ value: secondsOf(batch?.deadline), name: 'the deadline' }],
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
