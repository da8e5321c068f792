import type { Environment } from '../../environments';
import { logFormats } from '../../models/runtime';
import { days } from '../../models/duration';
import { bury, refused } from './dead-letters';
import { environmentNamed, withLogs } from './environments';
import { runPipeline, type Event, type Outcome } from './run-pipeline';
import { seeds, type Seed } from './seeds';
import { json, printedPrograms, ship, surroundings } from './ship';

/** A model that asks for all that an entry can ask for, so that lines take every way there is. */
const asking = (format: (typeof logFormats)[number]): Environment =>
  withLogs(environmentNamed('prod'), 'fraud-scorer', {
    format,
    payloadSample: 1,
    audit: true,
    fields: ['decision'],
  });
const dedicated = withLogs(asking('json'), 'fraud-scorer', { isolation: 'dedicated', retention: days(90) });

/** Where something can stand in a line. */
interface Place {
  readonly name: string;
  readonly line: (text: string) => string;
  /** Whether the text is all of a line or of its field, as a line of a key must be to be known. */
  readonly whole?: 'line' | 'field';
  /** Ids are trusted not to be personal data. */
  readonly id?: boolean;
}

const field = (key: string, more: Event = {}): Place => ({
  name: `the field ${key}`,
  line: (text) => json({ label: 'fraud', confidence: 0.9, ...more, [key]: text }),
  whole: 'field',
});

const places: readonly Place[] = [
  { name: 'a line', line: (text) => text, whole: 'line' },
  {
    name: 'a line of a log',
    line: (text) => `2026-01-02 03:04:05,678 - app.scorer - WARNING - seen: ${text}`,
  },
  { name: 'a line of access', line: (text) => `10.0.0.7:1234 - "GET /predict?q=${text} HTTP/1.1" 200 OK` },
  {
    name: 'a trace of a stack',
    line: (text) =>
      `Traceback (most recent call last):\n  File "a.py", line 3\n    f("${text}")\nValueError: ${text}`,
  },
  { name: 'JSON that is cut off', line: (text) => json({ message: text }).slice(0, -2) },
  { name: 'JSON that is a list', line: (text) => json([{ message: text }] as unknown as Event) },
  ...['message', 'label', 'error_message', 'stack_trace', 'decision', 'level', 'error_type', 'outcome'].map(
    (key) => field(key),
  ),
  ...['trace_id', 'latency_ns', 'confidence', 'input_shape', 'user_id', 'customer'].map((key) => field(key)),
  ...['event_id', 'request_id'].map((key) => ({ ...field(key), id: true })),
  { name: 'a list', line: (text) => json({ message: ['a', text], label: [text], decision: [text, 1] }) },
  {
    name: 'nested fields',
    line: (text) => json({ message: { deep: text }, more: { deep: [{ deep: text }] } }),
  },
  { name: 'a name of a field', line: (text) => json({ message: 'm', [text]: 1 }) },
  { name: 'an input and an output', line: (text) => json({ input: text, output: `first\n${text}` }) },
  {
    name: 'a nested input',
    line: (text) => json({ input: { a: [{ b: text }], [text]: 1 }, output: [text] }),
  },
  { name: 'JSON in an input', line: (text) => json({ input: json({ body: text }) }) },
  {
    name: 'fields that only a pipeline may set',
    line: (text) =>
      json({ message: 'm', user: { hash: text }, service: { name: text }, '@metadata': { audit: text } }),
  },
];

/** Fields are only read where lines are JSON. */
const finds = (place: Place, { kind, alone }: Seed, format: string): boolean =>
  (alone !== true || place.whole === 'line' || (place.whole === 'field' && format === 'json')) &&
  (place.id !== true || ['token', 'jwt', 'secret', 'authorization', 'user'].includes(kind));

/** All that leaves intake or lies on a disk: queues, what is written and counted, dead letters and what becomes of them. */
function traces(line: string, environment: Environment, quoted: string): readonly unknown[] {
  const taken = ship(line, {}, environment);
  const { event } = taken;
  if (event === undefined) return [];
  const outcomes = taken.sentTo.map((pipeline): readonly [string, Outcome] => {
    const program = printedPrograms(environment).get(pipeline);
    if (program === undefined) throw new Error(`no pipeline ${pipeline}`);
    return [pipeline, runPipeline(program, event, surroundings(environment))];
  });
  const letters = outcomes.flatMap(([pipeline, outcome]) =>
    outcome.event === undefined ? [] : [bury(refused(outcome.event, `es_${pipeline}`, quoted), environment)],
  );
  return [
    event,
    taken.written,
    outcomes.map(([, { event: queued, written, sent }]) => [queued, written, sent]),
    letters.map(({ written, sent, document }) => [written, sent, document]),
  ];
}

/** However often it was escaped on the way. */
const plain = (text: string): string => text.replaceAll('\\', '');

function leaks(place: Place, environment: Environment, format = 'json'): readonly string[] {
  return seeds
    .filter((seed) => finds(place, seed, format))
    .flatMap((seed) => {
      // Elasticsearch quotes what it was sent; here the worst that it could.
      const quoted = seed.alone === true ? '' : seed.text;
      const found = traces(place.line(seed.text), environment, quoted);
      if (found.length === 0) return [`${seed.what}: nothing was stored`];
      const text = plain(JSON.stringify(found));
      return seed.secret.filter((part) => text.includes(plain(part))).map((part) => `${seed.what}: ${part}`);
    });
}

test.each(logFormats.flatMap((format) => places.map((place) => [format, place.name, place] as const)))(
  'as lines of the format %s, no secret that stands in %s is found anywhere afterwards',
  (format, _name, place) => {
    expect(leaks(place, asking(format), format)).toEqual([]);
  },
);

test.each(places.map((place) => [place.name, place] as const))(
  'with a stream of its own, no secret that stands in %s is found anywhere afterwards',
  (_name, place) => {
    expect(leaks(place, dedicated)).toEqual([]);
  },
);

test('what is looked at has all that there is: two queues, three documents, a datagram, and letters', () => {
  const line = json({ message: 'the text', label: 'fraud', input: 'the text' });
  const text = JSON.stringify(traces(line, asking('json'), 'the text'));
  for (const one of [
    'logs-ml.inference-prod',
    'logs-ml.audit-prod',
    'logs-ml.deadletter-prod',
    'mlobs_log_lines',
  ])
    expect(text).toContain(one);
  expect(text.split('the text').length - 1).toBeGreaterThan(8);
});

test('who sends lines chooses neither index nor id nor pipeline by metadata that outputs obey', () => {
  const chosen = { _ingest_document: { index: 'x', id: 'y' }, target_ingest_pipeline: 'z', other: 1 };
  const { event } = ship('a line', { extra: { '@metadata': chosen } });
  expect(event?.['@metadata']).toHaveProperty('other');
  expect(event?.['@metadata']).not.toHaveProperty('_ingest_document');
  expect(event?.['@metadata']).not.toHaveProperty('target_ingest_pipeline');
});
