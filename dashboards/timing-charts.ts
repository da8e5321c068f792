import { hours, minutes, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { recordedQuantiles, records, type RecordedQuantile } from '../models/records';
import { signals, type SignalName } from '../models/signals';
import { timingNames, timingOf, type TimingName } from '../models/timings';
import type { UnplacedPanel } from './grafana';
import { printPercent, printSeconds, slowBudget } from './objectives';
import { palette, type Colour } from './palette';
import { timeSeries, type Series } from './panel-timeseries';
import { seriesOf } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** What the charts of a time are called, and by which keys alerts point to them. */
interface Wording {
  readonly key: string;
  readonly title: string;
  /** "Time within which 95 of 100 ..." */
  readonly within: string;
  readonly slowKey: string;
  readonly slowTitle: string;
  readonly mean?: { readonly key: string; readonly title: string };
}

/** By time, for the board of a model and for boards about many. */
export const timingWordings: Readonly<Record<TimingName, Wording>> = {
  latency: {
    key: 'latency',
    title: 'Latency',
    within: 'requests are answered',
    slowKey: 'slow-ratio',
    slowTitle: 'Slower than',
    mean: { key: 'latency-mean', title: 'Mean latency' },
  },
  timeToFirstToken: {
    key: 'ttft',
    title: 'Time to first token',
    within: 'answers have begun',
    slowKey: 'ttft-slow-ratio',
    slowTitle: 'First token later than',
  },
  interTokenLatency: {
    key: 'itl',
    title: 'Time between tokens',
    within: 'gaps between tokens are over',
    slowKey: 'itl-slow-ratio',
    slowTitle: 'Gaps longer than',
  },
  queueWait: {
    key: 'queue-wait',
    title: 'Wait in queue',
    within: 'requests are taken up',
    slowKey: 'queue-slow-ratio',
    slowTitle: 'Waits longer than',
    mean: { key: 'queue-wait-mean', title: 'Mean wait in queue' },
  },
};

/** Quantiles and the share of slow events where there is a histogram, and the mean where the server tells it. */
export const timingCharts = (model: Model, timing: TimingName): readonly UnplacedPanel[] => {
  const { signal, mean } = timingOf(timing);
  const tells = (one: SignalName | undefined): one is SignalName =>
    one !== undefined && model.signals.includes(one);
  return [
    ...(tells(signal) ? [quantileChart(model, timing), ...slowChart(model, timing)] : []),
    ...(tells(mean) ? meanChart(model, timing, mean) : []),
  ];
};

export const quantileColours = {
  p50: palette.faint,
  p95: palette.strong,
  p99: palette.strongest,
} as const satisfies Record<RecordedQuantile, Colour>;

function quantileChart(model: Model, timing: TimingName): UnplacedPanel {
  const { key, title, within } = timingWordings[timing];
  const objective = timingOf(timing).objective(model);
  const promise = objective?.kind === 'quantile' ? objective : undefined;
  return timeSeries({
    key,
    title,
    description: `Time within which 50, 95 and 99 of 100 ${within} (${records.quantile(timing, 'p50')} and so on), estimated between the bounds of the histogram.${promise === undefined ? '' : ` The line is the objective: ${printSeconds(promise.seconds)} for ${promise.quantile}.`}`,
    unit: units.seconds,
    noValue: 'No traffic',
    series: (Object.keys(recordedQuantiles) as RecordedQuantile[]).map((quantile) => ({
      expr: seriesOf(records.quantile(timing, quantile), model),
      legend: quantile,
      colour: quantileColours[quantile],
    })),
    ...(promise === undefined ? {} : { lines: linesAt(promise.seconds) }),
  });
}

function slowChart(model: Model, timing: TimingName): readonly UnplacedPanel[] {
  const { slowKey, slowTitle } = timingWordings[timing];
  const { events, objective: objectiveOf } = timingOf(timing);
  const objective = objectiveOf(model);
  if (objective?.kind !== 'quantile') return [];
  const budget = slowBudget(objective);
  const over = (record: string, legend: string, colour: Colour): Series => ({
    expr: seriesOf(record, model),
    legend,
    colour,
  });
  const window = printDuration(model.window);
  return [
    timeSeries({
      key: slowKey,
      title: `${slowTitle} ${printSeconds(objective.seconds)}`,
      description: `Share of ${events} slower than the objective, counted exactly (${records.slowRatio(timing, minutes(5))} and so on). The line is ${printPercent(budget)}, the share that ${objective.quantile} leaves; the objective is missed where ${window} is above it.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: [
        over(records.slowRatio(timing, minutes(5)), '5m', palette.medium),
        over(records.slowRatio(timing, hours(1)), '1h', palette.strongest),
        over(records.slowRatioOfWindow(timing), window, palette.faint),
      ],
      lines: linesAt(budget),
    }),
  ];
}

function meanChart(model: Model, timing: TimingName, mean: SignalName): readonly UnplacedPanel[] {
  const wording = timingWordings[timing].mean;
  if (wording === undefined) throw new Error(`the mean of ${timing} has no title`);
  const objective = timingOf(timing).objective(model);
  const promise = objective?.kind === 'mean' ? objective : undefined;
  const { series, meaning } = signals[mean];
  return [
    timeSeries({
      ...wording,
      description: `M${meaning.slice(1)} (${series}). A mean hides the slow few.${promise === undefined ? '' : ` The line is the objective, ${printSeconds(promise.seconds)}.`}`,
      unit: units.seconds,
      noValue: 'No traffic',
      series: [{ expr: seriesOf(series, model), legend: 'mean' }],
      ...(promise === undefined ? {} : { lines: linesAt(promise.seconds) }),
    }),
  ];
}

/**
 * Where no quantile of the whole latency is promised, but of a part of it: what the alert about objectives that cannot be
 * judged points to, because it is about any of them.
 */
export function slowParts(model: Model): readonly UnplacedPanel[] {
  const promised = timingNames.filter((timing) => timingOf(timing).objective(model)?.kind === 'quantile');
  if (promised.length === 0 || promised.includes('latency')) return [];
  return [
    timeSeries({
      key: timingWordings.latency.slowKey,
      title: 'Slower than promised',
      description: `Share of events of the last hour that were slower than their objective (${promised.map((timing) => records.slowRatio(timing, hours(1))).join(', ')}). An objective without a line cannot be judged: no bucket of the server ends at it.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: promised.map((timing) => ({
        expr: seriesOf(records.slowRatio(timing, hours(1)), model),
        legend: timingWordings[timing].title,
      })),
    }),
  ];
}
