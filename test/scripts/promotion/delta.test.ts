import { deltaOf, type Delta } from '../../../scripts/promotion/delta';
import { deltaMarkdown } from '../../../scripts/promotion/delta-markdown';
import { environmentIn, loadWithOrigins } from '../../../scripts/promotion/loaded';
import { policyBetween } from '../../../scripts/promotion/policy';
import { Copy } from './copy';

let copy: Copy;
beforeEach(() => (copy = new Copy()));
afterEach(() => copy.dispose());

function delta(from: string, to: string): Delta {
  const all = loadWithOrigins(copy.folder, [from, to]);
  const [one, other] = [environmentIn(all, from), environmentIn(all, to)];
  return deltaOf(one, other, policyBetween(one, other, all));
}

const tagger = 'prod/models/image-tagger.yaml';

describe('what differs between environments', () => {
  test('is allowed by policy in the repository itself, and no exception is left over', () => {
    for (const [from, to] of [
      ['dev', 'staging'],
      ['staging', 'prod'],
      ['dev', 'prod'],
    ] as const) {
      const { refused, unneeded } = delta(from, to);
      expect({ from, to, refused, unneeded }).toEqual({ from, to, refused: [], unneeded: [] });
    }
  });

  test('of an entry has both values, both lines and the reason that allows it', () => {
    const [one, ...more] = delta('staging', 'prod').entries;
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      model: 'support-assistant',
      field: 'gpu.pool',
      from: 'a100',
      to: 'h100',
      allowed: 'H100s are bought for prod only',
    });
    expect(one?.places.map((place) => ('line' in place ? place.line : 0))).toEqual([6, 6]);
  });

  test('is refused where no policy names the field, or names it for other models', () => {
    copy.replace(tagger, 'availability: 99%', 'availability: 99.5%');
    copy.replace(tagger, 'pool: a100', 'pool: h100');
    const { refused } = delta('staging', 'prod');
    expect(refused.map((one) => one.split(' (')[0])).toEqual([
      'image-tagger: objectives.availability differs',
      'image-tagger: gpu.pool differs',
    ]);
    expect(refused[0]).toMatch(
      /staging\/models\/image-tagger\.yaml:10, .*prod\/models\/image-tagger\.yaml:10/,
    );
  });

  test('is allowed for a whole group', () => {
    copy.replace(tagger, 'availability: 99%', 'availability: 99.5%');
    copy.replace(
      'prod/environment.yaml',
      '  sameSettings',
      '    - { field: objectives, why: prod is paid for }\n  sameSettings',
    );
    expect(delta('staging', 'prod').refused).toEqual([]);
  });

  test('is refused for a model that only the later one has, unless it lives there alone', () => {
    copy.write(
      'prod/models/lone.yaml',
      copy
        .read(tagger)
        .replaceAll('image', 'lone')
        .replace('name: lone-tagger', 'name: lone')
        .replace('triton-shared', 'lone'),
    );
    expect(delta('staging', 'prod').refused).toEqual([
      expect.stringMatching(/^lone is in prod and not in staging/),
    ]);
    copy.replace(
      'prod/environment.yaml',
      '  sameSettings',
      '  onlyHere: [{ model: lone, why: a trial }]\n  sameSettings',
    );
    expect(delta('staging', 'prod')).toMatchObject({
      refused: [],
      onlyInTo: [{ model: 'lone', allowed: 'a trial' }],
    });
  });

  test('is refused for a setting that must be the same', () => {
    copy.replace(
      'prod/environment.yaml',
      'models: { namespace: serving }',
      'models: { namespace: serving, availability: 99.5% }',
    );
    expect(delta('staging', 'prod').refused).toEqual([
      'models of environment.yaml differs, and must be the same',
    ]);
  });

  test('is nothing where only comments and layout differ', () => {
    copy.write(tagger, `# reviewed\n${copy.read(tagger)}`);
    expect(delta('staging', 'prod')).toMatchObject({ laidOut: ['image-tagger'], refused: [] });
  });

  test('that environment.yaml decides is told with its line, once for all models alike', () => {
    const [one] = delta('staging', 'prod').decided;
    expect(one).toMatchObject({ about: 'objectives.window', from: '7d', to: '30d' });
    expect(one?.models.length).toBe(4);
    expect(one?.places.map((place) => ('file' in place ? place.file.split('/').at(-1) : ''))).toEqual([
      'environment.yaml',
      'environment.yaml',
    ]);
  });

  test('names versions as such, and exceptions that nothing needs', () => {
    copy.replace('prod/environment.yaml', 'profile: ha', "versions: { elastic-stack: '9.5.3' }\nprofile: ha");
    copy.replace('prod/models/support-assistant.yaml', 'h100', 'a100');
    const { settings, unneeded } = delta('staging', 'prod');
    expect(settings.find(({ setting }) => setting === 'versions.elastic-stack')).toMatchObject({
      why: 'version',
      from: '9.5.2',
      to: '9.5.3',
    });
    expect(unneeded).toEqual([expect.stringMatching(/^gpu\.pool differs for no model/)]);
  });

  test('becomes Markdown whose tables have as many cells in every row', () => {
    const text = deltaMarkdown(delta('dev', 'prod'));
    expect(text).toContain('Models are promoted dev -> staging -> prod.');
    for (const block of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const cells = block
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});

describe('npm run delta', () => {
  test('--check without environments holds each against the one before it', () => {
    const good = copy.run('delta', '--check');
    expect({ status: good.status, stderr: good.stderr }).toEqual({ status: 0, stderr: '' });
    expect(good.stdout.match(/^# .*$/gm)).toEqual(['# staging and prod', '# dev and staging']);
    copy.replace(tagger, 'availability: 99%', 'availability: 99.5%');
    const bad = copy.run('delta', '--check');
    expect(bad.status).toBe(1);
    expect(bad.stderr).toMatch(/^staging -> prod: image-tagger: objectives\.availability differs/);
    expect(bad.stdout).toContain('**not allowed**');
    expect(copy.run('delta', 'staging', 'prod').status).toBe(0);
  });

  test.each([
    ['one environment', ['dev'], 'name two environments'],
    ['an environment and itself', ['dev', 'dev'], 'dev does not differ from itself'],
    ['the wrong order', ['prod', 'dev', '--check'], 'name them in that order'],
  ])('%s is wrong usage', (_what, args, said) => {
    const { status, stderr } = copy.run('delta', ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
