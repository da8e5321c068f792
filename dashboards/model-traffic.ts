import { burnPairs } from '../models/burn';
import { hours, minutes, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { errorBudget, printPercent } from './objectives';
import { palette } from './palette';
import { timeSeries } from './panel-timeseries';
import { against, seriesOf } from './queries';
import { badBelow, burnLines, lineAt } from './thresholds';
import { units } from './units';

/** Requests, failures and how fast they spend the error budget; and whether the model is scraped at all. */
export const trafficSection = (model: Model): Section => ({
  key: 'traffic',
  title: model.signals.includes('requests') ? 'Traffic and errors' : 'Targets',
  collapsed: false,
  bands: [{ height: 8, perLine: 2, panels: [...requestCharts(model), targetsChart(model)] }],
});

function requestCharts(model: Model): readonly UnplacedPanel[] {
  if (!model.signals.includes('requests')) return [];
  const { minimum } = model.traffic;
  const fails = model.signals.includes('errors');
  const traffic = timeSeries({
    key: 'traffic',
    title: 'Traffic',
    description: `Requests per second, and those of them that failed (${signals.requests.series}, ${signals.errors.series}).${minimum === 0 ? '' : ' The line is the lowest rate that is still normal.'}`,
    unit: units.requestRate,
    noValue: 'Nothing arrives',
    series: [
      { expr: seriesOf(signals.requests.series, model), legend: 'requests', colour: palette.primary },
      ...(fails
        ? [{ expr: seriesOf(signals.errors.series, model), legend: 'errors', colour: palette.errors }]
        : []),
    ],
    ...(minimum === 0 ? {} : { lines: lineAt(minimum) }),
  });
  return fails ? [traffic, errorChart(model), ...budgetChart(model)] : [traffic];
}

function errorChart(model: Model): UnplacedPanel {
  const budget = errorBudget(model);
  return timeSeries({
    key: 'error-ratio',
    title: 'Error ratio',
    description: `Share of requests that failed through no fault of the caller (${records.errorRatio(minutes(5))} and ratio_rate1h).${budget === undefined ? '' : ` The line is ${printPercent(budget)}, what the objective allows on average.`}`,
    unit: units.ratio,
    noValue: 'No traffic',
    series: [
      { expr: seriesOf(records.errorRatio(minutes(5)), model), legend: '5m', colour: palette.medium },
      { expr: seriesOf(records.errorRatio(hours(1)), model), legend: '1h', colour: palette.strongest },
    ],
    ...(budget === undefined ? {} : { lines: lineAt(budget) }),
  });
}

/** Strength of a line by the length of its window: the shortest says most about now. */
const strengths = [palette.strongest, palette.strong, palette.medium, palette.faint] as const;

function budgetChart(model: Model): readonly UnplacedPanel[] {
  if (model.availability === undefined) return [];
  const factors = burnPairs.map(({ factor }) => factor).join(', ');
  return [
    timeSeries({
      key: 'error-budget',
      title: 'Error budget burn',
      description: `How many times faster than evenly the error budget is spent, by window (${records.errorRatio(hours(1))} ÷ ${thresholds.errorBudget}); at 1 it lasts exactly 30 days. An alert fires where a window is above its line: ${factors} for ${burnPairs.map(({ long }) => printDuration(long)).join(', ')}.`,
      unit: units.burn,
      noValue: 'No traffic',
      series: burnPairs.map(({ long }, index) => ({
        expr: against(
          seriesOf(records.errorRatio(long), model),
          '/',
          seriesOf(thresholds.errorBudget, model),
        ),
        legend: printDuration(long),
        colour: strengths[index] ?? palette.faint,
      })),
      lines: burnLines,
    }),
  ];
}

const targetsChart = (model: Model): UnplacedPanel =>
  timeSeries({
    key: 'targets',
    title: 'Targets up',
    description: `Share of the model's metrics endpoints that answer (${records.targetsUp}). Where none answers, all other panels are blind.`,
    unit: units.ratio,
    noValue: 'No targets',
    series: [{ expr: seriesOf(records.targetsUp, model), legend: 'up' }],
    lines: badBelow({ ok: 1 }),
  });
