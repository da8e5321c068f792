import { dump } from 'js-yaml';
import { pint } from '../../rules/pint';
import { problemsOf } from './knowledge';
import { refusedByPromtool } from './promtool';

/** Three expressions that are found in print, each as an alert that somebody would write with it. */
const published = [
  {
    name: 'the share of errors',
    expression: 'rate(ml_predictions_total{status="error"}[5m]) / rate(ml_predictions_total[5m])',
    alert: 'rate(ml_predictions_total{status="error"}[5m]) / rate(ml_predictions_total[5m]) > 0.05',
    kind: 'matches-itself',
    says: 'each series of ml_predictions_total on the left meets itself on the right and the quotient is always 1',
    right:
      'sum by (model_name) (rate(ml_predictions_total{status="error"}[5m])) / sum by (model_name) (rate(ml_predictions_total[5m])) > 0.05',
  },
  {
    name: 'the 95th percentile of the latency',
    expression: 'histogram_quantile(0.95, ml_prediction_latency_seconds_bucket)',
    alert: 'histogram_quantile(0.95, ml_prediction_latency_seconds_bucket) > 1',
    kind: 'quantile-of-raw-buckets',
    says: 'these buckets count everything since the server started, so the quantile hardly moves and never recovers',
    right:
      'histogram_quantile(0.95, sum by (model_name, le) (rate(ml_prediction_latency_seconds_bucket[5m]))) > 1',
  },
  {
    name: 'five percent of errors',
    expression: 'rate(ml_predictions_total{status="error"}[5m]) > 0.05',
    alert: 'rate(ml_predictions_total{status="error"}[5m]) > 0.05',
    kind: 'rate-as-ratio',
    says: 'this compares failures per second (status="error") with 0.05, which is 180 an hour whatever the traffic',
    right: 'increase(ml_predictions_total{status="error"}[1h]) > 180',
  },
] as const;

test.each(published)('$name is refused with the reason', ({ expression, alert, kind, says, right }) => {
  for (const text of [expression, alert]) {
    const [problem, ...others] = problemsOf(text, 'alert');
    expect(problem?.kind).toBe(kind);
    expect(problem?.message).toContain(says);
    expect(others).toEqual([]);
  }
  expect(problemsOf(right, 'alert')).toEqual([]);
});

test.each(['select ml_model_accuracy', 'foo{a="b"', 'foo)', 'foo bar', '', ' \n'])(
  '%j is refused',
  (text) => {
    expect(problemsOf(text)).toHaveLength(1);
  },
);

test('promtool accepts all three, as queries and as alerts', () => {
  const all = published.flatMap(({ expression, alert }) => [expression, alert]);
  expect([...refusedByPromtool(all)]).toEqual([]);
});

test('pint accepts all three, with every check that works without a server', () => {
  const rules = published.flatMap(({ expression, alert }, index) => [
    { record: `published:${index}:value`, expr: expression },
    { alert: `Published${index}`, expr: alert, for: '5m' },
  ]);
  const file = { 'published.yaml': dump({ groups: [{ name: 'published', rules }] }) };
  expect(pint(file, '')).toEqual({ status: 0, problems: [] });
  // It did read them: what it knows to be wrong it finds.
  const spoiled = { 'published.yaml': (file['published.yaml'] ?? '').replaceAll(' > 0.05', '') };
  expect(pint(spoiled, '').problems.join()).toContain('alerts/comparison');
});
