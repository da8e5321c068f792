import type { Model } from '../models/model';
import { K } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { printPercent } from './objectives';
import { palette } from './palette';
import { timeSeries } from './panel-timeseries';
import { seriesOf } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** Several troubles in one chart, where together they mean something else than each by itself. */
export const compositeSection = (model: Model): Section => ({
  key: 'composites',
  title: 'Quality and service together',
  collapsed: false,
  bands: [{ height: 7, perLine: 2, panels: [...degradedChart(model), ...driftImpactChart(model)] }],
});

/** Whether any budget of failures or of time can burn. */
const hasBudget = ({ availability, latency, timeToFirstToken, interTokenLatency }: Model): boolean =>
  availability !== undefined ||
  [latency, timeToFirstToken, interTokenLatency].some((objective) => objective?.kind === 'quantile');

function degradedChart(model: Model): readonly UnplacedPanel[] {
  if (model.accuracy === undefined || !hasBudget(model)) return [];
  return [
    timeSeries({
      key: 'degraded',
      title: 'Degraded',
      description: `By how much accuracy is below what was agreed (${records.accuracyShortfall}), and the share of failed or slow events of half an hour while it spends a budget fast enough to page (${records.budgetBurn}). Each is drawn only while it is so; both at once are one trouble.`,
      unit: units.ratio,
      noValue: 'Nothing is wrong',
      series: [
        {
          expr: seriesOf(records.accuracyShortfall, model),
          legend: 'accuracy missing',
          colour: palette.warning,
        },
        {
          expr: seriesOf(records.budgetBurn, model),
          legend: 'failed or slow',
          colour: palette.errors,
        },
      ],
    }),
  ];
}

function driftImpactChart(model: Model): readonly UnplacedPanel[] {
  const { accuracy, drift } = model;
  if (accuracy === undefined || drift === undefined) return [];
  return [
    timeSeries({
      key: 'drift-impact',
      title: 'Impact of drift',
      description: `Share of drifted features (${signals.drift.series}), and by how much accuracy is below what was agreed (${records.accuracyShortfall}), drawn only while it is. The line is ${printPercent(drift.share)} of the features; above it, with accuracy missing, the model needs new training data.`,
      unit: units.ratio,
      noValue: 'Not checked',
      series: [
        {
          expr: `avg by (${K}) (${seriesOf(signals.drift.series, model)})`,
          legend: 'drifted features',
          colour: palette.warning,
        },
        {
          expr: seriesOf(records.accuracyShortfall, model),
          legend: 'accuracy missing',
          colour: palette.errors,
        },
      ],
      lines: linesAt(drift.share),
      atLeast: { max: 1 },
    }),
  ];
}
