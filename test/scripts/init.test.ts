import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { commands } from '../../scripts/commands';
import { repositoryFiles } from '../../scripts/init/new-repository';
import { workflowFiles } from '../../scripts/init/workflows';
import { projectRoot } from '../../scripts/project-root';
import { runProject } from './run-project';

const folder = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const init = (...args: readonly string[]) => runProject(['init', ...args]);

const dependency = { name: 'model-observatory', spec: '1.2.3', node: '>=20', cdktfCli: '0.21.0' };
const files = repositoryFiles('company', 'risk', dependency, 'github');
const ofGitLab = repositoryFiles('company', 'risk', dependency, 'gitlab');
const manifest = JSON.parse(files.get('package.json') ?? '{}') as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('a new repository', () => {
  test('has the workflows of this project, in which only places within the package differ', () => {
    for (const [path, text] of workflowFiles('model-observatory', 'github')) {
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
    const text = [...workflowFiles('model-observatory', 'github').values()].join('\n');
    const named = [...text.matchAll(/node_modules\/model-observatory\/((?:docs|tools)\/[\w./-]*\w)/g)].map(
      ([, path = '']) => path,
    );
    expect(new Set(named)).toEqual(new Set(['docs/workflows.md', 'tools/prometheus/go.mod']));
    expect(text).not.toMatch(/(?<![\w./-])(?:tools|docs)\//);
  });

  test('has a script for every command that its workflows call and that works there', () => {
    const called = [...files, ...ofGitLab]
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

describe('a new repository for GitLab', () => {
  const pipeline = ofGitLab.get('.gitlab-ci.yml') ?? '';

  test('has all that one for GitHub has, with pipelines and owners where GitLab looks for them', () => {
    const others = [...files.keys()].filter((path) => !path.startsWith('.github/'));
    expect([...ofGitLab.keys()].filter((path) => !path.startsWith('.gitlab')).sort()).toEqual(others.sort());
    expect([...ofGitLab.keys()].filter((path) => path.startsWith('.gitlab')).sort()).toEqual([
      '.gitlab-ci.yml',
      '.gitlab/CODEOWNERS',
      '.gitlab/environment.yml',
    ]);
    expect(ofGitLab.get('README.md')).not.toMatch(/Dependabot|\.github/);
  });

  test('includes the jobs of an environment from where they are, and names no place that is not there', () => {
    const included = /local: "\/([^"]+)"/.exec(pipeline)?.[1] ?? '';
    expect([...ofGitLab.keys()]).toContain(included);
    const text = pipeline + (ofGitLab.get(included) ?? '');
    const named = [...text.matchAll(/node_modules\/model-observatory\/((?:docs|tools)\/[\w./-]*\w)/g)];
    expect(new Set(named.map(([, path]) => path))).toEqual(new Set(['docs/workflows.md']));
    expect(text).not.toMatch(/(?<![\w./-])(?:tools|docs)\//);
  });

  test('has the jobs of the example, without the one about charts, which come with the package', () => {
    const jobsIn = (text: string): readonly string[] => Object.keys(load(text) as object);
    const example = readFileSync(join(projectRoot, 'docs/examples/gitlab-ci.yml'), 'utf8');
    expect(jobsIn(example)).toContain('charts');
    expect(jobsIn(pipeline)).toEqual(jobsIn(example).filter((job) => job !== 'charts'));
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

  test('refuses a runner that it does not know', () => {
    const { status, stderr } = init(join(folder, 'new'), '--ci', 'jenkins');
    expect(status).toBe(2);
    expect(stderr).toContain('--ci "jenkins" is not known: github or gitlab');
    expect(readdirSync(folder)).not.toContain('new');
  });

  test('fills an empty folder, from a package that lies elsewhere where that is said', () => {
    const empty = join(folder, 'Empty One');
    mkdirSync(empty);
    const { status } = init(empty, '--ci', 'gitlab', '--package', 'file:../observatory.tgz');
    expect(status).toBe(0);
    const made = JSON.parse(readFileSync(join(empty, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly dependencies: unknown;
    };
    expect(existsSync(join(empty, '.gitlab-ci.yml'))).toBe(true);
    expect(made.name).toBe('empty-one');
    expect(made.dependencies).toEqual({ 'model-observatory': 'file:../observatory.tgz' });
    expect(readdirSync(folder).filter((name) => name.startsWith('.observatory'))).toEqual([]);
  });
});
