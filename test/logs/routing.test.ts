import { createHmac } from 'node:crypto';
import { environmentNamed, environments, usualLogs, withSibling } from './environments';
import type { Event, Outcome } from './run-pipeline';
import { fraudScorer, json, labelsOf, pseudonymKey, ship, store } from './ship';

const prod = environmentNamed('prod');
/** Text of the whole document, in which nothing private may stand anywhere. */
const all = ({ document }: Outcome): string => JSON.stringify(document);

test('a JSON line of fraud-scorer becomes a document of its model and goes to the inference pipeline', () => {
  const line = json({
    message: 'scored',
    level: 'INFO',
    event_id: 'e-1',
    request_id: 'r-1',
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    latency_ns: 12_500_000,
    outcome: 'success',
    label: 'not fraud',
    confidence: 0.97,
    input_shape: [1, 30],
    user_id: 4711,
    decision: 'accept',
    rule_set: ['velocity', 7],
  });
  const outcome = ship(line);
  expect(outcome.sentTo).toEqual(['inference']);
  expect(outcome.document).toEqual({
    '@timestamp': '2026-01-02T03:04:05.678Z',
    '@version': '1',
    message: 'scored',
    stream: 'stdout',
    service: { name: 'fraud-scorer', version: '7', environment: 'prod' },
    orchestrator: { cluster: { name: 'eu-1' } },
    data_stream: { dataset: 'ml.inference' },
    log: { level: 'info', file: { path: '/var/log/containers/pod.log' } },
    event: { id: 'e-1', dataset: 'ml.inference', duration: 12_500_000, outcome: 'success' },
    http: { request: { id: 'r-1' } },
    trace: { id: '0af7651916cd43dd8448eb211c80319c' },
    span: { id: 'b7ad6b7169203331' },
    user: { hash: createHmac('sha256', pseudonymKey).update('4711').digest('hex') },
    mlobs: {
      prediction: { label: 'not fraud', confidence: 0.97 },
      input: { shape: [1, 30] },
      pii: { key_id: '1' },
      fields: { decision: 'accept', rule_set: 'velocity,7' },
    },
    kubernetes: { namespace: 'serving', pod: { name: 'pod' } },
  });
});

test('a text line of a vLLM model becomes its message', () => {
  const message = 'INFO 01-02 03:04:05 [loggers.py:118] Engine 000: Running: 3 reqs, Waiting: 0 reqs';
  const { document, sentTo } = ship(message, { labels: labelsOf('support-assistant') });
  expect(document).toMatchObject({
    message: 'Engine 000: Running: 3 reqs, Waiting: 0 reqs',
    service: { name: 'support-assistant', version: '7' },
  });
  expect(sentTo).toEqual(['inference']);
});

test('every document carries the cluster that it comes from, whatever the line or the node says', () => {
  const line = json({ message: 'hello', orchestrator: { cluster: { name: 'elsewhere' } } });
  const claimed = { orchestrator: { cluster: { name: 'elsewhere' } } };
  const { document } = ship(line, { extra: claimed });
  expect(document).toMatchObject({ orchestrator: { cluster: { name: 'eu-1' } } });
  expect(JSON.stringify(document)).not.toContain('elsewhere');
});

test.each([
  ['a pod that belongs to no model', { labels: labelsOf('redis') }],
  ['a pod without labels', { labels: {} }],
  ["a pod with a model's label in another namespace", { namespace: 'sandbox' }],
  ["a pod that has a model's value under another label", { labels: { app: 'fraud-scorer' } }],
])('a line of %s goes nowhere', (_name, pod) => {
  const line = json({ message: 'hello', 'service.name': 'fraud-scorer' });
  const { sentTo, passed } = ship(line, pod);
  expect(sentTo).toEqual([]);
  expect(passed).toContain('unmapped');
  expect(store(line, prod, pod)).toEqual([]);
});

