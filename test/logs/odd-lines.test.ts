import { limits } from '../../logs/limits';
import { days } from '../../models/duration';
import { environmentNamed, withLinesApart, withLogs } from './environments';
import { outcomesOf, type Event } from './run-pipeline';
import { json, labelsOf, printedPrograms, shipped, surroundings } from './ship';

const prod = environmentNamed('prod');
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const claims = {
  service: { name: 'churn-classifier' },
  'service.name': 'churn-classifier',
  data_stream: { type: 'metrics', dataset: 'ml.audit', namespace: 'dev' },
  '@metadata': {
    route: '{"service":"churn-classifier","dataset":"ml.audit","format":"text","audited":"true"}',
    dropped: 'unmapped',
    key: 'serving/app.kubernetes.io/name=churn-classifier',
  },
  event: { dataset: 'ml.audit' },
};

/** Whatever a model may write, or its node may send: what becomes of it, as it is counted. */
const odd: readonly (readonly [
  string,
  { readonly line: string; readonly extra?: Event; readonly counted: string },
])[] = [
  ['ten megabytes of text', { line: `INFO:root:${'x'.repeat(10_000_000)}`, counted: 'cut' }],
  [
    'the most of JSON that leaves a node',
    { line: json({ message: 'x'.repeat(limits.shipped - 100), request_id: 'r' }), counted: 'cut' },
  ],
  [
    'the beginning of ten megabytes of JSON, as Filebeat sends it',
    {
      line: json({ message: 'm', prompt: 'x'.repeat(10_000_000) }).slice(0, limits.shipped),
      extra: { log: { offset: 1, flags: ['truncated'], file: { path: '/var/log/containers/pod.log' } } },
      counted: 'withheld',
    },
  ],
  ['broken UTF-8', { line: 'INFO:root:caf\uFFFD\uFFFD', counted: 'parsed' }],
  ['half a character', { line: '{"message":"\\ud800"}', counted: 'parsed' }],
  ['JSON of a hundred levels', { line: `{"message":"m","label":${deep(100)}}`, counted: 'parsed' }],
  ['a list of a hundred levels', { line: `${'['.repeat(100)}1${']'.repeat(100)}`, counted: 'withheld' }],
  ...[12, '12', 1.5, true, null, [1], { of: 1 }].map(
    (value) =>
      [
        `fields that are ${JSON.stringify(value)} now`,
        {
          line: json({ message: value, latency_ns: value, level: value, label: value, confidence: value }),
          counted: 'parsed',
        },
      ] as const,
  ),
  [
    'a clock that is a year off',
    { line: json({ message: 'm', '@timestamp': '2027-01-02T03:04:05Z', time: 1 }), counted: 'parsed' },
  ],
  ['another model and another stream', { line: json({ message: 'm', ...claims }), counted: 'parsed' }],
  ['the same from the node', { line: json({ message: 'm' }), extra: claims, counted: 'parsed' }],
  ['no text', { line: '\u0000 ', counted: 'empty' }],
];

const places = [
  ['where the lines of all lie', prod, 'logs-ml.inference-prod'],
  [
    'in a stream of its own',
    withLogs(prod, 'fraud-scorer', { isolation: 'dedicated', retention: days(90) }),
    'logs-ml.inference.fraud_scorer.90d-prod',
  ],
  ['in the stream of a team apart', withLinesApart(prod, 'risk'), 'logs-ml.team.risk.30d-prod'],
] as const;

describe.each(places)('lines %s', (_where, environment, stream) => {
  test.each(odd)('%s: counted once, and nowhere else', (_what, { line, extra = {}, counted }) => {
    const event = shipped(line, { labels: labelsOf('fraud-scorer'), extra });
    const outcomes = outcomesOf(printedPrograms(environment), 'intake', event, surroundings(environment));
    const lost = counted === 'empty';
    expect(outcomes.flatMap(({ sent }) => sent.map(({ text }) => text))).toEqual([
      lost
        ? `mlobs_log_lines_dropped_total:1|c|#service:fraud-scorer,reason:${counted}`
        : `mlobs_log_lines_total:1|c|#service:fraud-scorer,outcome:${counted}`,
    ]);
    const written = outcomes.flatMap((outcome) => outcome.written);
    expect(written.map((one) => one.stream)).toEqual(lost ? [] : [stream]);
    for (const { document } of written)
      expect(document).toMatchObject({
        service: { name: 'fraud-scorer', environment: 'prod' },
        '@timestamp': '2026-01-02T03:04:05.678Z',
      });
  });
});
