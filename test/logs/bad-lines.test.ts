import { limits } from '../../logs/limits';
import { environmentNamed, withLogs } from './environments';
import { joinedEvents } from './joined';
import { fraudScorer, json, labelsOf, ship, store } from './ship';

const prod = environmentNamed('prod');
const text = (length: number): string => 'x'.repeat(length);
const bytes = (value: unknown): number => Buffer.byteLength(String(value));

test('a text of ten megabytes is kept to the limit, with a tag', () => {
  const { document, sentTo } = ship(`INFO:root:${text(10_000_000)}`);
  expect(sentTo).toEqual(['inference']);
  expect(document).toMatchObject({ log: { level: 'info' }, tags: ['cut'] });
  expect(bytes(document?.['message'])).toBe(limits.kept);
});

test('a JSON line of ten megabytes keeps its fields, and of its texts the beginning', () => {
  const { document } = ship(json({ message: text(10_000_000), request_id: 'r1' }));
  expect(document).toMatchObject({ http: { request: { id: 'r1' } }, tags: ['cut'] });
  expect(bytes(document?.['message'])).toBe(limits.kept);
});

test('what Filebeat cut off of a JSON line makes it unreadable; that it was there is kept', () => {
  const extra = { log: { offset: 12, flags: ['truncated'], file: { path: '/var/log/containers/pod.log' } } };
  const line = json({ message: 'm', prompt: text(2_000_000) }).slice(0, limits.shipped);
  const { document, sentTo } = ship(line, { extra });
  expect(sentTo).toEqual(['inference']);
  expect(document).toMatchObject({ service: { name: 'fraud-scorer' }, tags: ['cut', 'withheld'] });
  expect(document?.['message']).toContain('withheld');
});

test('half a card number at the end of what is kept is none', () => {
  const number = '4111111111111111';
  const { document } = ship(`INFO:root:${text(limits.kept - 8)} ${number}`);
  expect(document?.['message']).not.toContain('4111');
});

test.each([
  ['broken UTF-8, which arrives as replacement characters', 'INFO:root:caf\uFFFD', 'caf\uFFFD'],
  ['NUL and control characters', 'INFO:root:a\u0000b\u0007c\u007Fd\u001B]', 'abcd]'],
  ['colours', '\u001B[1;31mINFO\u001B[0m:root:\u001B[38;5;196mred\u001B[0m', 'red'],
  ['the line end of another system', 'INFO:root:done\r', 'done'],
])('%s', (_name, line, message) => {
  expect(ship(line).document).toMatchObject({ message, log: { level: 'info' } });
});

test('a control character in JSON, which is not allowed there, does not cost the line', () => {
  expect(ship('{"message": "a\u0001b"}').document).toMatchObject({ message: 'ab' });
});

const deep = (depth: number, inside: string): string =>
  `${'{"a":'.repeat(depth)}${inside}${'}'.repeat(depth)}`;

test.each([
  ['an object', deep(100, '"secret"')],
  ['a list', `${'['.repeat(100)}"secret"${']'.repeat(100)}`],
])('%s of a hundred levels vanishes, and the rest of the line is kept', (_name, value) => {
  const line = `{"message":"m","label":${value},"level":${value},"decision":${value}}`;
  const { document } = ship(line);
  expect(document).toMatchObject({ message: 'm' });
  expect(JSON.stringify(document)).not.toContain('a":{"a');
  expect(document).not.toHaveProperty('log.level');
});

test('an input of a hundred levels is one text', () => {
  const asked = withLogs(prod, 'fraud-scorer', { payloadSample: 1 });
  const { document } = ship(`{"message":"m","input":${deep(100, '1')}}`, {}, asked);
  expect(document).toHaveProperty('mlobs.payload.input', `{"input":${deep(100, '1')}}`);
});

test('a field that changes its type from line to line is stored in its type or not at all', () => {
  const values = [12, '12', 12.9, [12], { of: 12 }, true, null, 'twelve'];
  const stored = values.map((value) => {
    const { document } = ship(
      json({ message: 'm', latency_ns: value, http_status: value, drift_score: value }),
    );
    return (document?.['event'] as { duration?: unknown }).duration;
  });
  expect(stored).toEqual([12, 12, 12, 12, undefined, undefined, undefined, undefined]);
});

