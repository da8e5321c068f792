import { burnPairs } from '../models/burn';
import { hours, minutes, printDuration } from '../models/duration';
import { keepsToCalendar } from '../models/calendar';
import type { Model } from '../models/model';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { budgetLeftChart } from './budget-left';
import type { Section } from './layout';
import { normalBand } from './normal-band';
import { errorBudget, printPercent } from './objectives';
import { palette } from './palette';
import { timeSeries } from './panel-timeseries';
import { against, lines, seriesOf } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { badBelow, burnLines, linesAt } from './thresholds';
import { units } from './units';

/** Requests, failures and how fast they spend the error budget; and whether the model is scraped at all. */
export const trafficSection = (model: Model): Section => ({
  key: 'traffic',
  title: model.signals.includes('requests') ? 'Traffic and errors' : 'Targets',
  collapsed: false,
  bands: [
    { height: 8, perLine: 3, panels: requestCharts(model) },
    {
      height: 6,
      perLine: 3,
      panels: [
        ...budgetLeftChart(model),
        ...signalPanels(model, panels),
        targetsChart(model),
        seriesChart(model),
      ],
    },
  ],
});

const usualLines = records.latest(records.usualLinesPerRequest);

const panels: readonly SignalPanel[] = [
  {
    signal: 'inferences',
    key: 'inferences',
    title: 'Rows scored',
    unit: units.rowRate,
    noValue: 'No traffic',
  },
  {
    signal: 'probe',
    key: 'probe',
    title: 'Answers from outside',
    hint: '0 means that callers get none, whatever the servers say of themselves.',
    unit: units.ratio,
    noValue: 'Nobody calls',
    limits: () => [{ value: 1, name: 'what is expected' }],
  },
  {
    signal: 'logLines',
    key: 'log-lines',
    title: 'Log lines',
    hint: ({ signals: told }) =>
      told.includes('requests')
        ? `Beside them what is usual for its requests (${usualLines} × ${signals.requests.series}); that is known after an hour with lines.`
        : undefined,
    unit: units.lineRate,
    noValue: 'No line comes',
    legend: 'written',
    beside: (model) =>
      model.signals.includes('requests')
        ? [
            {
              expr: lines(
                seriesOf(usualLines, model),
                `  * on (${K}) ${seriesOf(signals.requests.series, model)}`,
              ),
              legend: 'usual for its requests',
              colour: palette.neutral,
            },
          ]
        : [],
  },
];

/** Lines of the chart of traffic: all requests, and parts of them. */
const parts = [
  { signal: 'requests', legend: 'requests', colour: palette.primary },
  { signal: 'errors', legend: 'errors', colour: palette.errors },
  { signal: 'rejections', legend: 'turned away', colour: palette.rejections },
] as const;

function requestCharts(model: Model): readonly UnplacedPanel[] {
  if (!model.signals.includes('requests')) return [];
  const { minimum } = model.traffic;
  const told = parts.filter(({ signal }) => model.signals.includes(signal));
  const traffic = timeSeries({
    key: 'traffic',
    title: 'Traffic',
    description: `Requests per second, by what came of them (${told.map(({ signal }) => signals[signal].series).join(', ')}).${minimum === 0 ? '' : ' The line is the lowest rate that is still normal.'}${keepsToCalendar(model) ? ' The band is what is normal by the same hour of the day and of the week before.' : ''}`,
    unit: units.requestRate,
    noValue: 'Nothing arrives',
    series: [
      ...told.map(({ signal, ...line }) => ({ expr: seriesOf(signals[signal].series, model), ...line })),
      ...(keepsToCalendar(model) ? normalBand(signals.requests.series, model) : []),
    ],
    ...(minimum === 0 ? {} : { lines: linesAt(minimum) }),
  });
  if (!model.signals.includes('errors')) return [traffic];
  return [traffic, errorChart(model), ...budgetChart(model)];
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
    ...(budget === undefined ? {} : { lines: linesAt(budget) }),
  });
}

/** Strength of a line by the length of its window: the shortest says most about now. */
const strengths = [palette.strongest, palette.strong, palette.medium, palette.faint] as const;

function budgetChart(model: Model): readonly UnplacedPanel[] {
  if (model.availability === undefined) return [];
  const pairs = burnPairs(model.window);
  const factors = pairs.map(({ factor }) => Number(factor.toPrecision(3))).join(', ');
  return [
    timeSeries({
      key: 'error-budget',
      title: 'Error budget burn',
      description: `How many times faster than evenly the error budget is spent, by window (${records.errorRatio(hours(1))} ÷ ${thresholds.errorBudget}); at 1 it lasts exactly ${printDuration(model.window)}. An alert fires where a window is above its line: ${factors} for ${pairs.map(({ long }) => printDuration(long)).join(', ')}.`,
      unit: units.burn,
      noValue: 'No traffic',
      series: pairs.map(({ long }, index) => ({
        expr: against(
          seriesOf(records.errorRatio(long), model),
          '/',
          seriesOf(thresholds.errorBudget, model),
        ),
        legend: printDuration(long),
        colour: strengths[index] ?? palette.faint,
      })),
      lines: burnLines(model.window),
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

const seriesChart = (model: Model): UnplacedPanel =>
  timeSeries({
    key: 'series',
    title: 'Time series',
    description: `Time series that are stored of the model's own pages (${records.seriesStored}). The line is ${model.seriesBudget}, what the environment plans for one model.`,
    unit: units.count,
    noValue: 'No targets',
    series: [{ expr: seriesOf(records.seriesStored, model), legend: 'series' }],
    lines: linesAt(model.seriesBudget),
  });
