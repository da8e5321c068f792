import { markdown } from '../../../scripts/diff/markdown';
import { code, counted } from '../../../scripts/diff/markup';
import { attributeText } from '../../../scripts/diff/resource-lines';
import { entry, settings } from '../changes/edited';
import { comparedWith, reportOf } from './pictures';

const small = comparedWith(entry('churn', 'p99: 250ms', 'p99: 500ms'));
/** A change that every model feels. */
const large = comparedWith(
  settings('pagerduty: { secret: pagerduty-risk }', 'opsgenie: { secret: opsgenie-risk }'),
  settings('models: { namespace: serving }', 'models: { namespace: serving, availability: 98% }'),
  settings('metrics: 35d', 'metrics: 35d, logs: 7d'),
);

describe('the report', () => {
  test('says that nothing differs, and with what the base was made', () => {
    expect(markdown(reportOf(comparedWith()))).toBe(
      [
        '# What this change does',
        '',
        'From main (11111111) to 22222222. The base was made with the same generator: none of its sources differs.',
        '',
        'Nothing differs in any environment.',
        '',
      ].join('\n'),
    );
  });

  test('names environments in which nothing differs beside those in which something does', () => {
    const text = markdown(reportOf({ ...comparedWith(), name: 'dev' }, small));
    expect(text).toContain('\nNothing differs in dev.\n');
    expect(text).toContain('| prod | – | 1 changed |');
  });

  test('has old and new value of an objective, and the line to look at', () => {
    const text = markdown(reportOf(small));
    expect(text).toMatch(
      /\| `churn` \| `objectives\.latency\.p99` \| `250ms` \| `500ms` \| `\S+churn\.yaml:7` \|/,
    );
    expect(text).toContain('`at most 1% of requests take longer than 500ms`');
  });

  test('tells the same change of several models in one row', () => {
    const rows = markdown(reportOf(large)).split('\n');
    const told = rows.filter((row) => row.includes('`in hours risk-page (pagerduty), outside risk-ticket'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.some((row) => row.includes('`churn`, '))).toBe(true);
  });

  test('names models in which the same differs in one line, however many', () => {
    const [model] = small.models.changed;
    if (model === undefined) throw new Error('nothing changed');
    const changed = Array.from({ length: 30 }, (_, index) => ({ ...model, name: `model-${index}` }));
    const text = markdown(reportOf({ ...small, models: { ...small.models, changed } }));
    expect(text).toMatch(/^- \*\*model-0\*\*, .*\*\*model-19\*\* and 10 more models change alike: /m);
    expect(text).toContain('| `model-0`, `model-1`, `model-2`, `model-3`, `model-4` and 25 more models | ');
  });

  test('is whole and has every section where it fits', () => {
    const whole = markdown(reportOf(large), { whole: true });
    expect(whole).not.toContain('folded');
    expect(whole.length).toBeGreaterThan(5_000);
  });

  test('folds its longest parts into counts where it is too long, says so, and keeps risks to the last', () => {
    const whole = markdown(reportOf(large));
    const limit = Math.round(whole.length / 2);
    const text = markdown(reportOf(large), { limit, out: 'whole.md' });
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text).toMatch(
      new RegExp(
        `\\*\\*Not all is shown here\\*\\*: the whole has ${whole.length} characters, so \\d+ parts are folded into their counts; all of it is in \`whole\\.md\``,
      ),
    );
    expect(text).toMatch(/\*\*\w[\w ]+\*\*: [^\n]*\d+ [^\n]*; folded/);
    expect(text).toContain('- **less is kept**: ');
  });

  test('keeps risks although they are the longest part', () => {
    const risks = Array.from({ length: 100 }, (_, index) => ({
      kind: 'alert ends' as const,
      says: `model-${index} cannot raise any longer: ModelAbsent`,
    }));
    const text = markdown(reportOf({ ...large, risks }), { limit: 9_000 });
    expect(text.length).toBeLessThanOrEqual(9_000);
    expect(text).toContain('model-99 cannot raise');
    expect(text).toMatch(/\*\*Resources\*\*: [^\n]+; folded/);
  });

  test('of a thousand models still fits a comment, and counts them all', () => {
    const [model] = small.models.changed;
    if (model === undefined) throw new Error('nothing changed');
    const changed = Array.from({ length: 1_000 }, (_, index) => ({
      ...model,
      name: `model-${index}`,
      changes: model.changes.map((change) => ({ ...change, after: `${change.after} ${index}` })),
    }));
    const many = { ...small, models: { ...small.models, changed } };
    const text = markdown(reportOf(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('**Models**: 1000 changed; folded');
    expect(markdown(reportOf(many), { whole: true })).toContain('**model-999**');
  });
});

describe('text of others', () => {
  test('is code, and breaks no table', () => {
    expect(code('a | b\n c')).toBe('`a \\| b c`');
    expect(code('a `b` <img>')).toBe('`` a `b` <img> ``');
    expect(code('')).toBe('');
  });

  test('of many lines is counted by line', () => {
    expect(attributeText({ path: 'data', before: 'a\nb\nb', after: 'a\nb\nc\nd' })).toBe(
      '`data`: 2 new lines, 1 line gone',
    );
  });

  test('that is very long is cut, and says how long it is', () => {
    const text = attributeText({ path: 'data', before: 'a', after: 'x'.repeat(1_000) });
    expect(text).toContain('1000 characters');
    expect(text.length).toBeLessThan(500);
  });

  test('one is not many', () => {
    expect([counted(1, 'alert'), counted(2, 'alert'), counted(0, 'copy', 'copies')]).toEqual([
      '1 alert',
      '2 alerts',
      '0 copies',
    ]);
  });
});
