import { days, hours, minutes } from '../../models/duration';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { rulesFor, sharedRules } from '../../rules';
import { company } from './company';
import { objectionsOfPromtool } from './promtool';
import { bareGroupsOf } from './scenario';

const environment = company();
/** What requests and failures are recorded as, without what else is. */
const groups = bareGroupsOf([
  sharedRules(environment),
  ...environment.models.map((model) => rulesFor(model, environment)),
])
  .map((group) => ({
    ...group,
    rules: group.rules.filter(({ record = '' }) =>
      /^model(?:_version)?:(?:requests|errors|threshold:error_budget)(?::|$)/.test(record),
    ),
  }))
  .filter(({ rules }) => rules.length > 0);

interface Counter {
  readonly metric?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: string;
}

/** A counter of fraud, which follows the metric contract. */
const counter = ({ metric = 'ml_predictions_total', labels, values }: Counter) => ({
  series: `${metric}{${Object.entries({
    namespace: 'serving',
    model_name: 'fraud',
    runtime: 'custom',
    ...labels,
  })
    .map(([label, value]) => `${label}="${value}"`)
    .join()}}`,
  values,
});

/** What Prometheus' own rule engine objects to: expressions that are not true, by name. */
function objections(
  interval: string,
  at: string,
  input: readonly Counter[],
  truths: readonly string[],
): Promise<string> {
  const test = {
    interval,
    input_series: input.map(counter),
    promql_expr_test: truths.map((truth) => ({
      expr: `count(${truth})`,
      eval_time: at,
      exp_samples: [{ labels: '{}', value: 1 }],
    })),
  };
  return objectionsOfPromtool(groups, [test]);
}

const near = (series: string, value: number): string => `${series} > ${0.9 * value} < ${1.1 * value}`;

test('in long windows every request weighs the same: a bad hour without traffic is no bad day', async () => {
  // 1,000 requests per second for 23 hours, then one per second, which fails: 3,600 of 82.8 million.
  const input = [
    { labels: { status: 'success' }, values: '0+240000x345 82800000x15' },
    { labels: { status: 'error' }, values: '0x345 0+240x15' },
  ];
  const share = 3_600 / (23 * 3_600 * 1_000 + 3_600);
  expect(
    await objections('4m', '24h', input, [
      near(records.errorRatio(days(1)), share),
      near(records.errorRatio(days(3)), share),
      near(records.errorRatioOfWindow, share),
      `${records.errorRatio(minutes(5))} == 1`,
    ]),
  ).toBe('');
}, 120_000);

test('a model without any series of errors has none of them, and so has each of its versions', async () => {
  const input = [
    { labels: { status: 'success', model_version: '1' }, values: '0+30x120' },
    { labels: { status: 'success', model_version: '2' }, values: '0+30x120' },
  ];
  const ofVersion = records.ofVersion(signals.errors.series);
  expect(
    await objections('30s', '1h', input, [
      `${signals.errors.series} == 0`,
      ...[minutes(5), minutes(30), hours(1), hours(6), days(1)].map(
        (window) => `${records.errorRatio(window)} == 0`,
      ),
      `${records.errorRatioOfWindow} == 0`,
      ...['1', '2'].map((version) => `${ofVersion}{model_version="${version}"} == 0`),
    ]),
  ).toBe('');
}, 120_000);

test('versions that count their failures in different series are added up', async () => {
  const input = [
    { labels: { status: 'success', model_version: '1' }, values: '0+270x40' },
    {
      metric: 'ml_prediction_errors_total',
      labels: { error_type: 'model', model_version: '1' },
      values: '0+3x40',
    },
    { labels: { status: 'success', model_version: '2' }, values: '0+30x40' },
    { labels: { status: 'error', model_version: '2' }, values: '0+6x40' },
    // Pods without a version are a version of their own.
    { labels: { status: 'success' }, values: '0+60x40' },
  ];
  const version = (series: string, name: string): string =>
    `${records.ofVersion(series)}{model_version="${name}"}`;
  const { requests, errors } = signals;
  expect(
    await objections('30s', '18m', input, [
      near(requests.series, (270 + 36 + 60) / 30),
      near(errors.series, 9 / 30),
      near(version(errors.series, '1'), 3 / 30),
      near(version(errors.series, '2'), 6 / 30),
      near(version(requests.series, '2'), 36 / 30),
      `${version(errors.series, '')} == 0`,
    ]),
  ).toBe('');
}, 120_000);
