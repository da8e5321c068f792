import { pipelinesFor } from '../../logs';
import { days } from '../../models/duration';
import { environmentNamed, withLogs } from './environments';
import { changedRoutes } from './routes-of';
import type { Event, Written } from './run-pipeline';
import { json, labelsOf, store } from './ship';

const prod = environmentNamed('prod');
const audited = withLogs(prod, 'fraud-scorer', { audit: true, payloadSample: 1 });

const prediction = {
  message: 'scored for jo, a free text',
  level: 'INFO',
  event_id: 'e-1',
  request_id: 'r-1',
  user_id: 'u-4711',
  label: 'not fraud',
  confidence: 0.97,
  outcome: 'success',
  decision: 'a free text too',
  error_message: 'free text',
  stack_trace: 'free text',
  input: { note: 'free text' },
  output: 'free text',
};

const recordsOf = (line: Event, extra: Event = {}): readonly Written[] =>
  store(json(line), audited, { extra }).filter(({ stream }) => stream === 'logs-ml.audit-prod');

test('a prediction is written to the audit stream as well, as who, what and when without any free text', () => {
  const written = store(json(prediction), audited);
  expect(written.map(({ stream }) => stream)).toEqual(['logs-ml.inference-prod', 'logs-ml.audit-prod']);
  const [line, record] = written;
  expect(record?.document).toEqual({
    '@timestamp': '2026-01-02T03:04:05.678Z',
    service: { name: 'fraud-scorer', version: '7', environment: 'prod' },
    orchestrator: { cluster: { name: 'eu-1' } },
    event: {
      id: 'e-1',
      kind: 'event',
      action: 'prediction',
      outcome: 'success',
      dataset: 'ml.audit',
    },
    http: { request: { id: 'r-1' } },
    user: line?.document['user'],
    mlobs: { prediction: { label: 'not fraud', confidence: 0.97 }, pii: { key_id: '1' } },
    data_stream: { type: 'logs', dataset: 'ml.audit', namespace: 'prod' },
  });
  expect(line?.document).toHaveProperty('mlobs.payload.input');
  expect(line?.document).toHaveProperty('message', prediction.message);
});

test.each([
  ['a label', { label: 'fraud' }],
  ['the label false', { label: false }],
  ['a number as label', { label: 0.37 }],
  ['a confidence of zero', { confidence: 0 }],
  ['an outcome', { outcome: 'failure' }],
])('a line with %s is a prediction', (_name, line) => {
  expect(recordsOf(line)).toHaveLength(1);
});

test.each([
  ['a message', { message: 'model loaded', level: 'INFO' }],
  ['a label that is no text', { label: { deep: 'fraud' } }],
  ['a request id', { request_id: 'r-1' }],
])('a line with %s alone is none', (_name, line) => {
  expect(recordsOf(line)).toEqual([]);
});

test('models that do not ask have no records, whatever their lines claim', () => {
  const line = json({ ...prediction, audit: true, '@metadata': { audit: 'true' } });
  const extra = { '@metadata': { audit: 'true', line: 'chosen' } };
  const other = { labels: labelsOf('churn-classifier'), extra };
  const readable = withLogs(audited, 'churn-classifier', { format: 'json' });
  for (const written of [store(line, readable, other), store(line, prod, { extra })])
    expect(written.map(({ stream }) => stream)).toEqual(['logs-ml.inference-prod']);
});

test.each([
  'the customer Jo Doe of 1 Main Street said that this is fraud',
  'for jo@example.org',
  '4111111111111111',
  'line\nbreak',
  '',
])('the label %j is no class and is withheld from the record', (label) => {
  const [record] = recordsOf({ label, confidence: 0.5 });
  const kept = (record?.document['mlobs'] as Event)['prediction'] as Event;
  expect(kept['label'] ?? '(withheld: not the name of a class)').toBe('(withheld: not the name of a class)');
  expect(kept['confidence']).toBe(0.5);
});

test('a line that is sent twice is one record, and any other line is another, even with the same ids', () => {
  const id = (line: Event, extra: Event = {}): string => recordsOf(line, extra)[0]?.id ?? 'none';
  const first = id(prediction);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(id(prediction)).toBe(first);
  const others = [
    id({ ...prediction, label: 'fraud' }),
    id(prediction, { log: { offset: 13, file: { path: '/var/log/containers/pod.log' } } }),
    id(prediction, { log: { offset: 12, file: { path: '/var/log/containers/other.log' } } }),
    id(prediction, { container: { id: 'c-2' } }),
    id(prediction, { '@timestamp': '2026-01-02T03:04:05.679Z' }),
    id(prediction, { '@metadata': { line: 'chosen' }, kubernetes_: 1, container: { id: 'c-3' } }),
  ];
  expect(new Set([first, ...others]).size).toBe(others.length + 1);
  expect(others).not.toContain('chosen');
});

test('a model with a stream of its own has its records where all records are', () => {
  const both = withLogs(audited, 'fraud-scorer', { isolation: 'dedicated', retention: days(90) });
  expect(store(json(prediction), both).map(({ stream }) => stream)).toEqual([
    'logs-ml.inference.fraud_scorer.90d-prod',
    'logs-ml.audit-prod',
  ]);
});

test('the first model that asks is one row of data', () => {
  const asks = withLogs(prod, 'fraud-scorer', { audit: true });
  expect(changedRoutes(prod, asks)).toEqual({
    'serving/app.kubernetes.io/name=fraud-scorer': expect.objectContaining({ audited: 'true' }) as unknown,
  });
  expect(pipelinesFor(asks)).toEqual(pipelinesFor(prod));
});
