import { inSeconds, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { records } from '../models/records';
import { signals, type SignalName } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { printPercent } from './objectives';
import { stat, valueNow, type Stat } from './panel';
import { seriesOf } from './queries';
import { badBelow, badFrom, type Steps } from './thresholds';
import { units } from './units';

/** What jobs found out last: about the quality of predictions, and about their own runs. */
export const verdictStats = (model: Model): readonly UnplacedPanel[] => [
  ...floorStat(model, {
    signal: 'accuracy',
    key: 'accuracy-now',
    title: 'Accuracy',
    shows: 'Share of right predictions in the latest evaluation, worst data source',
    noValue: 'Not evaluated',
    floor: model.accuracy?.floor,
  }),
  ...floorStat(model, {
    signal: 'answerQuality',
    key: 'answers-now',
    title: 'Answer quality',
    shows: 'Quality of answers in the latest evaluation, worst criterion',
    noValue: 'Not judged',
    floor: model.answers?.floor,
  }),
  ...driftStat(model),
  ...batchStats(model),
];

interface Floored extends Pick<Stat, 'key' | 'title' | 'noValue'> {
  readonly signal: SignalName;
  readonly shows: string;
  readonly floor: number | undefined;
}

function floorStat(model: Model, { signal, shows, floor, ...head }: Floored): readonly UnplacedPanel[] {
  if (!model.signals.includes(signal)) return [];
  const { series } = signals[signal];
  const steps: { readonly steps?: Steps } = floor === undefined ? {} : { steps: badBelow({ ok: floor }) };
  return [
    stat({
      ...head,
      ...steps,
      description: `${shows} (${series}).${floor === undefined ? '' : ` Red below ${printPercent(floor)}, the floor.`}`,
      unit: units.ratio,
      query: valueNow(seriesOf(series, model)),
    }),
  ];
}

function driftStat(model: Model): readonly UnplacedPanel[] {
  const { drift } = model;
  if (drift === undefined) return [];
  return [
    stat({
      key: 'drifted-now',
      title: `Drifted, of ${drift.features.length}`,
      description: `Features that no longer look like their reference (${signals.drift.series}). Red above ${printPercent(drift.share)} of them.`,
      unit: units.count,
      noValue: 'Not checked',
      query: valueNow(`sum(${seriesOf(signals.drift.series, model)})`),
      steps: badFrom({ warning: 1, critical: Math.floor(drift.share * drift.features.length) + 1 }),
    }),
  ];
}

function batchStats(model: Model): readonly UnplacedPanel[] {
  const { batch } = model;
  if (batch === undefined) return [];
  const success = records.latest(signals.batchSuccess.series);
  const rows = records.latest(signals.batchRows.series);
  return [
    stat({
      key: 'batch-age-now',
      title: 'Last success',
      description: `Time since the last run that succeeded (${success}). Red from ${printDuration(batch.silence)}, when one is overdue.`,
      unit: units.age,
      noValue: 'Never',
      query: valueNow(`time() - ${seriesOf(success, model)}`),
      steps: badFrom({ critical: inSeconds(batch.silence) }),
    }),
    stat({
      key: 'batch-rows-now',
      title: 'Rows scored',
      description: `Rows scored in the last run that succeeded (${rows}).`,
      unit: units.count,
      noValue: 'No run yet',
      query: valueNow(seriesOf(rows, model)),
    }),
    stat({
      key: 'batch-duration-now',
      title: 'Last duration',
      description: `Duration of the last run (${signals.batchDuration.series}). Red from ${printDuration(batch.deadline)}, the deadline.`,
      unit: units.age,
      noValue: 'No run yet',
      query: valueNow(seriesOf(signals.batchDuration.series, model)),
      steps: badFrom({ critical: inSeconds(batch.deadline) }),
    }),
  ];
}
