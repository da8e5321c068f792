import { rulesFor, sharedRules } from '../../rules';
import { company } from './company';
import { objectionsOfPromtool } from './promtool';
import { bareGroupsOf, closureOf } from './scenario';

const environment = company();
const groups = closureOf(
  new Set(['ModelLogsSilent']),
  bareGroupsOf([
    sharedRules(environment),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ]),
);

const job = 'job="model-observatory/log-line-counter"';
const counter = (service: string, values: string, pod = 'observatory-ls-0') => ({
  series: `mlobs_log_lines_total{${job}, pod="${pod}", service="${service}"}`,
  values,
});
const read = (values: string, pod = 'observatory-ls-0') => ({
  series: `up{${job}, pod="${pod}"}`,
  values,
});

type Expected = Readonly<Record<string, number>>;

/** What Prometheus' own rule engine objects to in the lines per second of some models; of all others none are recorded. */
const objections = (input: readonly object[], lines: Expected, at = '20m', models = Object.keys(lines)) =>
  objectionsOfPromtool(groups, [
    {
      interval: '30s',
      input_series: input,
      promql_expr_test: [
        {
          expr: `model:log_lines:rate5m{model_name=~"${models.join('|')}"}`,
          eval_time: at,
          exp_samples: Object.entries(lines).map(([model, value]) => ({
            labels: `model:log_lines:rate5m{namespace="${model === 'tagger' ? 'vision' : 'serving'}", model_name="${model}"}`,
            value,
          })),
        },
      ],
    },
  ]);

describe('lines of models, in a real Prometheus rule engine', () => {
  test('are those of every Logstash, under the namespace that the inventory knows', async () => {
    const input = [
      read('1x60'),
      read('1x60', 'observatory-ls-1'),
      counter('fraud', '0+30x60'),
      counter('fraud', '0+15x60', 'observatory-ls-1'),
      counter('tagger', '0+60x60', 'observatory-ls-1'),
    ];
    expect(await objections(input, { fraud: 1.5, tagger: 2 })).toBe('');
  });

  test('are none where nothing is counted, of every model whose lines can be', async () => {
    expect(await objections([read('1x60')], { fraud: 0, tagger: 0 })).toBe('');
  });

  test('are unknown while one of the counters cannot be read, but for those that are counted', async () => {
    const input = [
      read('1x60'),
      read('0x60', 'observatory-ls-1'),
      counter('fraud', '0+30x60'),
      counter('churn', '5x60'),
    ];
    expect(await objections(input, { fraud: 1 }, '20m', ['fraud', 'churn', 'tagger'])).toBe('');
  });

  test('are unknown where no counter is found', async () => {
    expect(await objections([counter('churn', '5x60')], {}, '20m', ['.*'])).toBe('');
  });

  test('are none of a name that no entry has, and of the key of a shared server', async () => {
    const input = [read('1x60'), counter('gone', '0+30x60'), counter('vision/app=triton', '0+30x60')];
    expect(await objections(input, { fraud: 0 })).toBe('');
    expect(await objections(input, {}, '20m', ['gone', 'vision.*'])).toBe('');
  });

  test('of a batch model are counted where there are any, and not missed where there are none', async () => {
    expect(await objections([read('1x60'), counter('nightly', '0+30x60')], { nightly: 1 })).toBe('');
    expect(await objections([read('1x60')], {}, '20m', ['nightly'])).toBe('');
  });

  test('are recorded although the inventory has a model twice, or its name in two namespaces', async () => {
    const info = (labels: string) => ({
      series: `model:info{${labels}, model_name="fraud", tier="standard"}`,
      values: '1x60',
    });
    const twice = [info('namespace="serving", team="other"'), info('namespace="serving", team="third"')];
    const input = [read('1x60'), counter('fraud', '0+30x60'), counter('churn', '0+60x60')];
    expect(await objections([...input, ...twice], { fraud: 1, churn: 2 })).toBe('');
    const elsewhere = info('namespace="elsewhere", team="risk"');
    expect(await objections([...input, elsewhere], { churn: 2 })).toBe('');
  });

  test('of another exporter of that kind are not ours', async () => {
    const foreign = {
      series: 'mlobs_log_lines_total{job="shop/statsd", service="fraud"}',
      values: '0+30x60',
    };
    expect(await objections([read('1x60'), foreign], { fraud: 0 })).toBe('');
  });
});
