import { harmless, seeds } from '../logs/seeds';
import { json } from '../logs/ship';
import type { Case } from './cases';

/** Secrets and personal data of every kind, as a line, in fields and in an input; and lines that only look like it. */
const scrubbed: readonly Case[] = [
  ...seeds.flatMap(({ what, text }) => [
    { name: `a line with ${what}`, line: text },
    { name: `fields with ${what}`, line: json({ message: text, request_id: text, label: [text] }) },
    { name: `an input with ${what}`, line: json({ input: { a: [text] }, output: `first\n${text}` }) },
  ]),
  ...harmless.flatMap((text) => [
    { name: `the harmless line ${text.slice(0, 40)}`, line: text },
    { name: `the harmless field ${text.slice(0, 40)}`, line: json({ message: text }) },
  ]),
];

/** What a line may say of its error, and what of that is counted. */
const classes: readonly unknown[] = [
  'KeyError',
  'java.lang.NullPointerException',
  'com.example.Outer$IOException',
  'golang/panic',
  'FeatureStoreUnavailable',
  'com.example.FeatureStoreUnavailable',
  'Störung',
  'KeyError: user 4711',
  'KeyError,service:churn-classifier|c\nmlobs_log_lines_total:9|c|#service:x',
  'java.lang.',
  '%{[@metadata][signature]}',
  '%{[service][name]}',
  `${'p.'.repeat(200)}KeyError`,
  'E'.repeat(10_000),
  'token ghp_',
  ['KeyError', 'ValueError'],
  { name: 'KeyError' },
  12,
  0.5,
  true,
  null,
  '',
];

const errors: readonly Case[] = [
  ...classes.map((type) => ({
    name: `an error of the class ${json({ type }).slice(0, 60)}`,
    line: json({ message: 'failed', level: 'ERROR', error_type: type }),
  })),
  ...['warn', 'error', 'CRITICAL', 'fatal', 'nonsense'].map((level) => ({
    name: `a class of an error and the level ${level}`,
    line: json({ message: 'failed', level, error_type: 'KeyError' }),
  })),
  {
    name: 'an error of a shared server',
    line: json({ message: 'failed', level: 'error', error_type: 'KeyError' }),
    pod: { namespace: 'vision', labels: { app: 'triton-shared' } },
  },
  {
    name: 'an error of which only the trace tells',
    line: json({
      message: 'failed',
      level: 'error',
      stack_trace:
        'Traceback (most recent call last):\n  File "a.py", line 1, in f\nKeyError: 4111111111111111',
    }),
  },
  {
    name: 'a line that claims a signature',
    line: json({
      message: 'ok',
      'mlobs.error.signature': 'KeyError',
      mlobs: { error: { signature: 'KeyError' }, pii: { redacted: ['email'] } },
    }),
  },
  ...['info', 'error'].map((level) => ({
    name: `a shipper that claims what is only known here, and the level ${level}`,
    line: json({ message: 'm', level }),
    metadata: {
      signature: 'KeyError',
      error_class: 'KeyError',
      counted_as: 'churn-classifier',
      outcome: 'cut',
      dropped: 'broken',
      route: { service: 'churn-classifier', dataset: 'ml.audit', audited: 'true' },
      _ingest_document: { index: 'x', id: 'y' },
    },
  })),
];

/** Of what lines say: what is taken out of them, and what is counted of them. */
export const contentCases: readonly Case[] = [...scrubbed, ...errors];
