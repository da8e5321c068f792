import { gpuRecordingRules } from '../../rules/gpu-records';
import { costRecordingRules, priceRecords } from '../../rules/cost-records';
import { identityRecord } from '../../rules/platform-records';
import { printGroup } from '../../rules/rule';
import { systemRecords } from '../../rules/system-records';
import { dcgm } from '../../models/dcgm';
import { scrapeInterval } from '../../models/scrape-interval';
import { company } from './company';
import { printed, series, steady, target, type InputSeries } from './exporter-series';
import { objectionsOfPromtool } from './promtool';

const environment = {
  ...company(),
  gpuPools: {
    a100: {
      accelerator: 'nvidia-a100-80gb',
      minimumNodes: 1,
      labels: {},
      price: { perGpuHour: 2, currency: 'EUR' },
    },
    spare: { accelerator: 'nvidia-l4', minimumNodes: 1, labels: {} },
  },
};

/** A GPU of a pool, as its exporter tells of it: warm, and busy for a share of the time. */
const gpu = (
  id: string,
  { pod = '', pool = 'a100', busy }: { readonly pod?: string; readonly pool?: string; readonly busy: string },
): readonly InputSeries[] => {
  const labels = {
    node: 'n1',
    gpu: id,
    UUID: `GPU-${id}`,
    namespace: pod === '' ? '' : 'serving',
    pod,
    pool,
  };
  return [series(dcgm.temperature, labels, steady(60)), series(dcgm.engineActive, labels, busy)];
};

const info = (model: string, team: string): InputSeries =>
  series('model:info', { namespace: 'serving', model_name: model, team, tier: 'standard' }, steady(1));

/** What the rule engine objects to after a bit more than an hour, where a series has other values than these. */
function objections(
  input: readonly InputSeries[],
  records: Readonly<Record<string, readonly (readonly [Readonly<Record<string, string>>, number])[]>>,
): Promise<string> {
  const rules = [
    ...priceRecords(environment),
    identityRecord,
    ...gpuRecordingRules,
    ...systemRecords,
    ...costRecordingRules,
  ];
  const test = {
    interval: '30s',
    input_series: input,
    promql_expr_test: Object.entries(records).map(([record, samples]) => ({
      expr: record,
      eval_time: '70m',
      exp_samples: samples.map(([labels, value]) => ({ labels: `${record}${printed(labels)}`, value })),
    })),
  };
  return objectionsOfPromtool([printGroup({ name: 'cost', interval: scrapeInterval, rules }, 1)], [test], {
    isFuzzy: true,
  });
}

const busy = steady(0.9);
const idle = steady(0);
const key = (model: string) => ({ namespace: 'serving', model_name: model });

describe('what GPUs cost, in a real Prometheus rule engine', () => {
  test('is told by model, team and pool, and by what it is for', async () => {
    const input = [
      target('assistant', 'assistant-0'),
      target('tagger', 'tagger-0'),
      info('assistant', 'assistants'),
      info('tagger', 'risk'),
      ...gpu('0', { pod: 'assistant-0', busy }),
      ...gpu('1', { pod: 'assistant-0', busy: idle }),
      ...gpu('2', { pod: 'tagger-0', busy }),
      ...gpu('3', { pod: 'notebook-0', busy }),
      ...gpu('4', { busy: idle }),
    ];
    expect(
      await objections(input, {
        'model:gpu_cost:per_hour': [
          [{ ...key('assistant'), use: 'busy' }, 2],
          [{ ...key('assistant'), use: 'idle' }, 2],
          [{ ...key('tagger'), use: 'busy' }, 2],
        ],
        'team:gpu_cost:per_hour': [
          [{ team: 'assistants', use: 'busy' }, 2],
          [{ team: 'assistants', use: 'idle' }, 2],
          [{ team: 'risk', use: 'busy' }, 2],
        ],
        'pool:gpu_cost:per_hour': [
          [{ pool: 'a100', use: 'busy' }, 6],
          [{ pool: 'a100', use: 'idle' }, 2],
          [{ pool: 'a100', use: 'free' }, 2],
        ],
      }),
    ).toBe('');
  });

  test('is divided among pods that share a GPU, which works while any of them does', async () => {
    const input = [
      target('assistant', 'assistant-0'),
      target('tagger', 'tagger-0'),
      ...gpu('0', { pod: 'assistant-0', busy: idle }),
      ...gpu('0', { pod: 'tagger-0', busy }),
    ];
    expect(
      await objections(input, {
        'model:gpu_cost:per_hour': [
          [{ ...key('assistant'), use: 'busy' }, 1],
          [{ ...key('tagger'), use: 'busy' }, 1],
        ],
        'pool:gpu_cost:per_hour': [[{ pool: 'a100', use: 'busy' }, 2]],
      }),
    ).toBe('');
  });

  test('is not told of pools without a price, nor of GPUs of no pool', async () => {
    const input = [
      target('assistant', 'assistant-0'),
      ...gpu('0', { pod: 'assistant-0', pool: 'spare', busy }),
      ...gpu('1', { pod: 'assistant-0', pool: '', busy }),
    ];
    expect(await objections(input, { 'gpu:cost:per_hour': [], 'model:gpu_cost:per_hour': [] })).toBe('');
  });
});
