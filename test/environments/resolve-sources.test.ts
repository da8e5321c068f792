import { hours } from '../../models/duration';
import { plain } from './plain';

const mapped = `serving:
  metrics:
    requests: model_inference_count
    errors: { metric: model_inference_count, where: { status: failed|timeout } }
    latency: { histogram: model_inference_latency, bounds: [0.1, 0.25, 0.5, 1, 2.5] }
    accuracy: model_accuracy
`;

test('metrics of a server’s own names feed the signals that the entry names, and no others', () => {
  const model = plain(
    'custom',
    `${mapped}quality: { accuracy: { floor: 0.9 } }\nobjectives: { latency: { p95: 500ms } }\n`,
  );
  expect(model.sources[0]).toMatchObject({
    signals: ['requests', 'errors', 'latency', 'latencyMean', 'accuracy'],
    renamed: [
      { from: 'model_inference_count', to: 'ml_predictions_total', histogram: false },
      {
        from: 'model_inference_latency',
        to: 'ml_prediction_latency_seconds',
        histogram: true,
        bounds: [0.1, 0.25, 0.5, 1, 2.5],
      },
      { from: 'model_accuracy', to: 'ml_model_accuracy', histogram: false },
    ],
    failures: { metric: 'model_inference_count', where: { status: 'failed|timeout' } },
  });
  expect(model.latency).toEqual({ kind: 'quantile', quantile: 'p95', seconds: 0.5, le: '0.5' });
});

test('a histogram in milliseconds has its bound in milliseconds', () => {
  const model = plain(
    'custom',
    `serving:
  metrics:
    requests: calls
    latency: { histogram: call_time, unit: milliseconds, bounds: [10, 50, 250] }
objectives: { latency: { p99: 250ms } }
`,
  );
  expect(model.latency).toMatchObject({ seconds: 0.25, le: '250.0' });
  expect(model.sources[0]?.renamed[1]?.to).toBe('ml_prediction_latency_milliseconds');
});

test('failures with a counter of their own become the contract’s', () => {
  const model = plain(
    'custom',
    `serving: { metrics: { requests: calls, errors: { metric: responses, where: { code: 5.. } } } }\n`,
  );
  expect(model.sources[0]?.renamed).toContainEqual({
    from: 'responses',
    to: 'ml_prediction_errors_total',
    histogram: false,
    where: { code: '5..' },
  });
  expect(model.sources[0]).not.toHaveProperty('failures');
});

test('a quality job may have names of its own too', () => {
  const model = plain(
    'mlserver',
    `quality:
  from: { selector: { app: q }, metrics: { accuracy: model_accuracy, drift: drifted } }
  accuracy: { floor: 0.9 }
  drift: { features: [a] }
`,
  );
  expect(model.sources[1]).toMatchObject({
    signals: ['accuracy', 'drift'],
    renamed: [
      { from: 'model_accuracy', to: 'ml_model_accuracy' },
      { from: 'drifted', to: 'drift_detected' },
    ],
  });
});

test('a batch job that outlives several scrapes may be read from its own pods', () => {
  const model = plain(
    'batch',
    `batch: { schedule: '0 2 * * *', deadline: 4h, publish: pods }\nserving: { port: 8123 }\n`,
  );
  expect(model.sources[0]).toMatchObject({ gateway: false, namespace: 'inference', port: 8123 });
  expect(model.sources[0]).not.toHaveProperty('served');
  // Nobody pushes, so no gateway tells when.
  expect(model.sources[0]?.signals).toEqual([
    'batchSuccess',
    'batchDuration',
    'batchRows',
    'batchFailedRows',
  ]);
});

test('a batch model that names its CronJob is told by Kubernetes when runs start, and for how long they go on', () => {
  const batch = (more: string) => plain('batch', `batch: { schedule: '0 2 * * *', deadline: 4h${more} }\n`);
  const told = ['batchStart', 'batchSuspended', 'batchRunning'];
  const named = batch(', cronJob: nightly-scoring');
  expect(named.batch).toMatchObject({ cronJob: 'nightly-scoring', gap: hours(24) });
  expect(named.signals).toEqual(expect.arrayContaining(told));
  expect(batch('').batch).not.toHaveProperty('cronJob');
  expect(batch('').signals.filter((signal) => told.includes(signal))).toEqual([]);
});

