import { minutes, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { timingNames, timingOf, type TimingName } from '../models/timings';
import { waysAbout } from './drill-downs';
import type { UnplacedPanel } from './grafana';
import { errorBudget, pagingRatio, printPercent, printSeconds } from './objectives';
import { stat, valueNow } from './panel';
import { stateTimeline } from './panel-states';
import { against, lines, selectorOf, seriesOf, worstAlert } from './queries';
import { alertStates } from './states';
import { badBelow, badFrom } from './thresholds';
import { units } from './units';
import { verdictStats } from './verdict-stats';

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
  ...verdictStats(model),
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
    ...(budget === undefined
      ? {}
      : { steps: badFrom({ warning: budget, critical: pagingRatio(budget, model) }) }),
  });
  if (budget === undefined) return [requests, errors];
  const ratio = seriesOf(records.errorRatioOfWindow, model);
  return [
    requests,
    errors,
    stat({
      key: 'error-budget-left',
      title: 'Error budget left',
      description: `What is left of the failures that the objective allows within ${printDuration(model.window)}, which is ${printPercent(budget)} of all requests (${records.errorRatioOfWindow}). Below zero the objective is missed.`,
      unit: units.ratio,
      noValue: 'No traffic',
      query: valueNow(lines('1 -', against(ratio, '/', seriesOf(thresholds.errorBudget, model)))),
      steps: badBelow({ ok: 0.25, warning: 0 }),
    }),
  ];
}

const timeStats: Readonly<Record<TimingName, { readonly key: string; readonly title: string }>> = {
  latency: { key: 'latency-now', title: 'latency' },
  timeToFirstToken: { key: 'ttft-now', title: 'first token' },
  interTokenLatency: { key: 'itl-now', title: 'token gap' },
  queueWait: { key: 'queue-wait-now', title: 'wait' },
};

/** Times about which something is promised. */
const latencyStats = (model: Model): readonly UnplacedPanel[] =>
  timingNames.flatMap((timing) => {
    const { objective: objectiveOf, mean } = timingOf(timing);
    const objective = objectiveOf(model);
    if (objective === undefined) return [];
    const { key, title } = timeStats[timing];
    const name = `${objective.kind === 'mean' ? 'Mean' : objective.quantile} ${title}`;
    const series =
      objective.kind === 'quantile'
        ? records.quantile(timing, objective.quantile)
        : signals[mean ?? timing].series;
    return [
      stat({
        key,
        title: name,
        description: `${name} of the last five minutes (${series}). Red from ${printSeconds(objective.seconds)}, the objective.`,
        unit: units.seconds,
        noValue: 'No traffic',
        query: valueNow(seriesOf(series, model)),
        steps: badFrom({ critical: objective.seconds }),
      }),
    ];
  });

/** Which alerts fired on the model, and when. */
export const alertTimeline = (model: Model): UnplacedPanel => ({
  ...stateTimeline({
    key: 'alerts',
    title: 'Alerts',
    description: 'Alerts that fired on this model over the time range, by severity (ALERTS).',
    noValue: 'No alert fired',
    expr: worstAlert(selectorOf(model), 'alertname'),
    legend: '{{alertname}}',
    values: { states: alertStates },
  }),
  leadsTo: waysAbout(model, 'alerts'),
});
