import { dcgm } from '../../models/dcgm';
import { blackbox, cadvisor, kubeState } from '../../models/exporters';
import {
  called,
  cpu,
  gpu,
  inPod,
  limit,
  memory,
  objectionsToSystem,
  restarts,
  series,
  steady,
  target,
  type Expectation,
  type InputSeries,
} from './exporter-series';

const objections = (input: readonly InputSeries[], expectations: readonly Expectation[]): Promise<string> =>
  objectionsToSystem(input, expectations);

const fraud = [target('fraud', 'fraud-a'), target('fraud', 'fraud-b')];

describe('what exporters tell of pods, in a real Prometheus rule engine', () => {
  test('is recorded of the model whose pods they are, and of no pod without a model', async () => {
    const input = [
      ...fraud,
      cpu('fraud-a', 'server', 0.5),
      cpu('fraud-b', 'server', 0.25),
      cpu('fraud-b', 'proxy', 0.125),
      cpu('database-0', 'postgres', 8),
      memory('fraud-a', 'server', 600),
      memory('fraud-b', 'server', 300),
      memory('fraud-b', 'proxy', 90),
      memory('database-0', 'postgres', 999),
      limit('fraud-a', 'server', 1000),
      limit('fraud-b', 'server', 1000),
      limit('fraud-b', 'proxy', 100),
      limit('database-0', 'postgres', 1000),
    ];
    expect(
      await objections(input, [
        { signal: 'cpu', of: { fraud: 0.875 } },
        { signal: 'memory', of: { fraud: 0.9 } },
      ]),
    ).toBe('');
  });

  test('is not counted twice for the pod as a whole, for its sandbox, or where a kubelet is scraped twice', async () => {
    const input = [
      ...fraud,
      ...['kubelet', 'other-kubelet'].flatMap((job) => [
        cpu('fraud-a', 'server', 0.5, { job }),
        cpu('fraud-a', '', 0.75, { job }),
        cpu('fraud-a', 'POD', 0.25, { job }),
        memory('fraud-a', 'server', 600, { job }),
        memory('fraud-a', '', 700, { job }),
      ]),
      limit('fraud-a', 'server', 1000),
    ];
    expect(
      await objections(input, [
        { signal: 'cpu', of: { fraud: 0.5 } },
        { signal: 'memory', of: { fraud: 0.6 } },
      ]),
    ).toBe('');
  });

  test('is added up over processors where a runtime tells them apart', async () => {
    const input = [
      ...fraud,
      cpu('fraud-a', 'server', 0.5, { cpu: 'cpu00' }),
      cpu('fraud-a', 'server', 0.25, { cpu: 'cpu01' }),
    ];
    expect(await objections(input, [{ signal: 'cpu', of: { fraud: 0.75 } }])).toBe('');
  });

  test('is recorded of none of the models that share a pod, and of every other model all the same', async () => {
    const input = [
      ...fraud,
      target('tagger', 'triton-0'),
      target('ranker', 'triton-0'),
      ...['fraud-a', 'triton-0'].flatMap((pod) => [
        cpu(pod, 'server', 0.5),
        memory(pod, 'server', 600),
        limit(pod, 'server', 1000),
        restarts(pod, 'server', steady(2)),
        gpu(dcgm.engineActive, pod, pod, 0.5),
        gpu(dcgm.memoryUsed, pod, pod, 30),
        gpu(dcgm.memoryFree, pod, pod, 10),
      ]),
    ];
    expect(
      await objections(input, [
        { signal: 'cpu', of: { fraud: 0.5 } },
        { signal: 'memory', of: { fraud: 0.6 } },
        { signal: 'restarts', of: { fraud: 0 } },
        { signal: 'gpuBusy', of: { fraud: 0.5 } },
        { signal: 'gpuMemory', of: { fraud: 0.75 } },
      ]),
    ).toBe('');
  });

  test('belongs to the namespace that it says: a pod of the same name elsewhere is another', async () => {
    const input = [
      ...fraud,
      cpu('fraud-a', 'server', 0.5),
      cpu('fraud-a', 'server', 4, { namespace: 'training' }),
    ];
    expect(await objections(input, [{ signal: 'cpu', of: { fraud: 0.5 } }])).toBe('');
  });

  test('is not looked for in targets that name no pod: jobs elsewhere, gateways and the prober', async () => {
    const input = [
      ...fraud,
      target('fraud', '', steady(1), { job: 'model-observatory/fraud-quality' }),
      target('nightly', '', steady(1)),
      cpu('fraud-a', 'server', 0.5),
      cpu('', 'server', 64),
    ];
    expect(await objections(input, [{ signal: 'cpu', of: { fraud: 0.5 } }])).toBe('');
  });

  test('stays although the scrape of the model, or one of the exporter, fails', async () => {
    const input = [
      target('fraud', 'fraud-a', `1x138 0x2 1x100`),
      series(cadvisor.cpu, { ...inPod('fraud-a', 'server'), cpu: 'total' }, '0+15x138 stale 2100+15x100'),
      restarts('fraud-a', 'server', '0x138 stale 0x100'),
    ];
    expect(
      await objections(input, [
        { signal: 'cpu', at: '69m30s', of: { fraud: 0.5 } },
        { signal: 'restarts', at: '69m30s', of: { fraud: 0 } },
      ]),
    ).toBe('');
  });

  test('ends with the pod', async () => {
    const input = [
      target('fraud', 'fraud-a', '1x20 stale'),
      cpu('fraud-a', 'server', 0.5),
      memory('fraud-a', 'server', 600),
      limit('fraud-a', 'server', 1000),
    ];
    expect(
      await objections(input, [
        { signal: 'cpu', at: '10m', of: { fraud: 0.5 } },
        { signal: 'cpu', at: '11m', of: {} },
        { signal: 'memory', at: '11m', of: {} },
      ]),
    ).toBe('');
  });
});

