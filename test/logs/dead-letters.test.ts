import { pipelinesFor } from '../../logs';
import { deadLetterMappings, letterBytes, properties, reasonBytes } from '../../logs/mappings';
import { days } from '../../models/duration';
import { answer, bury, refused } from './dead-letters';
import { environmentNamed, withLogs } from './environments';
import { runPipeline, type Event, type Written } from './run-pipeline';
import { json, printedPrograms, ship, surroundings } from './ship';

const prod = environmentNamed('prod');
const asking = withLogs(prod, 'fraud-scorer', { audit: true, payloadSample: 1 });
const own = withLogs(asking, 'fraud-scorer', { isolation: 'dedicated', retention: days(90) });

const line = json({ message: 'scored', request_id: 'r-1', latency_ns: 7, label: 'fraud', input: { a: 1 } });

/** The event as the pipeline that writes it hands it to Elasticsearch. */
function handedOver(pipeline: string, environment = asking): Event {
  const program = printedPrograms(environment).get(pipeline);
  const { event } = ship(line, {}, environment);
  if (program === undefined || event === undefined) throw new Error(`no ${pipeline}`);
  const written = runPipeline(program, event, surroundings(environment)).event;
  if (written === undefined) throw new Error('nothing is written');
  return written;
}

function buried(letter: Event, environment = asking): Written & { readonly document: Event } {
  const { written } = bury(letter, environment);
  const [only, ...more] = written;
  if (only === undefined || more.length > 0) throw new Error('a letter is one document');
  return only;
}

test('a refused document is one text beside its model, its stream and the answer of Elasticsearch', () => {
  const event = handedOver('inference');
  const { stream, document } = buried(refused(event, 'es_inference', 'abc'));
  const { original, ...about } = document['event'] as Event;
  expect(stream).toBe('logs-ml.deadletter-prod');
  expect({ ...document, event: about }).toEqual({
    '@timestamp': '2026-01-02T03:05:00.000Z',
    service: { name: 'fraud-scorer', version: '7', environment: 'prod' },
    orchestrator: { cluster: { name: 'eu-1' } },
    event: { kind: 'pipeline_error', dataset: 'ml.deadletter' },
    error: { message: answer('abc') },
    mlobs: { dead_letter: { output: 'es_inference', stream: 'logs-ml.inference-prod' } },
    data_stream: { type: 'logs', dataset: 'ml.deadletter', namespace: 'prod' },
  });
  // Its version is that of every event, and not kept.
  const { '@metadata': _metadata, '@version': _version, ...whole } = event;
  expect(JSON.parse(String(original))).toEqual(whole);
});

test.each([
  ['dedicated', own, 'es_dedicated', 'logs-ml.inference.fraud_scorer.90d-prod'],
  ['audit', asking, 'es_audit', 'logs-ml.audit-prod'],
])('a letter of %s names the stream that it was meant for', (pipeline, environment, output, stream) => {
  const { document } = buried(refused(handedOver(pipeline, environment), output, 'x'), environment);
  expect(document).toHaveProperty('mlobs.dead_letter', { output, stream });
});

test('every value of a letter is a text, so none can be refused', () => {
  const event = {
    ...handedOver('inference'),
    event: { duration: { deep: [1, 'x'] } },
    message: 7,
    error: 'x',
  };
  const { document } = buried(refused(event, 'es_inference', 'x'));
  const leaves = (value: unknown): readonly unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
  expect(leaves(document).filter((leaf) => typeof leaf !== 'string')).toEqual([]);
  expect(deadLetterMappings).toHaveProperty('properties.event.properties.original', {
    type: 'keyword',
    index: false,
    doc_values: false,
    ignore_above: letterBytes,
  });
});

test('all that pipelines write is in a letter, and what they do not write is not', () => {
  const event = Object.fromEntries(Object.keys(properties).map((name) => [name, { of: name }]));
  const { document } = buried(refused({ ...event, foreign: 'x' }, 'es_inference', 'x'));
  const text = JSON.parse(String((document['event'] as Event)['original'])) as Event;
  expect(Object.keys(text).sort()).toEqual([...Object.keys(properties), '@timestamp'].sort());
});

test('the reason does not repeat the document, whichever way the output writes it', () => {
  const event = handedOver('inference');
  const unasked = refused(event, 'es_dedicated', 'x');
  const told = (unasked['@metadata'] as Event)['dead_letter_queue'] as Event;
  told['reason'] =
    `Badly formatted index, after interpolation still contains placeholder: [logs-%{x}-prod]; event: \`${JSON.stringify(event)}\``;
  for (const letter of [refused(event, 'es_inference', 'x'), unasked]) {
    const message = String((buried(letter).document['error'] as Event)['message']);
    expect(message).not.toContain('scored');
    expect(message).toMatch(/failed to parse field|Badly formatted index/);
  }
});

test.each([['the answer of Elasticsearch', 'jo@example.org 4111111111111111']])(
  '%s is scrubbed, because it quotes values',
  (_name, quoted) => {
    const { document } = buried(refused(handedOver('inference'), 'es_inference', quoted));
    expect(JSON.stringify(document)).not.toMatch(/example|4111/);
    expect((document['error'] as Event)['message']).toContain("Preview of field's value: '<email> <card>'");
  },
);

test('a long letter and a long reason are cut and say so', () => {
  const event = { ...handedOver('inference'), message: 'é'.repeat(letterBytes) };
  const { document } = buried(refused(event, 'es_inference', 'y'.repeat(2 * reasonBytes)));
  const bytes = (text: unknown): number => Buffer.byteLength(String(text));
  expect(bytes((document['event'] as Event)['original'])).toBeLessThanOrEqual(letterBytes);
  expect(bytes((document['error'] as Event)['message'])).toBe(reasonBytes);
  expect(document['tags']).toContain('letter_cut');
});

test('a letter that is read twice is one document, and another letter is another', () => {
  const letter = refused(handedOver('inference'), 'es_inference', 'x');
  const other = refused({ ...handedOver('inference'), message: 'other' }, 'es_inference', 'x');
  const { id } = buried(letter);
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect(buried(letter).id).toBe(id);
  expect(buried(other).id).not.toBe(id);
});

test('letters of letters are switched off, so nothing goes round', () => {
  const pipeline = pipelinesFor(prod).find(({ id }) => id === 'deadletters');
  expect(pipeline?.settings).toMatchObject({
    'queue.type': 'persisted',
    'dead_letter_queue.enable': false,
  });
  expect(pipeline?.config).not.toContain('pipeline_id => "deadletters"');
});
