import type { ProblemKind, Purpose } from '../../../models/promql';

/** A wrong expression and the right one beside it. */
export interface Example {
  readonly kind: ProblemKind;
  /** With «…» around what is marked. */
  readonly wrong: string;
  /** What its author meant. */
  readonly right: string;
  readonly purpose?: Purpose;
  /** A part of the sentence. */
  readonly says: string;
}

const on = (kind: ProblemKind, purpose: Purpose, ...rows: readonly (readonly [string, string, string])[]) =>
  rows.map(([wrong, right, says]): Example => ({ kind, purpose, wrong, right, says }));

/** At least one for every kind of problem. */
export const examples: readonly Example[] = [
  ...on('empty', 'query', ['«# nothing»', 'x', 'no expression']),
  ...on(
    'syntax',
    'query',
    ['«select» ml_model_accuracy', 'ml_model_accuracy', 'PromQL has no select'],
    ['foo«{»a="b"', 'foo{a="b"}', 'never closed'],
    ['foo«)»', 'foo', 'closes nothing'],
    ['foo «bar»', 'foo + bar', 'no operator'],
    ['rate(x[5m«)»', 'rate(x[5m])', 'should close the ['],
    ['x«=»1', 'x == 1', 'compared with =='],
    ['x «&&» y', 'x and y', '"and"'],
    ['x > 5«%»', 'x > 0.05', '5% is 0.05'],
    ['x{a=«b»}', 'x{a="b"}', 'in quotes'],
    ['x{a=«"»b}', 'x{a="b"}', 'never ends'],
    ['x{a="«\\d»"}', 'x{a="\\\\d"}', 'two backslashes'],
    ['x «+»', 'x', 'too early'],
    ['x > «5x»', 'x > 5', 'no number'],
  ),
  ...on('unknown-function', 'query', ['«rates»(x[5m])', 'rate(x[5m])', 'did you mean "rate"']),
  ...on(
    'experimental',
    'query',
    ['«mad_over_time»(x[5m])', 'stddev_over_time(x[5m])', 'feature flag'],
    ['«limitk»(1, x)', 'topk(1, x)', 'feature flag'],
    ['rate(x[«2 * 5m»])', 'rate(x[10m])', 'write the time out'],
  ),
  ...on(
    'arity',
    'query',
    ['«clamp(x, 1)»', 'clamp(x, 1, 2)', '3 arguments'],
    ['«sum(1, x)»', 'sum(x)', 'takes the series'],
  ),
  ...on(
    'argument-type',
    'query',
    ['rate(«x»)', 'rate(x[5m])', 'as in x[5m]'],
    ['sum(«x[5m]»)', 'sum(rate(x[5m]))', 'take a rate'],
    ['clamp_max(x, «y»)', 'clamp_max(x, scalar(y))', 'scalar()'],
    ['topk(«"3"», x)', 'topk(3, x)', 'wants a number'],
  ),
  ...on(
    'operand-type',
    'query',
    ['«x[5m]» > 1', 'rate(x[5m]) > 1', 'a window of samples'],
    ['x «or» 5', 'x or vector(5)', 'vector()'],
    ['1 «>» 2', '1 > bool 2', 'bool'],
  ),
  ...on(
    'modifier',
    'query',
    ['a «+» bool b', 'a > bool b', 'belongs to a comparison'],
    ['a and on (x) «group_left» () b', 'a and on (x) b', 'leave group_left out'],
    ['a * on (x) group_left («x») b', 'a * on (x) group_left (y) b', 'in on() already'],
    ['a + «on (x)» 5', 'a + 5', 'one side is a number'],
    ['rate(sum(x)[«5m»])', 'max_over_time(sum(x)[5m:])', '[5m:]'],
    ['«sum(x) offset 5m»', 'sum(x offset 5m)', 'directly behind'],
  ),
  ...on(
    'selector',
    'query',
    ['«{a=""}»', '{a="b"}', 'every series'],
    ['«x{__name__="y"}»', 'x', 'two names'],
  ),
  ...on(
    'pattern',
    'query',
    ['x{a=~«"(b"»}', 'x{a=~"(b)"}', 'never closed'],
    ['x{a=~«"(?=b)"»}', 'x{a=~"b.*"}', 'looks around'],
    ['label_replace(x, "a", "$1", "b", «"(.*"»)', 'label_replace(x, "a", "$1", "b", "(.*)")', 'never closed'],
  ),
  ...on('unknown-series', 'query', [
    '«model:eror:rate5m» > 1',
    'model:errors:rate5m > 1',
    'did you mean "model:errors:rate5m"',
  ]),
  ...on('result-type', 'record', ['«x[5m]»', 'x', 'a window of samples'], ['«"x"»', 'x', 'a text']),
  ...on(
    'raw-counter',
    'alert',
    ['«http_requests_total» > 100', 'increase(http_requests_total[1h]) > 100', 'only grows'],
    [
      'sum by (job) («http_requests_total») > 100',
      'sum by (job) (rate(http_requests_total[5m])) > 100',
      'only grows',
    ],
    ['«a_sum» / a_count > 1', 'rate(a_sum[5m]) / rate(a_count[5m]) > 1', 'only grows'],
    ['delta(«a_total[1h]») > 1', 'increase(a_total[1h]) > 1', 'takes a restart for a fall'],
    ['avg_over_time(«a_total»[5m]) > 1', 'avg_over_time(a[5m]) > 1', 'only grows'],
    // A name that tells nothing, of which a runtime is known to count.
    ['«nv_inference_request_success» > 5', 'rate(nv_inference_request_success[5m]) > 5', 'only grows'],
  ),
  ...on(
    'rate-of-gauge',
    'query',
    ['rate(«up[5m]»)', 'avg_over_time(up[5m])', 'goes up and down'],
    ['rate(«model:requests:rate5m[5m]»)', 'model:requests:rate5m', 'a rate already'],
    ['rate(«rate(x_total[5m])[1h:5m]»)', 'max_over_time(rate(x_total[5m])[1h:5m])', 'a rate already'],
  ),
  ...on('rate-of-sum', 'query', [
    'rate(«sum(x_total)[5m:1m]»)',
    'sum(rate(x_total[5m]))',
    'one server restarts',
  ]),
  ...on('quantile-of-raw-buckets', 'query', [
    'histogram_quantile(0.9, «sum by (le) (x_bucket)»)',
    'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
    'never recovers',
  ]),
  ...on(
    'quantile-without-le',
    'query',
    [
      'histogram_quantile(0.9, «sum by (job) (rate(x_bucket[5m]))»)',
      'histogram_quantile(0.9, sum by (job, le) (rate(x_bucket[5m])))',
      'over le',
    ],
    [
      'histogram_quantile(0.9, «sum without (le) (rate(x_bucket[5m]))»)',
      'histogram_quantile(0.9, sum by (job) (rate(x[5m])))',
      'over le',
    ],
  ),
  ...on(
    'quantile-range',
    'query',
    ['histogram_quantile(«95», x)', 'histogram_quantile(0.95, x)', 'write 0.95'],
    ['quantile(«-1», x)', 'quantile(0.1, x)', 'from 0 to 1'],
    ['quantile_over_time(«99», x[5m])', 'quantile_over_time(0.99, x[5m])', 'write 0.99'],
  ),
  ...on(
    'never-matches',
    'query',
    ['sum by (job) (a) «/» sum(b)', 'sum(a) / sum(b)', 'the label job'],
    ['sum by (job) (a) «/» sum by (pod) (b)', 'sum by (job) (a) / sum by (job) (b)', 'the label job'],
    ['a{x="1"} «/» b{x="2"}', 'a{x="1"} / ignoring (x) b{x="2"}', 'x is "1" on the left and "2"'],
    ['sum by (a, b) (x) «and» sum by (a) (y)', 'sum by (a, b) (x) and on (a) sum by (a) (y)', 'on (a)'],
    ['x{a="1"} «unless» sum(y)', 'x{a="1"} unless on () sum(y)', 'leaves everything as it is'],
    [
      'model:errors:rate5m «/» model:info',
      'model:errors:rate5m / on (namespace, model_name) model:info',
      'on (model_name, namespace)',
    ],
  ),
  ...on(
    'matches-itself',
    'query',
    [
      'rate(x_total{status="error"}[5m]) «/» rate(x_total[5m])',
      'sum(rate(x_total{status="error"}[5m])) / sum(rate(x_total[5m]))',
      'always 1',
    ],
    [
      'rate(x_total[5m]) «-» rate(x_total{status="error"}[5m])',
      'sum(rate(x_total[5m])) - sum(rate(x_total{status="error"}[5m]))',
      'always 0',
    ],
    [
      'sum by (status) (rate(x_total{status="error"}[5m])) «/» sum by (status) (rate(x_total[5m]))',
      'sum by (job) (rate(x_total{status="error"}[5m])) / sum by (job) (rate(x_total[5m]))',
      'status too',
    ],
    ['x{a=~"b.*"} «/» on (a, c) x', 'x{a=~"b.*"} / on (c) x', 'a too'],
  ),
  ...on(
    'label-lost',
    'query',
    [
      'sum by («team») (model:errors:rate5m)',
      'sum by (model_name) (model:errors:rate5m)',
      'they have model_name, namespace',
    ],
    [
      'model:errors:rate5m * on (namespace, «team») model:info',
      'model:errors:rate5m * on (namespace, model_name) model:info',
      'the left side has no label team',
    ],
    [
      'model:errors:rate5m * on (namespace, model_name) group_left («owner») model:info',
      'model:errors:rate5m * on (namespace, model_name) group_left (team) model:info',
      'has no label owner',
    ],
    [
      'sum(a) * on («job») sum by (job) (b)',
      'sum by (job) (a) * on (job) sum by (job) (b)',
      'they have none',
    ],
    ['sum by («pod») (absent(up{job="a"}))', 'sum by (job) (absent(up{job="a"}))', 'they have job'],
    [
      'label_replace(sum by (a) (x), "c", "$1", «"b"», "(.+)")',
      'label_replace(sum by (a) (x), "c", "$1", "a", "(.+)")',
      'never set',
    ],
    [
      'label_join(sum by (a) (x), "c", "-", "a", «"b"»)',
      'label_join(sum by (a) (x), "c", "-", "a")',
      'no label b',
    ],
  ),
  ...on(
    'rate-as-ratio',
    'alert',
    [
      '«rate(x_total{status="error"}[5m]) > 0.05»',
      'sum(rate(x_total{status="error"}[5m])) / sum(rate(x_total[5m])) > 0.05',
      'share of 5%',
    ],
    ['«0.01 < sum(rate(http_errors_total[5m]))»', 'sum(increase(http_errors_total[1h])) > 36', '36 an hour'],
    [
      '«sum(rate(x_total{code=~"5.."}[5m])) >= 0.5»',
      '60 * sum(rate(x_total{code=~"5.."}[5m])) >= 30',
      'failures per second',
    ],
    ['«model:errors:rate5m > 0.01»', 'model:errors:ratio_rate1h > 0.01', '36 an hour'],
  ),
  ...on(
    'no-condition',
    'alert',
    ['«up»', 'up == 0', 'nothing is compared'],
    ['«rate(x_total[5m]) or vector(0)»', 'rate(x_total[5m]) > 0', 'nothing is compared'],
    ['«(x > 1) or vector(0)»', 'x > 1', 'nothing is compared'],
    ['«1»', 'x > 1', 'for ever'],
  ),
  ...on('bool-in-alert', 'alert', ['up «==» bool 0', 'up == 0', 'leave bool out']),
  ...on(
    'never-true',
    'alert',
    ['«absent(up{job="a"}) == 0»', 'absent(up{job="a"})', '1 or nothing'],
    ['«absent(sum(up) or vector(0))»', 'absent(up)', 'never absent'],
  ),
  ...on(
    'beyond-retention',
    'query',
    ['rate(x_total[«20d»])', 'rate(x_total[10d])', 'kept for 15d'],
    ['«x offset 20d»', 'x offset 10d', 'reads 20d back'],
    ['max_over_time(sum(«x offset 10d»)[6d:1h])', 'max_over_time(sum(x offset 1d)[6d:1h])', 'reads 16d back'],
  ),
  ...on('short-window', 'query', ['rate(x_total[«1m»])', 'rate(x_total[2m])', 'take 2m or more']),
  ...on(
    'float-form',
    'query',
    ['rate(x_bucket{le=«"1"»}[5m])', 'rate(x_bucket{le="1.0"}[5m])', 'write 1.0'],
    ['rate(x_bucket{le=~«"0.50|1"»}[5m])', 'rate(x_bucket{le=~"0.5|1.0"}[5m])', 'write 0.5'],
    ['x{quantile=«"1"»}', 'x{quantile="1.0"}', 'write 1.0'],
  ),
];