test('an error that is a text in one line and an object in the next is told in the same fields', () => {
  expect(ship('{"message":"m","error":"boom"}').document).toHaveProperty('error', { message: 'boom' });
  const nested = ship('{"message":"m","error":{"message":"boom","type":"E","extra":{"x":1}}}');
  expect(nested.document).toHaveProperty('error', { message: 'boom', type: 'E' });
  expect(ship('{"message":"m","error":{"extra":1}}').document).not.toHaveProperty('error');
});

test('a clock that is a year off changes nothing: the time is that of the container’s runtime', () => {
  for (const line of [
    '{"message":"m","@timestamp":"2025-01-02T03:04:05Z","timestamp":"2027-01-01T00:00:00Z","time":1}',
    '2025-01-02 03:04:05,678 - root - INFO - m',
  ])
    expect(ship(line).document).toMatchObject({ message: 'm', '@timestamp': '2026-01-02T03:04:05.678Z' });
});

test('no line decides whose it is or where it goes, in no format', () => {
  const claims = {
    service: { name: 'churn-classifier' },
    'service.name': 'churn-classifier',
    'event.dataset': 'ml.audit',
    data_stream: { dataset: 'ml.audit' },
    'data_stream.dataset': 'ml.audit',
    '@metadata': { dropped: 'unmapped', outcome: 'x', format: 'text', audit: 'true' },
    tags: ['_mutate_error', 'cut'],
    'log.file.path': '/x',
    kubernetes: { pod: { name: 'another' } },
  };
  const [honest] = store(json({ message: 'm' }), prod);
  expect(store(json({ message: 'm', ...claims }), prod)).toEqual([honest]);
  const vllm = { labels: labelsOf('support-assistant') };
  const [written] = store('INFO 01-02 03:04:05 [a.py:1] service.name=churn-classifier', prod, vllm);
  expect(written?.document).toMatchObject({ service: { name: 'support-assistant' } });
});

test('of keys that are there twice the last one counts', () => {
  expect(ship('{"message":"a","message":"b","level":"INFO","level":"ERROR"}').document).toMatchObject({
    message: 'b',
    log: { level: 'error' },
  });
});

test('a key of ours is preferred to its aliases, and one without a value is not', () => {
  expect(ship('{"message":"ours","msg":"other"}').document).toHaveProperty('message', 'ours');
  expect(ship('{"message":null,"msg":"other"}').document).toHaveProperty('message', 'other');
});

test('a name of a person is no logger', () => {
  expect(ship('{"message":"m","name":"Doe"}').document).not.toHaveProperty('log.logger');
});

test('an alias that an entry lists as a field of its own is both', () => {
  const asked = withLogs(prod, 'fraud-scorer', { fields: ['severity'] });
  expect(ship('{"message":"m","severity":"WARN"}', { labels: fraudScorer }, asked).document).toMatchObject({
    log: { level: 'warning' },
    mlobs: { fields: { severity: 'WARN' } },
  });
});

describe('lines that are joined', () => {
  test('a line of JSON is never joined to another', () => {
    const lines = ['{"message":"a"}', '{"message":"b"}', 'INFO:root:c', '{"message":"d"}'];
    expect(joinedEvents(lines)).toEqual(lines);
  });

  test.each([
    'INFO:     10.4.0.9:51234 - "GET / HTTP/1.1" 200 OK',
    '2026-01-02 03:04:05,678 - scorer - ERROR - failed',
    'ERROR:scorer:failed',
    'Error: it failed',
    'INFO 01-02 03:04:05 [loggers.py:118] Engine 000',
    'I0102 03:04:05.123456 1 server.cc:674] x',
    'Downloading shards: 100%',
    'Exception in thread "main" java.lang.IllegalStateException: x',
    'panic: x',
    '{"level":"INFO"}',
  ])('an event of its own: %s', (line) => {
    expect(joinedEvents(['INFO:root:before', line])).toHaveLength(2);
  });

  test('of a trace that never ends the beginning is kept', () => {
    const frames = Array.from({ length: 2000 }, (_, index) => `  frame ${index}`);
    const [event] = joinedEvents(['Traceback (most recent call last):', ...frames]);
    expect(event?.split('\n')).toHaveLength(500);
  });
});
