import type { Environment } from '../../environments';
import { days } from '../../models/duration';
import { withLogs } from '../logs/environments';
import { formatCases, formatsEnvironment } from '../logs/formats';
import { joinedEvents } from '../logs/joined';
import type { Event } from '../logs/run-pipeline';
import { json, labelsOf, shipped } from '../logs/ship';
import { contentCases } from './content-cases';

/** A line and the pod that wrote it. */
export interface Case {
  readonly name: string;
  readonly line: string;
  readonly pod?: Parameters<typeof shipped>[1];
  /** What the shipper says beside the event. */
  readonly metadata?: Event;
}

/** Production, with models that ask for everything that an entry can ask for. */
export const asked: Environment = withLogs(
  withLogs(formatsEnvironment, 'fraud-scorer', {
    payloadSample: 1,
    isolation: 'dedicated',
    retention: days(90),
    audit: true,
  }),
  'image-tagger',
  { format: 'json', payloadSample: 0.5 },
);

const email = 'jo.doe+x@mail.example.com';
const card = '4111111111111111';
const pods = {
  plain: { namespace: 'serving', labels: labelsOf('nightly-scoring') },
  text: { namespace: 'serving', labels: labelsOf('support-assistant') },
} as const;
const everyField = {
  message: 'scored',
  level: 'INFO',
  event_id: 'e-1',
  request_id: 'r-1',
  trace_id: '0af7651916cd43dd8448eb211c80319c',
  span_id: 'b7ad6b7169203331',
  latency_ns: 12_500_000,
  outcome: 'success',
  user_id: '4711',
  label: 'not fraud',
  confidence: 0.97,
  input_shape: [1, 30],
  decision: 'accept',
  rule_set: ['velocity', 7],
  error_type: 'ValueError',
  error_message: `no ${email}`,
  stack_trace: `Traceback\n  ${card}`,
  features: { age: 'f-secret' },
};

/** Values of every kind, for each of which a filter has a rule of its own. */
const values: readonly (readonly [string, unknown])[] = [
  ['a text', 'some text'],
  ['an empty text', ''],
  ['a text of blanks', '  '],
  ['a text with lines', 'a\nb\r\n\tc'],
  ['a text with quotes and a backslash', 'say "a" \\ \'b\' \\n'],
  ['a text with a reference', '%{[service][name]} ${PII_HMAC_KEY} %{+yyyy}'],
  ['other letters', 'é ß 漢 😀 \u0000'],
  ['zero', 0],
  ['a number', 12],
  ['a negative number', -3],
  ['a fraction', 0.25],
  ['a small fraction', 1e-7],
  ['a large number', 123_456_789_012_345],
  ['a number beyond what is exact', 1e21],
  ['one with a fraction of zero', 1.0],
  ['true', true],
  ['false', false],
  ['nothing', null],
  ['an empty list', []],
  ['a list of texts', ['a', 'b,c']],
  ['a list of numbers', [1, 2.5]],
  ['a list of many kinds', ['a', 1, true, null, { b: 2 }, ['c']]],
  ['an empty object', {}],
  ['an object', { deep: { est: [1] } }],
];

const fields = [
  'message',
  'level',
  'request_id',
  'latency_ns',
  'outcome',
  'label',
  'confidence',
  'input_shape',
  'user_id',
  'decision',
  'input',
] as const;

