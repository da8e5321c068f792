import { eventually } from '../live/control-plane/eventually';
import { newRun } from '../live/control-plane/run';
import { logOf } from '../live/filebeat/node-logs';
import { startPodsApi } from '../live/filebeat/pods-api';
import { nodeName, nodeOf } from '../live/filebeat/shipping';
import { bury, reasonFor, refused } from '../logs/dead-letters';
import { outcomesOf, type Event } from '../logs/run-pipeline';
import { json, printedPrograms, surroundings } from '../logs/ship';
import { asked, cases, eventOf } from './cases';
import type { Received } from './recording-elasticsearch';
import { checkConfiguration, send, startLogstash, writtenTo, type RunningLogstash } from './run-logstash';

let logstash: RunningLogstash;

const outcomes = cases.map((one, index) =>
  outcomesOf(printedPrograms(asked), 'intake', eventOf(one, index), surroundings(asked)),
);
const expected = outcomes.map((all) => all.flatMap(({ written }) => written));

/** What stands in place of the number of a case in documents that Elasticsearch refuses, except as letters. */
const refusedCase = 'refused';
const quoted = 'jo.doe@example.org';
const refusal = ({ of, stream }: Received): string | undefined =>
  of === refusedCase && !stream.includes('deadletter') ? reasonFor(quoted) : undefined;

const run = newRun();

beforeAll(async () => {
  logstash = await startLogstash(run, asked, refusal);
  const problem = await send(logstash, 'client', cases.map(eventOf));
  if (problem !== undefined) throw new Error(problem);
  await writtenTo(logstash.elasticsearch, expected.flat().length);
});
afterAll(() => run.stop());

const inOrder = <T extends { readonly stream: string }>(documents: readonly T[]): readonly T[] =>
  [...documents].sort((a, b) => (a.stream < b.stream ? -1 : 1));

const receivedOf = (index: number): readonly Received[] =>
  logstash.elasticsearch.received.filter(({ of }) => of === String(index));

test.each(cases.map(({ name }, index) => [name, index] as const))(
  'what Logstash writes of %s is what the tests of the pipelines say',
  (_name, index) => {
    const written = receivedOf(index).map(({ stream, id, document }) => ({
      stream,
      ...(id === undefined ? {} : { id }),
      document,
    }));
    expect(inOrder(written)).toEqual(inOrder(expected[index] ?? []));
  },
);

test('every document is of a case, and is only created', () => {
  const { received } = logstash.elasticsearch;
  expect(received).toHaveLength(expected.flat().length);
  expect(received.filter(({ of, action }) => !/^\d+$/.test(of) || action !== 'create')).toEqual([]);
});

test('the counter of lines is told of every line once, by its model and what became of it', () => {
  const told = outcomes.flat().flatMap(({ sent }) => sent.map(({ text }) => text));
  expect([...logstash.counted].sort()).toEqual([...told].sort());
});

/**
 * Letters in order, without what nobody can foretell: the time at which a document was refused, of which the id is made, and
 * the order of keys in its text.
 */
const comparable = (letters: readonly Pick<Received, 'document'>[]): readonly Event[] =>
  letters
    .map(({ document }): Event => {
      const { event, '@timestamp': _when, ...others } = document;
      const { original, ...about } = event as Event;
      return { ...others, event: { ...about, original: JSON.parse(String(original)) as unknown } };
    })
    .sort((a, b) => (JSON.stringify(a['mlobs']) < JSON.stringify(b['mlobs']) ? -1 : 1));