test.each(
  environments.flatMap((one) => one.models.map((model) => [one.name, model.name, one, model] as const)),
)('in %s a line of a pod of %s finds its model', (_environment, name, environment, model) => {
  const labels = Object.fromEntries(
    Object.entries(model.selector).map(([label, value]) => [label.replaceAll('.', '_'), value]),
  );
  const { document } = ship('hello', { namespace: model.namespace, labels }, environment);
  expect(document).toMatchObject({ message: 'hello', service: { name, environment: environment.name } });
});

test('a pod that two selectors fit belongs to the more specific one', () => {
  const plain = withSibling(environmentNamed('dev'), 'offer-ranker', 'offers', {
    selector: { app: 'offers' },
  });
  const lineOf = (component: string): Outcome => ship('x', { labels: { app: 'offers', component } }, plain);
  expect(lineOf('ranker').document).toHaveProperty('service.name', 'offer-ranker');
  expect(lineOf('cache').document).toHaveProperty('service.name', 'offers');
});

test('the version comes from the label that the entry names', () => {
  const labels = { ...labelsOf('twin'), model_version: '42' };
  const twin = withSibling(prod, 'fraud-scorer', 'twin', { versionLabel: 'model_version' });
  expect(ship('x', { labels }, twin).document).toHaveProperty('service.version', '42');
  expect(ship('x', { labels: fraudScorer }, twin).document).toHaveProperty('service.version', '7');
  expect(ship('x', { labels: labelsOf('twin') }, twin).document).not.toHaveProperty('service.version');
});

const shared = { namespace: 'vision', selector: { app: 'triton-shared' } };

test('a line of a server that several models share belongs to the server, because it does not say which it is about', () => {
  const both = withSibling(prod, 'image-tagger', 'image-captioner', shared);
  const { document } = ship('loaded', { namespace: 'vision', labels: { app: 'triton-shared' } }, both);
  expect(document).toHaveProperty('service.name', 'vision/app=triton-shared');
});

test.each([
  ['service.name', { service: { name: 'churn-classifier' }, 'service.name': 'churn-classifier' }],
  ['data_stream', { data_stream: { dataset: 'ml.audit', namespace: 'dev' }, 'data_stream.type': 'metrics' }],
  ['@metadata', { '@metadata': { key: 'serving/app.kubernetes.io/name=churn-classifier' } }],
  ['kubernetes', { kubernetes: { namespace: 'vision' } }],
])('a JSON line that claims another %s is not believed', (_name, claim) => {
  const { document, sentTo } = ship(json({ message: 'm', ...claim }));
  expect(document).toEqual(ship(json({ message: 'm' })).document);
  expect(document).toMatchObject({
    service: { name: 'fraud-scorer' },
    data_stream: { dataset: 'ml.inference' },
  });
  expect(sentTo).toEqual(['inference']);
});

test('what the shipper claims about model and stream is forgotten, too', () => {
  const extra = {
    service: { name: 'churn-classifier', type: 'x' },
    data_stream: { type: 'metrics' },
    tags: ['a'],
    '@metadata': { route: '{"service":"churn-classifier","dataset":"ml.inference","format":"json"}' },
  };
  expect(ship('m', { extra }).document).toEqual(ship('m').document);
  expect(store('m', prod, { extra, labels: labelsOf('redis') })).toEqual([]);
});

const private_ = [
  'jo.doe+x@mail.example.com',
  'jo%40example.org',
  '4111111111111111',
  '5500 0000 0000 0004',
  '3782-822463-10005',
];

test.each(private_)('%s is scrubbed from wherever free text is allowed', (secret) => {
  const text = `for ${secret}, see log`;
  const fields = ['message', 'label', 'error_message', 'stack_trace', 'decision', 'rule_set'];
  const lines = [
    text,
    json(Object.fromEntries(fields.map((key) => [key, text]))),
    json(Object.fromEntries(fields.map((key) => [key, [text, { deep: text }]]))),
    json(Object.fromEntries(fields.map((key) => [key, { deep: text }]))),
  ];
  for (const line of lines) {
    const outcome = ship(line);
    expect(outcome.document).toBeDefined();
    expect(all(outcome)).not.toContain(secret);
  }
  expect(ship(text).document).toHaveProperty(
    'message',
    expect.stringMatching(/^for <(?:email|card)>, see log$/) as unknown,
  );
});

