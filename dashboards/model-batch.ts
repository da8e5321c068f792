import { inSeconds, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { seriesOf } from './queries';
import { lineAt } from './thresholds';
import { units } from './units';

/** Whether runs succeed in time and score what they should. */
export const batchSection = (model: Model): Section => ({
  key: 'batch',
  title: 'Batch runs',
  collapsed: false,
  bands: [{ height: 8, perLine: 3, panels: batchCharts(model) }],
});

function batchCharts(model: Model): readonly UnplacedPanel[] {
  const { batch } = model;
  if (batch === undefined) return [];
  return [
    timeSeries({
      key: 'batch-success',
      title: 'Time since last success',
      description: `Grows until a run succeeds (${signals.batchSuccess.series}). Runs start at "${batch.schedule}" (${batch.zone}); above the line, ${printDuration(batch.silence)}, one is overdue.`,
      unit: units.seconds,
      noValue: 'Never succeeded',
      series: [{ expr: `time() - ${seriesOf(signals.batchSuccess.series, model)}`, legend: 'age' }],
      lines: lineAt(inSeconds(batch.silence)),
    }),
    timeSeries({
      key: 'batch-duration',
      title: 'Duration of last run',
      description: `How long the last run took (${signals.batchDuration.series}). The line is the deadline, ${printDuration(batch.deadline)}.`,
      unit: units.seconds,
      noValue: 'No run yet',
      series: [{ expr: seriesOf(signals.batchDuration.series, model), legend: 'duration' }],
      lines: lineAt(inSeconds(batch.deadline)),
    }),
    timeSeries({
      key: 'batch-rows',
      title: 'Rows scored in last run',
      description: `Rows that the last run scored (${signals.batchRows.series}); a drop means that input was missing.`,
      unit: units.count,
      noValue: 'No run yet',
      series: [{ expr: seriesOf(signals.batchRows.series, model), legend: 'rows' }],
    }),
  ];
}
