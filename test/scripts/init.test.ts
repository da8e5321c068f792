import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../scripts/commands';
import { repositoryFiles } from '../../scripts/init/new-repository';
import { workflowFiles } from '../../scripts/init/workflows';
import { projectRoot } from '../../scripts/project-root';

const folder = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const init = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join('scripts', 'run.mjs'), 'init', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
  });

const files = repositoryFiles('company', 'risk', {
  name: 'model-observatory',
  spec: '1.2.3',
  node: '>=20',
  cdktfCli: '0.21.0',
});
const manifest = JSON.parse(files.get('package.json') ?? '{}') as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('a new repository', () => {
  test('has the workflows of this project, in which only places within the package differ', () => {
    for (const [path, text] of workflowFiles('model-observatory')) {
      const own = readFileSync(join(projectRoot, path), 'utf8');
      const back = text.replaceAll('node_modules/model-observatory/', '');
      if (path.endsWith('dependabot.yml')) {
        expect(back).not.toContain('gomod');
        expect(back.split('\n').filter((line) => !own.split('\n').includes(line))).toEqual([]);
      } else expect(back).toBe(own);
    }
    expect([...files.keys()]).toContain('.github/workflows/pull-request.yml');
    expect([...files.keys()]).not.toContain('.github/workflows/charts.yml');
  });

  test('names no place that is not there, and nothing of the project by its place in a clone', () => {
    const text = [...workflowFiles('model-observatory').values()].join('\n');
    const named = [...text.matchAll(/node_modules\/model-observatory\/((?:docs|tools)\/[\w./-]*\w)/g)].map(
      ([, path = '']) => path,
    );
    expect(new Set(named)).toEqual(new Set(['docs/workflows.md', 'tools/prometheus/go.mod']));
    expect(text).not.toMatch(/(?<![\w./-])(?:tools|docs)\//);
  });

  test('has a script for every command that its workflows call and that works there', () => {
    const called = [...files]
      .filter(([path]) => path.endsWith('.yml'))
      .flatMap(([, text]) =>
        [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name),
      );
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
    for (const { name, needsClone } of commands)
      expect([name, manifest.scripts[name]]).toEqual([
        name,
        needsClone === undefined && name !== 'init' ? `observatory ${name}` : undefined,
      ]);
    expect(manifest.dependencies).toEqual({ 'model-observatory': '1.2.3' });
  });
});

describe('init', () => {
  test('leaves a folder that holds something as it is', () => {
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine'), '');
    const { status, stderr } = init(full);
    expect(status).toBe(2);
    expect(stderr).toContain('is not empty; nothing was written');
    expect(readdirSync(full)).toEqual(['mine']);
  });

  test('refuses a team that cannot be one, and leaves nothing behind', () => {
    const { status, stderr } = init(join(folder, 'new'), '--team', 'Risk Team');
    expect(status).toBe(2);
    expect(stderr).toContain('--team "Risk Team" is no name of a team');
    expect(readdirSync(folder)).not.toContain('new');
  });

  test('fills an empty folder, from a package that lies elsewhere where that is said', () => {
    const empty = join(folder, 'Empty One');
    mkdirSync(empty);
    const { status } = init(empty, '--package', 'file:../observatory.tgz');
    expect(status).toBe(0);
    const made = JSON.parse(readFileSync(join(empty, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly dependencies: unknown;
    };
    expect(made.name).toBe('empty-one');
    expect(made.dependencies).toEqual({ 'model-observatory': 'file:../observatory.tgz' });
    expect(readdirSync(folder).filter((name) => name.startsWith('.observatory'))).toEqual([]);
  });
});