describe('memory', () => {
  test('is not recorded of a model without a limit, and the container with one stands for a model with some', async () => {
    const input = [
      ...fraud,
      target('churn', 'churn-a'),
      memory('fraud-a', 'server', 5000),
      memory('fraud-a', 'proxy', 50),
      limit('fraud-a', 'proxy', 200),
      memory('churn-a', 'server', 5000),
      cpu('churn-a', 'server', 0.5),
      // A limit of another resource is none of memory.
      series(
        kubeState.limits,
        inPod('churn-a', 'server', { resource: 'nvidia_com_gpu', unit: 'integer' }),
        steady(1),
      ),
    ];
    expect(
      await objections(input, [
        { signal: 'memory', of: { fraud: 0.25 } },
        { signal: 'cpu', of: { churn: 0.5 } },
      ]),
    ).toBe('');
  });
});

describe('restarts', () => {
  test('are counted once each, however many pages of the pod are scraped, and forgotten after an hour', async () => {
    const input = [
      target('fraud', 'fraud-a'),
      target('fraud', 'fraud-a', steady(1), { job: 'model-observatory/fraud-extra', endpoint: '8001' }),
      restarts('fraud-a', 'server', '3x100 4x200', { instance: 'ksm-1' }),
      restarts('fraud-a', 'server', '3x100 4x200', { instance: 'ksm-2' }),
      restarts('fraud-a', 'proxy', '0x90 2x200'),
    ];
    expect(
      await objections(input, [
        { signal: 'restarts', at: '40m', of: { fraud: 0 } },
        { signal: 'restarts', at: '70m', of: { fraud: 3 } },
        { signal: 'restarts', at: '115m', of: { fraud: 0 } },
      ]),
    ).toBe('');
  });

  test('are whole numbers, also while a scrape is missed', async () => {
    const input = [target('fraud', 'fraud-a'), restarts('fraud-a', 'server', '_x20 0 1 _ 1x200')];
    expect(
      await objections(
        input,
        ['10m30s', '11m', '11m30s', '20m', '69m'].map((at) => ({ signal: 'restarts', at, of: { fraud: 1 } })),
      ),
    ).toBe('');
  });

  test('outlast the exporter, and are not mixed up with those of an earlier pod of the same name', async () => {
    const input = [
      target('fraud', 'fraud-0'),
      target('churn', 'churn-0'),
      restarts('fraud-0', 'server', '2x90 stale', { instance: 'ksm-1' }),
      restarts('fraud-0', 'server', '_x92 3x200', { instance: 'ksm-2' }),
      restarts('churn-0', 'server', '7x90 stale', { uid: 'first' }),
      restarts('churn-0', 'server', '_x92 0x200', { uid: 'second' }),
    ];
    expect(await objections(input, [{ signal: 'restarts', of: { fraud: 1, churn: 0 } }])).toBe('');
  });
});

describe('GPUs', () => {
  test('are those of the model’s pods: idle ones and those of others are left out', async () => {
    const all = (id: string, pod: string, [busy, used, free]: readonly [number, number, number]) => [
      gpu(dcgm.engineActive, id, pod, busy),
      gpu(dcgm.memoryUsed, id, pod, used),
      gpu(dcgm.memoryFree, id, pod, free),
    ];
    const input = [
      ...fraud,
      ...all('0', 'fraud-a', [0.25, 20, 60]),
      ...all('1', 'fraud-a', [0.75, 60, 20]),
      ...all('2', 'training-0', [1, 80, 0]),
      ...all('3', '', [0, 0, 80]),
    ];
    expect(
      await objections(input, [
        { signal: 'gpuBusy', of: { fraud: 0.5 } },
        { signal: 'gpuMemory', of: { fraud: 0.75 } },
      ]),
    ).toBe('');
  });
});

describe('a probe', () => {
  test('that fails is 0, also where another of the same model succeeds', async () => {
    const input = [
      called('fraud', '1x100 0x200'),
      series(
        blackbox.success,
        { namespace: 'serving', model_name: 'fraud', instance: 'http://y/health' },
        steady(1),
      ),
      called('churn', steady(1)),
    ];
    expect(
      await objections(input, [
        { signal: 'probe', at: '45m', of: { fraud: 1, churn: 1 } },
        { signal: 'probe', at: '55m', of: { fraud: 0, churn: 1 } },
      ]),
    ).toBe('');
  });

  test('that was not made says nothing: its last result holds for a while and is then gone', async () => {
    const input = [called('fraud', '0x100 stale 1x20'), called('churn', '1x100 stale')];
    expect(
      await objections(input, [
        { signal: 'probe', at: '50m30s', of: { fraud: 0, churn: 1 } },
        { signal: 'probe', at: '51m', of: { fraud: 1, churn: 1 } },
        { signal: 'probe', at: '56m', of: { fraud: 1 } },
      ]),
    ).toBe('');
  });

  test('of something that is no model is not recorded', async () => {
    expect(
      await objections(
        [series(blackbox.success, { namespace: 'monitoring', instance: 'http://z' }, steady(1))],
        [{ signal: 'probe', of: {} }],
      ),
    ).toBe('');
  });
});