const free: readonly Case[] = [
  ...[
    'hello',
    '',
    ' ',
    'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: x',
    `for ${email}, ${card} and 5500 0000 0000 0004 or jo%40example.org`,
    '2026-01-02 03:04:05 took 1767323045678 ns, request 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '{"message": "m", "prompt": "secret',
    '{"a":1} trailing',
    '[1]',
    '[{"a":1}]',
    '[["a"]]',
    '  {"message":"indented"}',
    '{}',
    '{"message":"a","message":"b"}',
    "{'message': 'single'}",
    '{"message": NaN}',
    '{"latency_ns": 007}',
    '123',
    '"text"',
    '{"message":"\\ud800"}',
    '{"a.b":{"c":1},"[in]":"x","message":"m"}',
    `{"message":"${'x'.repeat(40_000)}"}`,
  ].map((line) => ({ name: `the line ${line.slice(0, 60)}`, line })),
];

const structured: readonly Case[] = [
  { name: 'a line with every field', line: json(everyField) },
  { name: 'the same of a model that asks for nothing', line: json(everyField), pod: pods.plain },
  { name: 'the same of a model whose lines are text', line: json(everyField), pod: pods.text },
  ...fields.flatMap((field) =>
    values.map(([what, value]) => ({
      name: `${field} is ${what}`,
      line: json({ request_id: 'r-1', [field]: value }),
    })),
  ),
  // One key each: Logstash keeps no order of keys.
  ...[
    { user_id: ['u-1', 'u-2'] },
    { user_id: { id: 'u-1' } },
    { user_id: 'u-"4711"' },
    { deep: { user_id: 4711 } },
    { mail: email },
    { pan: Number(card) },
    { list: [`\n${card}`] },
    { [email]: { [card]: 1 } },
  ].map((value) => ({
    name: `what is searched for in inputs, such as ${json(value)}`,
    line: json({ input: value, output: value }),
  })),
  { name: 'a long input', line: json({ input: `${'é'.repeat(8_185)} ${card}`, output: 'short' }) },
  ...Array.from({ length: 12 }, (_none, index) => ({
    name: `a request that is drawn or not, ${index}`,
    line: json({ message: 'm', request_id: `r-${index}`, input: { age: index } }),
    pod: { namespace: 'vision', labels: { app: 'triton-shared' } },
  })),
  ...Array.from({ length: 6 }, (_none, index) => ({
    name: `a line without an id that is drawn or not, ${index}`,
    line: json({ message: 'm', input: { age: index } }),
    pod: {
      namespace: 'vision',
      labels: { app: 'triton-shared' },
      extra: { log: { offset: index, file: { path: '/var/log/containers/a.log' } } },
    },
  })),
];

const claims: readonly Case[] = [
  { name: 'a pod of no model', line: 'hello', pod: { labels: labelsOf('redis') } },
  { name: 'a pod without labels', line: 'hello', pod: { labels: {} } },
  {
    name: 'a line that claims',
    line: json({
      message: 'm',
      service: { name: 'churn-classifier' },
      'service.name': 'x',
      data_stream: { dataset: 'ml.audit' },
      '@metadata': { route: { service: 'x', dataset: 'ml.audit', audited: 'true' } },
      '@timestamp': '2020-01-01T00:00:00Z',
      '@version': '9',
      tags: ['_mutate_error'],
      kubernetes: { namespace: 'vision' },
    }),
  },
  {
    name: 'a shipper that claims',
    line: 'm',
    pod: {
      extra: {
        service: { name: 'churn-classifier', type: 'x' },
        data_stream: { type: 'metrics' },
        tags: ['_mutate_error'],
        in: { message: 'x' },
        container: { id: 'c-1' },
        event: { original: 'raw', outcome: 'success' },
      },
    },
  },
];

const formatted: readonly Case[] = formatCases.map(({ group, name, lines, pod }) => ({
  name: `${group}: ${name}`,
  line: joinedEvents(lines).join('\n'),
  pod,
}));

/** What is sent through the pipelines, here and there. */
export const cases: readonly Case[] = [...free, ...structured, ...claims, ...formatted, ...contentCases];

/** A case as Filebeat ships it; its place in the list travels with it, in metadata. */
export function eventOf({ line, pod, metadata }: Case, index: number): Event {
  const own = { beat: 'filebeat', type: '_doc', version: '9.5.0', case: `${index}` };
  return { ...shipped(line, pod), '@metadata': { ...metadata, ...own } };
}
