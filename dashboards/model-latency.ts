import { hours, minutes } from '../models/duration';
import type { Model } from '../models/model';
import { records, type RecordedQuantile } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { latencyBudget, printPercent, printSeconds } from './objectives';
import { palette, type Colour } from './palette';
import { heatmap } from './panel-heatmap';
import { timeSeries } from './panel-timeseries';
import { latencyUnit, seriesOf } from './queries';
import { lineAt } from './thresholds';
import { units } from './units';

/** How long requests take: quantiles where there is a histogram, the mean where the server tells it. */
export const latencySection = (model: Model): Section => ({
  key: 'latency',
  title: 'Latency',
  collapsed: false,
  bands: [{ height: 8, perLine: 3, panels: [...quantileCharts(model), ...meanChart(model)] }],
});

const quantileColours = {
  p50: palette.faint,
  p95: palette.strong,
  p99: palette.strongest,
} as const satisfies Record<RecordedQuantile, Colour>;

function quantileCharts(model: Model): readonly UnplacedPanel[] {
  if (!model.signals.includes('latency')) return [];
  const { latency } = model;
  const objective = latency?.kind === 'quantile' ? latency : undefined;
  const quantileChart = timeSeries({
    key: 'latency',
    title: 'Latency',
    description: `Time within which 50, 95 and 99 of 100 requests are answered (${records.latencyQuantile('p50')} and so on), estimated between the bounds of the histogram.${objective === undefined ? '' : ` The line is the objective: ${printSeconds(objective.seconds)} for ${objective.quantile}.`}`,
    unit: units.seconds,
    noValue: 'No traffic',
    series: (Object.keys(quantileColours) as RecordedQuantile[]).map((quantile) => ({
      expr: seriesOf(records.latencyQuantile(quantile), model),
      legend: quantile,
      colour: quantileColours[quantile],
    })),
    ...(objective === undefined ? {} : { lines: lineAt(objective.seconds) }),
  });
  const budget = latencyBudget(model);
  if (objective === undefined || budget === undefined) return [quantileChart];
  return [
    quantileChart,
    timeSeries({
      key: 'slow-ratio',
      title: `Slower than ${printSeconds(objective.seconds)}`,
      description: `Share of requests slower than the objective, counted exactly (${records.slowRatio(minutes(5))} and ratio_rate1h). The line is ${printPercent(budget)}, the share that ${objective.quantile} leaves.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: [
        { expr: seriesOf(records.slowRatio(minutes(5)), model), legend: '5m', colour: palette.medium },
        { expr: seriesOf(records.slowRatio(hours(1)), model), legend: '1h', colour: palette.strongest },
      ],
      lines: lineAt(budget),
    }),
  ];
}

function meanChart(model: Model): readonly UnplacedPanel[] {
  if (!model.signals.includes('latencyMean')) return [];
  const objective = model.latency?.kind === 'mean' ? model.latency : undefined;
  return [
    timeSeries({
      key: 'latency-mean',
      title: 'Mean latency',
      description: `Mean time that a request takes (${signals.latencyMean.series}). A mean hides the slow few.${objective === undefined ? '' : ` The line is the objective, ${printSeconds(objective.seconds)}.`}`,
      unit: units.seconds,
      noValue: 'No traffic',
      series: [{ expr: seriesOf(signals.latencyMean.series, model), legend: 'mean' }],
      ...(objective === undefined ? {} : { lines: lineAt(objective.seconds) }),
    }),
  ];
}

const axisUnits = { s: units.seconds, ms: units.milliseconds, us: units.microseconds } as const;

/** The whole distribution, closed until somebody wants it: buckets are many series. */
export const distributionSection = (model: Model): Section => ({
  key: 'distribution',
  title: 'Latency distribution',
  collapsed: true,
  bands: [
    {
      height: 9,
      perLine: 1,
      panels: model.signals.includes('latency')
        ? [
            heatmap({
              key: 'latency-distribution',
              title: 'Latency distribution',
              description: `Requests per second by the time they took, in the buckets of the server (${signals.latency.series}).`,
              noValue: 'No traffic',
              expr: `sum by (le) (${seriesOf(signals.latency.series, model)})`,
              axisUnit: axisUnits[latencyUnit(model)],
            }),
          ]
        : [],
    },
  ],
});
