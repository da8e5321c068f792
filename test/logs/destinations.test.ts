import { logDestinationsOf } from '../../logs';
import { days } from '../../models/duration';
import { environmentNamed, modelNamed, withLogs, withSibling } from './environments';
import { json, store } from './ship';

const prod = environmentNamed('prod');
const of = (environment: typeof prod) =>
  logDestinationsOf(modelNamed(environment, 'fraud-scorer'), environment);

test("a model that asks for nothing shares a stream for as long as the environment's logs are kept", () => {
  expect(of(prod)).toEqual([
    {
      dataStream: 'logs-ml.inference-prod',
      kept: prod.retention.logs,
      atMost: days(31),
      what: 'log lines',
    },
  ]);
});

test('a model that asks for everything is told each stream, how long it is kept, and what is in it', () => {
  const everything = withLogs(prod, 'fraud-scorer', {
    payloadSample: 0.000_001,
    isolation: 'dedicated',
    retention: days(90),
    audit: true,
  });
  expect(of(everything)).toEqual([
    {
      dataStream: 'logs-ml.inference.fraud_scorer.90d-prod',
      kept: days(90),
      atMost: days(91),
      what: 'log lines, with inputs and outputs of 0.0001% of requests',
    },
    {
      dataStream: 'logs-ml.audit-prod',
      kept: prod.retention.audit,
      atMost: days(366),
      what: 'a record of each prediction',
    },
  ]);
});

test.each([
  ['nothing', {}],
  ['a stream of its own', { isolation: 'dedicated' as const }],
  ['audit records', { audit: true }],
  ['both', { isolation: 'dedicated' as const, audit: true }],
])('a line of a model that asks for %s is written to just these streams', (_name, logs) => {
  const environment = withLogs(prod, 'fraud-scorer', logs);
  const written = store(json({ label: 'fraud' }), environment);
  expect(of(environment).map(({ dataStream }) => dataStream)).toEqual(written.map(({ stream }) => stream));
});

test('models that share a server are told one stream', () => {
  const shared = { namespace: 'vision', selector: { app: 'triton-shared' } };
  const both = withSibling(prod, 'image-tagger', 'image-captioner', shared);
  const asked = withLogs(withLogs(both, 'image-tagger', { isolation: 'dedicated' }), 'image-captioner', {
    isolation: 'dedicated',
  });
  const streams = ['image-tagger', 'image-captioner'].map(
    (name) => logDestinationsOf(modelNamed(asked, name), asked)[0]?.dataStream,
  );
  expect(new Set(streams).size).toBe(1);
});

test('a model of another environment has no destination here', () => {
  const stranger = { ...modelNamed(prod, 'fraud-scorer'), name: 'stranger' };
  expect(() => logDestinationsOf(stranger, prod)).toThrow('no model stranger in prod');
});
