import { foundByMeaning, refusedByPrometheus } from '../../../models/promql';
import { examples } from './examples';
import { problemsOf } from './knowledge';

test.each(examples)('$kind: $wrong', ({ kind, wrong, right, says, purpose }) => {
  const from = wrong.indexOf('«');
  const to = wrong.indexOf('»') - 1;
  const found = problemsOf(wrong.replace(/[«»]/g, ''), purpose);
  expect(found.map((one) => ({ kind: one.kind, from: one.from, to: one.to }))).toContainEqual({
    kind,
    from,
    to,
  });
  expect(found.find((one) => one.kind === kind && one.from === from)?.message).toContain(says);
  expect(problemsOf(right, purpose)).toEqual([]);
});

test('every kind of problem has an example', () => {
  expect(new Set(examples.map(({ kind }) => kind))).toEqual(
    new Set([...refusedByPrometheus, ...foundByMeaning]),
  );
});

describe('what may be right is left alone', () => {
  test.each([
    'x_total - y_total',
    'x_total unless x_total offset 10m',
    'count(x_total)',
    'absent(x_total)',
    'changes(x_total[5m]) > 0',
    'up * on (job) group_left (team) info',
    'sum(rate(a_total{code="500"}[5m])) by (job) / on (job) sum(rate(a_total[5m])) by (job)',
    'histogram_quantile(0.9, sum by (job) (rate(native_seconds[5m])))',
    'rate(a_seconds_sum[5m]) / rate(a_seconds_count[5m]) > 0.5',
    'rate(requests_total[5m]) < 0.5',
    'sum(x) or vector(0)',
    'a / ignoring (code) group_left () b',
    'label_replace(vector(1), "job", "a", "", "")',
    'max by (job) (a) > on (job) group_left () b',
    'ALERTS{alertstate="firing"}',
    'time() - x_timestamp_seconds > 3600',
    'a + b offset 1h > 0',
    '-a ^ 2 < 0',
    'x @ end() > 1',
    'sum without (pod) (a) / sum without (pod) (b) > 1',
    '(hour() > 9) and on () (a > 1)',
  ])('%s', (expression) => {
    expect(problemsOf(expression, expression.includes('>') ? 'alert' : 'query')).toEqual([]);
  });
});

test('a type that is told goes before what a name looks like', () => {
  expect(problemsOf('jobs_count > 5', 'alert').map(({ kind }) => kind)).toEqual(['raw-counter']);
  const types = new Map([['jobs_count', 'gauge']] as const);
  expect(problemsOf('jobs_count > 5', 'alert', { types })).toEqual([]);
  expect(problemsOf('rate(jobs_count[5m]) > 5', 'alert', { types }).map(({ kind }) => kind)).toEqual([
    'rate-of-gauge',
  ]);
});
