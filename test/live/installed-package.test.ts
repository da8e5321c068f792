import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../scripts/git';
import { commitAll } from '../scripts/commit-all';
import { packed } from '../scripts/packed';

const name = 'model-observatory';
const folder = mkdtempSync(join(tmpdir(), 'installed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A repository of entries. It keeps the package in itself, so that every commit of it can be installed. */
const company = join(folder, 'company');
const archiveOf = (version: string): string => `vendor/${name}-${version}.tgz`;

/** Runs a program that must end well, and gives what it printed. */
function done(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    // cdktf asks for its own newest version otherwise.
    env: { ...process.env, CHECKPOINT_DISABLE: '1', npm_config_audit: 'false', npm_config_fund: 'false' },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** Puts a later version into the repository, in which an alert waits longer. */
function release(archive: string, version: string): void {
  const later = join(folder, 'later');
  mkdirSync(later);
  done(later, 'tar', 'xzf', archive);
  const edit = (path: string, from: string | RegExp, to: string): void => {
    const file = join(later, 'package', path);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
  };
  edit('package.json', /"version": "[^"]+"/, `"version": "${version}"`);
  edit('dist/rules/presence.js', 'minutes)(10)', 'minutes)(20)');
  done(later, 'tar', 'czf', join(company, archiveOf(version)), 'package');
}

describe('the package, installed by npm', () => {
  const { filename } = packed(folder);
  const archive = join(folder, filename);
  const version = /-(\d.*)\.tgz$/.exec(filename)?.[1] ?? '';

  test('writes a repository, whose dependencies npm places and whose tests pass at once', () => {
    const options = ['--package', `file:${archiveOf(version)}`];
    done(
      folder,
      'npx',
      '--yes',
      '--package',
      archive,
      'observatory',
      'init',
      company,
      '--team',
      'risk',
      ...options,
    );
    mkdirSync(join(company, 'vendor'));
    copyFileSync(archive, join(company, archiveOf(version)));
    git(company, ['init', '-q']);
    done(company, 'npm', 'install');
    commitAll(company, 'begun');
    expect(done(company, 'npm', 'test')).toContain('stacks synthesised\n');
  }, 300_000);

  test('has what npm and what CDKTF call in it', () => {
    expect(done(company, 'npx', 'observatory', 'validate')).toContain('dev: 1 model valid\n');
    expect(done(company, 'npm', 'run', '--silent', 'diff', '--', '--base', 'HEAD')).toContain(
      'Nothing differs in any environment.',
    );
    done(company, 'npm', 'run', '--silent', 'synth', '--', 'dev');
    const stacks = join(company, 'cdktf.out', 'stacks');
    expect(readdirSync(stacks)).toContain('dev-models');
    rmSync(stacks, { recursive: true });
    done(company, 'npx', 'cdktf', 'synth');
    expect(readdirSync(stacks)).toEqual(expect.arrayContaining(['dev-models', 'prod-platform']));
    expect(git(company, ['status', '--porcelain'])).toBe('');
  }, 120_000);

  test('is upgraded by one line, and the diff shows what that changes in what runs', () => {
    const later = '99.0.0';
    release(archive, later);
    done(company, 'npm', 'install', '--save-exact', `file:${archiveOf(later)}`);
    expect(done(company, 'npx', 'observatory', '--version')).toBe(`${later}\n`);
    const { dependencies } = JSON.parse(readFileSync(join(company, 'package.json'), 'utf8')) as {
      readonly dependencies: unknown;
    };
    expect(dependencies).toEqual({ [name]: `file:${archiveOf(later)}` });
    const difference = done(company, 'npm', 'run', '--silent', 'diff', '--', '--base', 'HEAD', 'dev');
    expect(difference).toContain('made with the generator that the package-lock.json of the base installs');
    expect(difference).toContain(
      '| `example-model` | `ModelAbsent` | `warning after 10m` | `warning after 20m` |',
    );
  }, 300_000);
});
