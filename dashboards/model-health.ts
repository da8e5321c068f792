import { inSeconds, minutes, printDuration } from '../models/duration';
import { objectiveWindow } from '../models/burn';
import type { Model } from '../models/model';
import { thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { errorBudget, pagingRatio, printPercent, printSeconds } from './objectives';
import { stat, valueNow } from './panel';
import { stateTimeline } from './panel-states';
import { against, lines, selectorOf, seriesOf, worstAlert } from './queries';
import { alertStates } from './states';
import { badBelow, badFrom } from './thresholds';
import { units } from './units';

/** The model's state of now, worst news first. */
export const healthStats = (model: Model): readonly UnplacedPanel[] => [
  stat({
    key: 'alert-now',
    title: 'Worst alert',
    description: 'Severity of the worst alert that fires on this model now (ALERTS).',
    unit: units.state,
    noValue: 'ok',
    query: valueNow(lines(`max(`, worstAlert(selectorOf(model), 'namespace'), `) or vector(0)`)),
    steps: badFrom({}),
    states: alertStates,
  }),
  ...requestStats(model),
  ...latencyStats(model),
  ...qualityStats(model),
  ...batchStats(model),
  stat({
    key: 'targets-now',
    title: 'Targets up',
    description: `Share of the model's metrics endpoints that answer (${records.targetsUp}).`,
    unit: units.ratio,
    noValue: 'No targets',
    query: valueNow(seriesOf(records.targetsUp, model)),
    steps: badBelow({ ok: 1, warning: 0.5 }),
  }),
];

function requestStats(model: Model): readonly UnplacedPanel[] {
  if (!model.signals.includes('requests')) return [];
  const budget = errorBudget(model);
  const requests = stat({
    key: 'request-rate-now',
    title: 'Requests',
    description: `Requests answered per second, failed ones included (${signals.requests.series}).`,
    unit: units.requestRate,
    noValue: 'Nothing arrives',
    query: valueNow(seriesOf(signals.requests.series, model)),
  });
  if (!model.signals.includes('errors')) return [requests];
  const errors = stat({
    key: 'error-ratio-now',
    title: 'Errors',
    description: `Share of requests of the last five minutes that failed (${records.errorRatio(minutes(5))}).${budget === undefined ? '' : ` Orange above ${printPercent(budget)}, what the objective allows; red at the speed that pages.`}`,
    unit: units.ratio,
    noValue: 'No traffic',
    query: valueNow(seriesOf(records.errorRatio(minutes(5)), model)),
    ...(budget === undefined ? {} : { steps: badFrom({ warning: budget, critical: pagingRatio(budget) }) }),
  });
  if (budget === undefined) return [requests, errors];
  const ratio = seriesOf(records.errorRatio(objectiveWindow), model);
  return [
    requests,
    errors,
    stat({
      key: 'error-budget-left',
      title: 'Error budget left',
      description: `What is left of the failures that 30 days may have, which is ${printPercent(budget)} of all requests (${records.errorRatio(objectiveWindow)}); judged by as much of 30 days as is kept. Below zero the objective is missed.`,
      unit: units.ratio,
      noValue: 'No traffic',
      query: valueNow(lines('1 -', against(ratio, '/', seriesOf(thresholds.errorBudget, model)))),
      steps: badBelow({ ok: 0.25, warning: 0 }),
    }),
  ];
}

function latencyStats(model: Model): readonly UnplacedPanel[] {
  const { latency } = model;
  if (latency === undefined) return [];
  const name = latency.kind === 'mean' ? 'Mean latency' : `${latency.quantile} latency`;
  return [
    stat({
      key: 'latency-now',
      title: name,
      description: `${name} of the last five minutes. Red from ${printSeconds(latency.seconds)}, the objective.`,
      unit: units.seconds,
      noValue: 'No traffic',
      query: valueNow(
        latency.kind === 'mean'
          ? seriesOf(signals.latencyMean.series, model)
          : seriesOf(records.latencyQuantile(latency.quantile), model),
      ),
      steps: badFrom({ critical: latency.seconds }),
    }),
  ];
}

function qualityStats(model: Model): readonly UnplacedPanel[] {
  const { accuracy, drift } = model;
  return [
    ...(accuracy === undefined
      ? []
      : [
          stat({
            key: 'accuracy-now',
            title: 'Accuracy',
            description: `Share of right predictions in the latest evaluation, worst data source (${signals.accuracy.series}). Red below ${printPercent(accuracy.floor)}, the floor.`,
            unit: units.ratio,
            noValue: 'Not evaluated',
            query: valueNow(seriesOf(signals.accuracy.series, model)),
            steps: badBelow({ ok: accuracy.floor }),
          }),
        ]),
    ...(drift === undefined
      ? []
      : [
          stat({
            key: 'drifted-now',
            title: `Drifted, of ${drift.features.length}`,
            description: `Features that no longer look like their reference (${signals.drift.series}). Red above ${printPercent(drift.share)} of them.`,
            unit: units.count,
            noValue: 'Not checked',
            query: valueNow(`sum(${seriesOf(signals.drift.series, model)})`),
            steps: badFrom({ warning: 1, critical: Math.floor(drift.share * drift.features.length) + 1 }),
          }),
        ]),
  ];
}

function batchStats(model: Model): readonly UnplacedPanel[] {
  const { batch } = model;
  if (batch === undefined) return [];
  return [
    stat({
      key: 'batch-age-now',
      title: 'Last success',
      description: `Time since the last run that succeeded (${signals.batchSuccess.series}). Red from ${printDuration(batch.silence)}, the longest gap of the schedule plus its deadline.`,
      unit: units.age,
      noValue: 'Never',
      query: valueNow(`time() - ${seriesOf(signals.batchSuccess.series, model)}`),
      steps: badFrom({ critical: inSeconds(batch.silence) }),
    }),
    stat({
      key: 'batch-rows-now',
      title: 'Rows scored',
      description: `Rows scored in the last run (${signals.batchRows.series}).`,
      unit: units.count,
      noValue: 'No run yet',
      query: valueNow(seriesOf(signals.batchRows.series, model)),
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

/** Which alerts fired on the model, and when. */
export const alertTimeline = (model: Model): UnplacedPanel =>
  stateTimeline({
    key: 'alerts',
    title: 'Alerts',
    description: 'Alerts that fired on this model over the time range, by severity (ALERTS).',
    noValue: 'No alert fired',
    expr: worstAlert(selectorOf(model), 'alertname'),
    legend: '{{alertname}}',
    states: alertStates,
  });