test.each([
  '2026-01-02 03:04:05 took 1767323045678 ns',
  'request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 done',
  'sha256 4111111111111111deadbeef',
  'meet @ noon, 2026',
])('%s is left as it is', (text) => {
  expect(ship(text).document).toHaveProperty('message', text);
});

test.each([
  ['a text', 'u-4711-secret'],
  ['a list', ['u-4711-secret']],
  ['a nested object', { id: 'u-4711-secret' }],
])('a user id that is %s never appears in clear', (_name, id) => {
  const asked = {
    ...prod,
    models: prod.models.map((model) => ({
      ...model,
      logs: { ...usualLogs, fields: ['user_id', 'decision'] },
    })),
  };
  for (const environment of [prod, asked]) {
    for (const line of [
      json({ message: 'm', user_id: id }),
      json({ message: 'm', user_id: id }).slice(0, -1),
    ]) {
      const outcome = ship(line, {}, environment);
      expect(outcome.document).toHaveProperty('message');
      expect(all(outcome)).not.toContain('4711');
    }
  }
});

test('one user has one pseudonym, and another user another', () => {
  const hash = (id: string): unknown => (ship(json({ user_id: id })).document?.['user'] as Event)['hash'];
  expect(hash('a')).toBe(hash('a'));
  expect(hash('a')).not.toBe(hash('b'));
});

test('fields that are not on the allow-list vanish, as does a field that only another model lists', () => {
  const line = json({ message: 'm', decision: 'accept', prompt: 'p-secret', features: { age: 'f-secret' } });
  expect(all(ship(line))).not.toContain('secret');
  expect(ship(line).document).toHaveProperty('mlobs.fields', { decision: 'accept' });
  expect(ship(line, { labels: labelsOf('nightly-scoring') }).document).not.toHaveProperty('mlobs');
});

test.each([
  ['a latency in words', { latency_ns: 'long' }, 'event.duration'],
  ['a confidence beyond one', { confidence: 97 }, 'mlobs.prediction.confidence'],
  ['an unknown outcome', { outcome: 'maybe' }, 'event.outcome'],
  ['a level that is a sentence', { level: 'mail jo@example.org' }, 'log.level'],
  ['a trace id of the wrong length', { trace_id: 'abc' }, 'trace.id'],
])('%s is left out, and the rest of the line is kept', (_name, field, path) => {
  const { document } = ship(json({ message: 'm', ...field }));
  expect(document).toHaveProperty('message', 'm');
  expect(document).not.toHaveProperty(path);
});

test.each([
  [12_000_000, 12_000_000],
  ['12000000.9', 12_000_000],
])('a latency of %j is stored as a number', (given, stored) => {
  expect(ship(json({ latency_ns: given })).document).toHaveProperty('event.duration', stored);
});

test('a line that is cut off says so instead of showing what the allow-list would have removed', () => {
  const { document } = ship('{"message": "m", "prompt": "secret');
  expect(document).toMatchObject({ tags: ['withheld'], message: expect.stringContaining('withheld') });
});

test.each(['123', '"text"', '[1]', 'true', 'Traceback (most recent call last):'])(
  'a line that is no object keeps its text: %s',
  (message) => {
    expect(ship(message).document).toMatchObject({ message, tags: ['unparsed'] });
  },
);

test.each(['[{"message": "secret"}]', '["secret"]', '[["secret"]]', '[{"a": "secret"'])(
  'a list says that it is one instead of showing what the allow-list would have removed: %s',
  (line) => {
    const outcome = ship(line);
    expect(outcome.document).toMatchObject({
      message: '(withheld: the line is a JSON list)',
      tags: ['withheld'],
    });
    expect(all(outcome)).not.toContain('secret');
  },
);
