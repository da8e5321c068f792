import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generatorOf } from '../../../scripts/diff/generator';
import { checkOut, type Repository } from '../../../scripts/diff/repository';
import type { Run } from '../../../scripts/diff/temporary-folder';
import { commit, git } from './company-repository';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'generator-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A repository of some files, whose first commit may be compared with. */
function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const top = join(folder, String(count++));
  mkdirSync(top);
  git(top, 'init', '--quiet');
  write(top, { '.gitignore': 'node_modules/\ndist/\n', ...files });
  commit(top, 'base');
  return { top, environments: 'environments' };
}

function write(top: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), text);
  }
}

/** What is chosen for the first commit, and which programs were run for it. */
async function chosen(repository: Repository, here: string) {
  const tree = `${repository.top}-tree`;
  mkdirSync(tree);
  checkOut(repository, git(repository.top, 'rev-list', '--max-parents=0', 'HEAD'), tree);
  const ran: string[] = [];
  const run: Run = (command, args) => {
    ran.push([command === process.execPath ? 'node' : command, ...args].join(' '));
    return Promise.resolve({ status: 0, stderr: '' });
  };
  const { root, says } = await generatorOf(repository, tree, run, here);
  return { root: root.replace(tree, 'TREE').replace(repository.top, 'TOP'), says, ran, tree };
}

const generator = {
  'cdktf.json': '{}',
  'package-lock.json': '1',
  'scripts/run.mjs': '',
  'rules/alert.ts': 'export {};',
  'environments/load.ts': '',
  'environments/dev/environment.yaml': 'name: dev',
};

describe('the base is made with', () => {
  test('the same generator where entries differ only, and nothing is built', async () => {
    const repository = repositoryWith(generator);
    write(repository.top, { 'environments/dev/environment.yaml': 'name: dev # changed', 'docs/a.md': 'new' });
    expect(await chosen(repository, repository.top)).toMatchObject({ root: 'TOP', ran: [] });
  });

  test('its own where a source differs, built from what is installed and built here', async () => {
    const repository = repositoryWith(generator);
    const built = { 'node_modules/zod/index.js': '', 'dist/.built': '', 'dist/rules/alert.js': '' };
    write(repository.top, { ...built, 'rules/alert.ts': 'export const a = 1;' });
    const { root, says, ran, tree } = await chosen(repository, repository.top);
    expect({ root, ran }).toEqual({ root: 'TREE', ran: ['node scripts/build.mjs'] });
    expect(says).toContain('built there');
    expect(lstatSync(join(tree, 'node_modules')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(tree, 'dist'))).toEqual(['rules']);
  });

  test('its own with its own dependencies where those differ', async () => {
    const repository = repositoryWith(generator);
    write(repository.top, { 'package-lock.json': '2' });
    const { ran, tree } = await chosen(repository, repository.top);
    expect(ran).toEqual(['npm ci --no-audit --no-fund --ignore-scripts', 'node scripts/build.mjs']);
    expect(existsSync(join(tree, 'node_modules'))).toBe(false);
  });

  test('that of this side where the base has none', async () => {
    const repository = repositoryWith({ 'environments/dev/environment.yaml': 'name: dev' });
    write(repository.top, generator);
    commit(repository.top, 'a generator');
    const { root, says } = await chosen(repository, repository.top);
    expect({ root, says }).toEqual({ root: 'TOP', says: expect.stringContaining('has none') as string });
  });

  test('the installed one where a repository holds entries only, here or elsewhere', async () => {
    const repository = repositoryWith({
      'environments/dev/environment.yaml': 'name: dev',
      'package-lock.json': '1',
    });
    const installed = join(repository.top, 'node_modules', 'model-observatory');
    write(installed, generator);
    expect(await chosen(repository, installed)).toMatchObject({
      root: join('TOP', 'node_modules', 'model-observatory'),
      says: 'the installed generator, as for the head',
      ran: [],
    });
    const other = repositoryWith({ 'environments/dev/environment.yaml': 'name: dev' });
    expect(await chosen(other, installed)).toMatchObject({ root: installed, ran: [] });
  });

  test.each([
    ['dependencies', ['npm ci --no-audit --no-fund --omit=dev']],
    ['devDependencies', ['npm ci --no-audit --no-fund']],
  ])('the one that the base installs where its lock file says another, among its %s', async (kind, ran) => {
    const repository = repositoryWith({
      'package.json': JSON.stringify({ [kind]: { 'model-observatory': '1.0.0' } }),
      'package-lock.json': '1',
    });
    const installed = join(repository.top, 'node_modules', 'model-observatory');
    write(installed, generator);
    write(repository.top, { 'package-lock.json': '2' });
    expect(await chosen(repository, installed)).toMatchObject({
      root: join('TREE', 'node_modules', 'model-observatory'),
      ran,
    });
  });
});

test('a generator that cannot be built is told with what its build said', async () => {
  const repository = repositoryWith(generator);
  write(repository.top, { 'rules/alert.ts': 'export const a = 1;' });
  const tree = `${repository.top}-tree`;
  mkdirSync(tree);
  checkOut(repository, 'HEAD', tree);
  const run: Run = () => Promise.resolve({ status: 1, stderr: 'rules/alert.ts: error\n' });
  await expect(generatorOf(repository, tree, run, repository.top)).rejects.toThrow('rules/alert.ts: error');
});