test('a page can be reached by https and with a token', () => {
  const model = plain(
    'litellm',
    'serving: { scheme: https, tls: { ca: serving-ca, serverName: llm.svc }, token: llm-token }\n',
  );
  expect(model.sources[0]).toMatchObject({
    scheme: 'https',
    tls: { ca: 'serving-ca', serverName: 'llm.svc' },
    token: 'llm-token',
  });
});

test('a kind that differs from the runtime’s decides what is expected', () => {
  expect(plain('custom').signals).not.toContain('timeToFirstToken');
  expect(plain('custom', 'kind: llm\n').signals).toEqual(
    expect.arrayContaining(['timeToFirstToken', 'interTokenLatency', 'tokens']),
  );
});

test('what judges predictions is read only when the entry asks for it', () => {
  expect(plain('custom').signals).not.toContain('accuracy');
  const asked = plain(
    'custom',
    'quality: { data: { missing: 2% }, confidence: { low: 0.5 }, classes: {} }\n',
    (workspace) =>
      workspace.replace(
        'shop/environment.yaml',
        'paging: true\n',
        'paging: true\nretention: { metrics: 15d }\n',
      ),
  );
  expect(asked.signals).toEqual(expect.arrayContaining(['missing', 'confidence', 'classes']));
  expect(asked.signals).not.toContain('outliers');
  expect(asked.confidence).toEqual({ low: 0.5, le: '0.5', share: 0.2 });
});

test('pods that several models share tell nothing of one of them, and a GPU is told of who asks for it', () => {
  expect(plain('triton').signals).not.toContain('cpu');
  expect(plain('bentoml').signals).not.toContain('gpuBusy');
  expect(plain('bentoml', 'gpu: { pool: a100 }\n').signals).toEqual(
    expect.arrayContaining(['cpu', 'gpuBusy', 'gpuMemory']),
  );
  expect(plain('bentoml', 'serving: { probe: { url: "http://a.b:80/health" } }\n').signals).toContain(
    'probe',
  );
});

test('changes of alerts, own alerts, own metrics and own panels are kept as they are meant', () => {
  const model = plain(
    'custom',
    `business:
  acceptance: { metric: offers_accepted_total, per: offers_shown_total, floor: 12% }
  basket: { metric: basket_value, kind: gauge, unit: EUR, ceiling: 900 }
alerts:
  ModelTrafficStopped: { off: the campaign ends, until: 2026-12-31 }
  ModelLatencyMeanHigh: { severity: info, for: 30m }
  extra:
    ModelQueueLong: { signal: queueDepth, above: 50, for: 10m, summary: Requests pile up, runbook: 'https://wiki.example/q' }
dashboards:
  panels:
    - { title: Cache, metric: cache_hits_total, by: cache }
`,
  );
  expect(model.business).toEqual([
    {
      name: 'acceptance',
      title: 'acceptance',
      metric: 'offers_accepted_total',
      per: 'offers_shown_total',
      kind: 'counter',
      floor: { form: 'share', value: 0.12 },
    },
    {
      name: 'basket',
      title: 'basket',
      metric: 'basket_value',
      kind: 'gauge',
      unit: 'EUR',
      ceiling: { form: 'number', value: 900 },
    },
  ]);
  expect(model.alertChanges).toEqual([
    {
      alert: 'ModelTrafficStopped',
      off: { reason: 'the campaign ends', until: Date.UTC(2027, 0, 1) / 1_000, lastDay: '2026-12-31' },
    },
    { alert: 'ModelLatencyMeanHigh', severity: 'info', for: { milliseconds: 1_800_000 } },
  ]);
  expect(model.extraAlerts).toMatchObject([
    { name: 'ModelQueueLong', compare: 'above', bound: 50, severity: 'warning' },
  ]);
  expect(model.extraPanels).toEqual([
    { title: 'Cache', metric: 'cache_hits_total', show: 'rate', by: 'cache', unit: 'count' },
  ]);
});
