import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project-root';
import type { Report } from '../../../scripts/diff/markdown';
import { expectGolden } from '../../golden';
import { entry, settings, type Edit } from '../changes/edited';
import { commit, companyRepository, git } from './company-repository';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'diff-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where the command makes its own temporary folders, to see that it leaves none. */
const temporary = join(folder, 'tmp');
mkdirSync(temporary);

const program = join(projectRoot, 'scripts', 'run.mjs');
const run = (cwd: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'diff', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary },
  });
  return { status, stdout, stderr };
};

/** A pull request as people make them: a threshold, a tier, a retention, a receiver, a model less and a model more. */
const edits: readonly Edit[] = [
  entry('churn', 'p99: 250ms', 'p99: 500ms'),
  entry('churn', 'accuracy: { floor: 0.8 }', 'accuracy: { floor: 0.75 }'),
  entry('tagger', 'runtime:', 'tier: experimental\nruntime:'),
  settings('metrics: 35d', 'metrics: 35d, logs: 14d'),
  settings(
    'page: { opsgenie: { secret: opsgenie } }',
    'page: { pagerduty: { secret: pagerduty-assistants } }',
  ),
  entry('trial', 'name', undefined),
];
const repository = join(folder, 'company');

beforeAll(() => {
  companyRepository(repository, edits);
  const models = join(repository, 'environments', 'prod', 'models');
  const added = readFileSync(join(models, 'desk.yaml'), 'utf8').replace('name: desk', 'name: counter');
  writeFileSync(join(models, 'counter.yaml'), added);
  commit(repository, 'one more model');
});
afterEach(() => expect(readdirSync(temporary)).toEqual([]));

/** Commits are named by what they hold, which other tests may change. */
const withoutCommits = (text: string): string =>
  text.replace(/^From .*$/m, (line) => line.replaceAll(/\b[0-9a-f]{8}\b/g, '<commit>'));

describe('npm run diff', () => {
  test('reports a pull request as it was reviewed, as Markdown and as data', () => {
    const out = join(folder, 'whole.md');
    const { status, stdout } = run(repository, '--base', 'base', '--out', out, '--json');
    expect(status).toBe(0);
    expectGolden('diff/company.md', withoutCommits(readFileSync(out, 'utf8')));
    const { environments } = JSON.parse(stdout) as Report;
    expect(environments[0]?.models.added.map(({ name }) => name)).toEqual(['counter']);
    expect(environments[0]?.models.removed.map(({ name }) => name)).toEqual(['trial']);
    expect(git(repository, 'status', '--porcelain')).toBe('');
    expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
  });

  test('compares with where the branch began, and not with what was done on the base since', () => {
    git(repository, 'checkout', '--quiet', '-b', 'other', 'base');
    const file = join(repository, 'environments', 'prod', 'models', 'fraud.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('p99: 100ms', 'p99: 250ms'));
    commit(repository, 'on the base since');
    git(repository, 'checkout', '--quiet', 'main');
    const { status, stdout } = run(repository, '--base', 'other', 'prod', '--json');
    expect(status).toBe(0);
    const { base, environments } = JSON.parse(stdout) as Report;
    expect(base).toMatch(/^[0-9a-f]{8}, where HEAD left other$/);
    const fraud = environments[0]?.models.changed.find(({ name }) => name === 'fraud');
    expect(fraud?.changes.map(({ topic }) => topic)).toEqual(['logs']);
  });

  test('sees what is not committed, from wherever it is started', () => {
    const file = join(repository, 'environments', 'prod', 'models', 'fraud.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('p99: 100ms', 'p99: 250ms'));
    const { status, stdout } = run(
      folder,
      '--base',
      'HEAD',
      '--environments',
      join(repository, 'environments'),
    );
    writeFileSync(file, text);
    expect(status).toBe(0);
    expect(stdout).toContain('with changes that are not committed');
    expect(stdout).toContain('| `environments/prod/models/fraud.yaml:');
    expect(stdout).not.toContain('counter');
  });

  test('tells the problems of the files at hand with their places, and compares nothing', () => {
    const file = join(repository, 'environments', 'prod', 'models', 'fraud.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('runtime: custom', 'runtime: custm'));
    const { status, stdout, stderr } = run(repository, '--base', 'base');
    writeFileSync(file, text);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^environments\/prod\/models\/fraud\.yaml:3:10 {2}runtime\n/);
  });

  test('tells the problems of the base as those of the base', () => {
    const file = join(repository, 'environments', 'prod', 'models', 'fraud.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('runtime: custom', 'runtime: custm'));
    commit(repository, 'a mistake');
    writeFileSync(file, text);
    const { status, stdout, stderr } = run(repository, '--base', 'HEAD');
    git(repository, 'reset', '--quiet', '--hard', 'HEAD~1');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The base, HEAD \([0-9a-f]{8}\), has problems of its own:\n\nenvironments\/prod\S+:3:10/,
    );
  });

  test.each([
    ['without a base', ['--environments', 'environments'], '--base is missing'],
    ['with a base that is no commit', ['--base', 'no-such'], '--base no-such: no such commit'],
    ['with a base that looks like an option', ['--base=--all'], 'no such commit'],
    ['with two environments', ['--base', 'base', 'dev', 'prod'], 'name one environment'],
  ])('%s is called wrongly', (_how, args, problem) => {
    const { status, stderr } = run(repository, ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).toContain('npm run diff');
  });

  test('outside a repository has nothing to compare with', () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    const { status, stderr } = run(outside, '--base', 'HEAD', '--environments', '.');
    expect(status).toBe(2);
    expect(stderr).toContain('no git repository');
  });

  test('that is ended by a signal leaves nothing behind, and says so by its status', async () => {
    const child = spawn(process.execPath, [program, 'diff', '--base', 'base'], {
      cwd: repository,
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', (status) => resolve(status)));
    while (!readdirSync(temporary).some((name) => name.startsWith('observatory-diff-')))
      await new Promise((passed) => setTimeout(passed, 20));
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
  });
});
