import { minutes } from '../models/duration';
import { K, modelInfo } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Feeds } from './feeds';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { largest, lines, mostLines, reporting, smallest, worstAlertPerModel } from './queries';
import { alertStates, reportingStates } from './states';
import { units } from './units';

/** What has been wrong with which model, and which was silent. */
export const statusTimelines: readonly UnplacedPanel[] = [
  stateTimeline({
    key: 'worst-alert',
    title: 'Worst alert by model',
    description: `Severity of the worst alert that fired on each model (ALERTS), over the time range; of more than ${mostLines} models, those with the worst.`,
    noValue: 'No models',
    expr: largest(worstAlertPerModel),
    legend: '{{model_name}}',
    values: { states: alertStates },
  }),
  stateTimeline({
    key: 'models-up',
    title: 'Models reporting',
    description: `Whether requests or batch results of each model of the inventory (${modelInfo}) arrive. Silent means that nothing is measured, not that there is no traffic: a server without traffic reports zero. Of more than ${mostLines} models, those that were silent.`,
    noValue: 'No models',
    expr: smallest(lines(`max by (${K}) (`, `  ${reporting}`, ')', `or max by (${K}) (0 * ${modelInfo})`)),
    legend: '{{model_name}}',
    values: { states: reportingStates },
  }),
];

/** How traffic, errors and latency of the models have moved. */
export const trendCharts = (feeds: Feeds): readonly UnplacedPanel[] => [
  timeSeries({
    key: 'request-rate-by-model',
    title: 'Requests by model',
    description: `Requests answered per second (${signals.requests.series}), of the ${mostLines} models that had most.`,
    unit: units.requestRate,
    noValue: 'No traffic',
    series: [{ expr: largest(signals.requests.series), legend: '{{model_name}}' }],
  }),
  timeSeries({
    key: 'error-ratio-by-model',
    title: 'Errors by model',
    description: `Share of requests that failed (${records.errorRatio(minutes(5))}), of the ${mostLines} models of which most failed.`,
    unit: units.ratio,
    noValue: 'No traffic',
    series: [{ expr: largest(records.errorRatio(minutes(5))), legend: '{{model_name}}' }],
  }),
  ...(feeds('latency')
    ? [
        timeSeries({
          key: 'latency-by-model',
          title: 'p95 latency by model',
          description: `Time within which 95 of 100 requests are answered (${records.quantile('latency', 'p95')}), of the ${mostLines} slowest models that have a histogram.`,
          unit: units.seconds,
          noValue: 'No traffic',
          series: [{ expr: largest(records.quantile('latency', 'p95')), legend: '{{model_name}}' }],
        }),
      ]
    : []),
];
