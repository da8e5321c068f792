import { hours } from '../models/duration';
import type { BusinessMetric, Model } from '../models/model';
import { K } from '../models/names';
import { signals } from '../models/signals';
import { keyOf, matchersOf } from './one-model';
import { promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** What the business counts is rare and noisy. */
const window = hours(1);

/**
 * The numbers that an entry names, from the metrics of the model's own pages. A metric that nobody publishes, or that was
 * renamed, gives no series: it must not look like a business that stands still.
 */
export const businessRecordsOf = (model: Model): readonly RecordingRule[] =>
  model.business.map((metric) => ({
    record: signals.business.series,
    expression: valueOf(metric, model),
    labels: { ...keyOf(model), metric: metric.name },
  }));

function valueOf({ kind, metric, per }: BusinessMetric, model: Model): Expression {
  const own = (name: string): string => `${name}{${matchersOf(model)}}`;
  const rate = (name: string): Expression => promql`sum by (${K}) (rate(${own(name)}[${window}]))`;
  if (kind === 'gauge') return promql`avg by (${K}) (avg_over_time(${own(metric)}[${window}]))`;
  if (per === undefined) return rate(metric);
  return promql`
    ${rate(metric)}
    /
    (${rate(per)} > 0)
  `;
}
