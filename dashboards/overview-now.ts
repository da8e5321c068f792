import { modelInfo, thresholds } from '../models/names';
import { hours } from '../models/duration';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Feeds } from './feeds';
import type { UnplacedPanel } from './grafana';
import { stat, valueNow } from './panel';
import { against, countOf, lines, reporting } from './queries';
import { badBelow, badFrom } from './thresholds';
import { units } from './units';

/** The state of the whole fleet in one line of numbers. `known` is the number of models in the inventory. */
export function fleetStats(feeds: Feeds, known: number): readonly UnplacedPanel[] {
  return [
    stat({
      key: 'models-reporting',
      title: `Models reporting, of ${known}`,
      description: `Models in ${modelInfo} of which requests or batch results arrive. The panel "Models reporting" below shows who is silent.`,
      unit: units.count,
      noValue: '0',
      query: valueNow(countOf(reporting)),
      steps: badBelow({ ok: known, warning: 1 }),
    }),
    stat({
      key: 'request-rate',
      title: 'Requests',
      description: `Requests answered per second by all models, failed ones included (${signals.requests.series}).`,
      unit: units.requestRate,
      noValue: 'No traffic',
      query: valueNow(`sum(${signals.requests.series})`),
    }),
    stat({
      key: 'error-ratio',
      title: 'Errors',
      description:
        'Share of all requests in the last five minutes that failed through no fault of the caller, each request counted once. Orange from 1%, red from 5%; what a single model may do is on its own board.',
      unit: units.ratio,
      noValue: 'No traffic',
      query: valueNow(lines(`sum(${signals.errors.series})`, `/ (sum(${signals.requests.series}) > 0)`)),
      steps: badFrom({ warning: 0.01, critical: 0.05 }),
    }),
    ...(feeds('latency')
      ? [
          stat({
            key: 'worst-latency',
            title: 'Slowest p99',
            description: `The model whose slowest hundredth of requests takes longest (${records.quantile('latency', 'p99')}). Models without a latency histogram are not part of it.`,
            unit: units.seconds,
            noValue: 'No traffic',
            query: valueNow(`topk(1, ${records.quantile('latency', 'p99')})`, '{{model_name}}'),
            shows: 'name',
          }),
        ]
      : []),
    stat({
      key: 'over-error-budget',
      title: 'Over error budget',
      description: `Models whose error ratio of the last hour (${records.errorRatio(hours(1))}) is above what their availability objective allows on average.`,
      unit: units.count,
      noValue: '0',
      query: valueNow(countOf(against(records.errorRatio(hours(1)), '>', thresholds.errorBudget))),
      steps: badFrom({ warning: 1 }),
    }),
    ...(feeds('accuracy')
      ? [
          stat({
            key: 'below-accuracy-floor',
            title: 'Below accuracy floor',
            description: `Models whose latest evaluation (${signals.accuracy.series}) is below the floor of their entry.`,
            unit: units.count,
            noValue: '0',
            query: valueNow(countOf(against(signals.accuracy.series, '<', thresholds.accuracyFloor))),
            steps: badFrom({ critical: 1 }),
          }),
        ]
      : []),
    ...(feeds('drift')
      ? [
          stat({
            key: 'drifting-features',
            title: 'Drifting features',
            description: `Features of all models that no longer look like their reference (${signals.drift.series}). A few are normal: tests have false alarms.`,
            unit: units.count,
            noValue: '0',
            query: valueNow(countOf(`${signals.drift.series} == 1`)),
            steps: badFrom({ warning: 1 }),
          }),
        ]
      : []),
    stat({
      key: 'critical-alerts',
      title: 'Critical alerts',
      description: 'Critical alerts that fire now, of models and of the platform (ALERTS).',
      unit: units.count,
      noValue: '0',
      query: valueNow(countOf('ALERTS{alertstate="firing", severity="critical"}')),
      steps: badFrom({ critical: 1 }),
    }),
  ];
}
