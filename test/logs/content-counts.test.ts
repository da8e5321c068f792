import { mostSignatures, signatureSteps } from '../../logs/error-signatures';
import { logLevels } from '../../models/log-levels';
import { pluginsOf } from '../../logs/pipeline';
import { dataOf } from '../../logs/scrub-pattern';
import { redactedKinds } from '../../logs/scrub';
import { environmentNamed, withLogs } from './environments';
import { runPipeline } from './run-pipeline';
import { json, printedPrograms, ship, surroundings } from './ship';

const prod = environmentNamed('prod');

/** What the counter is told of a line beside that it came. */
function contentOf(message: string, environment = prod, extra: Readonly<Record<string, unknown>> = {}) {
  const { sentTo, event } = ship(message, { extra }, environment);
  return sentTo.flatMap((next) => {
    const program = printedPrograms(environment).get(next);
    if (program === undefined || event === undefined) throw new Error(`no pipeline ${next}`);
    return runPipeline(program, event, surroundings(environment))
      .sent.map(({ text }) => text)
      .filter((text) => !text.startsWith('mlobs_log_lines_total:'));
  });
}

const redacted = (data: string): string =>
  `mlobs_log_lines_redacted_total:1|c|#service:fraud-scorer,data:${data}`;
const error = (signature: string): string =>
  `mlobs_log_errors_total:1|c|#service:fraud-scorer,signature:${signature}`;

describe('of what was taken out of a line the counter is told', () => {
  test.each([
    ['nothing where there was nothing', 'scored 12 rows', []],
    ['a person', 'sent to jane.doe@example.org', [redacted('personal')]],
    ['a secret', 'connecting with password=hunter2222', [redacted('secret')]],
    ['both', 'jane.doe@example.org, password=hunter2222', [redacted('secret'), redacted('personal')]],
    [
      'each once, whatever its number',
      'jane.doe@example.org 78.46.12.9 +4915112345678',
      [redacted('personal')],
    ],
  ])('%s', (_what, message, expected) => {
    expect(contentOf(json({ message }))).toEqual(expected);
    const dedicated = withLogs(prod, 'fraud-scorer', { isolation: 'dedicated' });
    expect(contentOf(json({ message }), dedicated)).toEqual(expected);
  });

  test('nothing that the line claims', () => {
    const claims = json({
      message: 'ok',
      'mlobs.pii.redacted': ['email'],
      mlobs: { pii: { redacted: ['token'] } },
    });
    expect(contentOf(claims)).toEqual([]);
  });

  test('what it is, of every kind', () => {
    expect(Object.keys(dataOf).sort()).toEqual([...redactedKinds]);
  });
});

describe('of an error the counter is told its class', () => {
  const errorOf = (type: unknown, level = 'error') =>
    contentOf(json({ message: 'failed', level, error_type: type }));

  test.each([
    ['as it is', 'KeyError', 'KeyError'],
    ['without its package', 'java.lang.NullPointerException', 'NullPointerException'],
    ['without its module', 'torch.cuda.OutOfMemoryError', 'OutOfMemoryError'],
    ['without the class around it', 'com.example.Outer$IOException', 'IOException'],
  ])('%s', (_how, type, signature) => {
    expect(errorOf(type)).toEqual([error(signature)]);
  });

  test('of which the trace of a line tells', () => {
    const trace =
      'Traceback (most recent call last):\\n  File \\"a.py\\", line 1, in f\\nKeyError: 4111111111111111';
    expect(contentOf(`{"message": "failed", "level": "error", "stack_trace": "${trace}"}`)).toContain(
      error('KeyError'),
    );
  });

  test('as two digits where only its company knows it, the same ones every time', () => {
    const [first] = errorOf('FeatureStoreUnavailable');
    expect(first).toMatch(/signature:other-[0-9a-f]{2}$/);
    expect(errorOf('FeatureStoreUnavailable')).toEqual([first]);
    expect(errorOf('com.example.FeatureStoreUnavailable')).toEqual([first]);
    expect(errorOf('FeatureStoreEmpty')).not.toEqual([first]);
    expect(first).not.toContain('Feature');
  });

  test('or that it names none', () => {
    expect(contentOf(json({ message: 'failed', level: 'error' }))).toEqual([error('none')]);
    expect(contentOf('CRITICAL:root:out of memory')).toEqual([error('none')]);
  });

  test.each(logLevels)('if its level is error or above: %s', (level) => {
    expect(errorOf('KeyError', level)).toEqual(
      level === 'error' || level === 'critical' ? [error('KeyError')] : [],
    );
  });

  test.each([
    ['a value in it', 'KeyError: user 4711'],
    [
      'the notation of the counter',
      'KeyError,service:churn-classifier|c\nmlobs_log_lines_total:9|c|#service:x',
    ],
    ['a list', ['KeyError', 'ValueError']],
    ['an object', { name: 'KeyError' }],
    ['ten thousand letters', 'E'.repeat(10_000)],
    ['a package and nothing behind it', 'java.lang.'],
    ['what its metadata would be', '%{[@metadata][signature]}'],
  ])('and never %s', (_what, type) => {
    for (const text of errorOf(type))
      expect(text).toMatch(/#service:fraud-scorer,signature:(?:none|other-[0-9a-f]{2})$/);
  });

  test('and none that was set before the line was read', () => {
    const extra = {
      '@metadata': { signature: 'KeyError', error_class: 'KeyError', counted_as: 'churn-classifier' },
    };
    expect(contentOf(json({ message: 'ok' }), prod, extra)).toEqual([]);
    expect(contentOf(json({ message: 'failed', level: 'error' }), prod, extra)).toEqual([error('none')]);
  });

  test.each([
    ['KeyError', 'KeyError'],
    ['com.example.FeatureStoreUnavailable', undefined],
    [undefined, 'none'],
  ])('by the same word as its document has, so that the count leads to the line: %s', (type, word) => {
    const line = json({ message: 'failed', level: 'error', error_type: type });
    const [counted = ''] = contentOf(line);
    const { document } = ship(line);
    expect(document).toHaveProperty('mlobs.error.signature', counted.split('signature:')[1]);
    if (word !== undefined) expect(counted).toBe(error(word));
  });

  test('which no line says itself, and lines without an error have none', () => {
    const claims = { 'mlobs.error.signature': 'KeyError', mlobs: { error: { signature: 'KeyError' } } };
    expect(ship(json({ message: 'ok', ...claims })).document).not.toHaveProperty('mlobs.error');
    expect(ship(json({ message: 'failed', level: 'error', ...claims })).document).toHaveProperty(
      'mlobs.error',
      { signature: 'none' },
    );
  });

  test('in so many words at most, whatever is thrown', () => {
    const told = new Set<string>();
    for (let index = 0; index < 1_500; index++)
      errorOf(`Error${index.toString(36)}`).forEach((text) => told.add(text));
    expect(told.size).toBeGreaterThan(240);
    expect(told.size).toBeLessThanOrEqual(256);
    expect(mostSignatures).toBeLessThan(350);
  });

  test('by filters that read nothing but the class and the level', () => {
    const text = JSON.stringify(pluginsOf(signatureSteps));
    for (const field of ['message', 'stack_trace', 'payload', 'user']) expect(text).not.toContain(field);
  });
});
