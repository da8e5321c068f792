import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from '../../models/versions';
import { projectRoot } from '../../scripts/project-root';
import { binaryOf } from '../../scripts/tool-binaries';
import { actions, examples, jobs, steps, textOf, workflows } from './read';

const all = [...workflows.map(([file]) => file), ...actions.map(([file]) => file), ...examples];
const environments = readdirSync(join(projectRoot, 'environments'));

test('actionlint has nothing against the workflows', () => {
  // Other programs that it would call are not the same on every machine.
  const args = ['-shellcheck=', '-pyflakes=', '-no-color', ...workflows.map(([file]) => file)];
  const { stdout, status } = spawnSync(binaryOf('actionlint'), args, { cwd: projectRoot, encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});

describe('what workflows run', () => {
  test('every action of others is pinned by a commit, with its version beside it, and one version of each', () => {
    const used = all.flatMap((file) =>
      [...textOf(file).matchAll(/uses: (\S+)(.*)$/gm)].map(([, uses = '', rest = '']) => ({
        file,
        uses,
        rest,
      })),
    );
    const foreign = used.filter(({ uses }) => !uses.startsWith('./'));
    expect(foreign.length).toBeGreaterThan(10);
    for (const { file, uses, rest } of foreign)
      expect([file, `${uses}${rest}`]).toEqual([
        file,
        expect.stringMatching(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/),
      ]);
    const pins = new Set(foreign.map(({ uses, rest }) => `${uses}${rest}`));
    expect(pins.size).toBe(new Set(foreign.map(({ uses }) => uses.replace(/@.*/, ''))).size);
  });

  test('every action and workflow of ours is there', () => {
    const files = all as readonly string[];
    const local = [...steps.map(([, { uses }]) => uses), ...jobs.map(([, { uses }]) => uses)].flatMap(
      (uses) => (uses?.startsWith('./') === true ? [uses.slice(2)] : []),
    );
    for (const path of local)
      expect(files).toContain(path.endsWith('.yml') ? path : join(path, 'action.yml'));
    // And each is used.
    for (const [file] of actions) expect(local).toContain(join(file, '..'));
  });

  test('every command is one of package.json', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const called = all.flatMap((file) =>
      [...textOf(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name ?? ''),
    );
    for (const command of [
      'validate',
      'delta',
      'diff',
      'environments',
      'plan',
      'apply',
      'record',
      'drift',
      'charts',
    ])
      expect(called).toContain(command);
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('no environment and no stack is named: they are read', () => {
    const names = [...environments, 'platform', 'logging', 'models', 'grafana', 'elastic'].join('|');
    for (const file of all) {
      // Comments, Node modules and addresses may have such words; whole ones in values and scripts may not.
      const text = textOf(file)
        .replaceAll(/#.*$/gm, '')
        .replaceAll(/models\/versions\.ts|description: .*/g, '');
      expect([file, [...text.matchAll(new RegExp(`(?<![\\w./])(?:${names})(?![\\w./])`, 'g'))]]).toEqual([
        file,
        [],
      ]);
    }
  });

  test('scripts are short, stop at what fails within a pipe, and hold no text of others', () => {
    for (const [place, { run }] of steps) {
      if (run === undefined) continue;
      expect([place, run.trim().split('\n').length <= 10]).toEqual([place, true]);
      // What an expression puts in is read as a script, a branch's name for example.
      expect([place, run.includes('${{')]).toEqual([place, false]);
    }
    for (const [file, { defaults, jobs: own }] of workflows)
      if (Object.values(own).some((job) => job.steps?.some(({ run }) => run?.includes('|')) === true))
        expect([file, defaults?.run?.shell]).toEqual([file, 'bash']);
  });

  test('Node and Terraform are in the range that is supported', () => {
    const text = textOf('.github/actions/project/action.yml');
    const node = Number(/node-version: '(\d+)'/.exec(text)?.[1]);
    expect(node).toBeGreaterThan(Number(tools.node.least.split('.')[0]));
    expect(node).toBeLessThan(Number(tools.node.below));
    const [major, minor] = (/terraform_version: (\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
    const [leastMajor = 0, leastMinor = 0] = tools.terraform.split('.').map(Number);
    expect(major).toBe(leastMajor);
    expect(minor).toBeGreaterThanOrEqual(leastMinor);
  });
});

test('Dependabot looks into every folder that pins something', () => {
  const text = textOf('.github/dependabot.yml');
  for (const ecosystem of ['npm', 'gomod', 'github-actions'])
    expect(text).toContain(`package-ecosystem: ${ecosystem}`);
  for (const folder of ['/tools/*', '/.github/actions/*']) expect(text).toContain(`'${folder}'`);
});