test('what Elasticsearch refuses is written once more as a letter, without what its answer quotes', async () => {
  const { elasticsearch } = logstash;
  const line = json({ message: 'scored', label: 'fraud', confidence: 0.97, input: { age: 1 } });
  const event = eventOf({ name: '', line }, 0);
  const sent = { ...event, '@metadata': { ...(event['@metadata'] as Event), case: refusedCase } };
  const [intake, ...others] = outcomesOf(printedPrograms(asked), 'intake', sent, surroundings(asked));
  const letters = others.flatMap(({ event: handedOver = {}, written }, index) =>
    written.flatMap(({ stream }) => {
      const letter = refused(handedOver, `es_${intake?.sentTo[index]}`, quoted, stream);
      return bury(letter, asked).written;
    }),
  );
  // Its own stream and the audit's.
  expect(letters).toHaveLength(2);
  const before = elasticsearch.received.length;
  expect(await send(logstash, 'client', [sent])).toBeUndefined();
  await writtenTo(elasticsearch, before + letters.length);
  const received = elasticsearch.received.filter(({ of }) => of === refusedCase);
  expect(received.map(({ stream }) => stream)).toEqual(letters.map(({ stream }) => stream));
  expect(comparable(received)).toEqual(comparable(letters));
});

test('nobody without a certificate of our authority can send a line', async () => {
  const before = logstash.elasticsearch.received.length;
  expect(await send(logstash, 'stranger', [eventOf({ name: '', line: 'let me in' }, 0)])).toMatch(
    /certificate|unknown authority/,
  );
  expect(logstash.elasticsearch.received).toHaveLength(before);
});

test('lines that a container writes become documents of its model by a Filebeat', async () => {
  const { elasticsearch, beatsPort, home } = logstash;
  const pods = await startPodsApi(run, nodeName);
  const { root, startFilebeat } = nodeOf(run, asked, {
    kubeconfig: pods.kubeconfig,
    port: beatsPort,
    certificates: home.certificates.client,
  });
  await startFilebeat();
  await eventually('Filebeat watches the pods of its node', 60_000, () =>
    pods.asked.some((path) => path.startsWith('/api/v1/pods?') && path.includes('watch=true'))
      ? undefined
      : pods.asked.join(' '),
  );
  const [container, id] = ['model', '1'.padStart(64, '0')];
  const one = { namespace: 'serving', pod: 'scorer-1', uid: 'uid-1', container, id };
  pods.create(one, { 'app.kubernetes.io/name': 'nightly-scoring', 'app.kubernetes.io/version': '7' });
  const before = elasticsearch.received.length;
  // Filebeat puts the trace to the line before it.
  const trace = ['Traceback (most recent call last):', '  File "a.py", line 1, in f', 'a.KeyError: x'];
  logOf(root, one).write(
    json({ message: `for ${quoted}`, level: 'ERROR', error_type: 'a.KeyError', user_id: '4711' }),
    ...trace,
  );
  await writtenTo(elasticsearch, before + 1);
  const received = elasticsearch.received.slice(before).map(({ stream, document }) => ({ stream, document }));
  expect(received).toEqual([
    {
      stream: 'logs-ml.inference-prod',
      document: {
        '@timestamp': '2026-01-02T03:04:05.678Z',
        '@version': '1',
        message: 'for <email>',
        stream: 'stdout',
        log: { level: 'error', file: { path: expect.stringContaining(id) as unknown } },
        error: { type: 'a.KeyError', stack_trace: trace.join('\n') },
        user: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
        mlobs: {
          error: { signature: 'KeyError' },
          pii: { redacted: ['email'], key_id: '1' },
        },
        service: { name: 'nightly-scoring', version: '7', environment: 'prod' },
        orchestrator: { cluster: { name: 'eu-1' } },
        container: { id },
        kubernetes: {
          namespace: 'serving',
          node: { name: nodeName },
          pod: { name: 'scorer-1', uid: 'uid-1' },
          container: { name: 'model' },
        },
        event: { dataset: 'ml.inference' },
        data_stream: { type: 'logs', dataset: 'ml.inference', namespace: 'prod' },
      },
    },
  ]);
});

test('Logstash accepts the pipelines as they are', () => {
  const { status, log } = checkConfiguration(logstash, asked);
  expect({ status, log: status === 0 ? '' : log }).toEqual({ status: 0, log: '' });
});
