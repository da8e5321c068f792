import {
  cpSync,
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
import { runProject } from './run-project';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => runProject(args);

/** A copy of the company with one entry spoiled. */
function spoiled(): string {
  const copy = join(folder, 'spoiled');
  cpSync(join('test', 'fixtures', 'company'), copy, { recursive: true });
  const file = join(copy, 'prod', 'models', 'churn.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('runtime: mlserver', 'runtime: mlservr'));
  return copy;
}

const report =
  /churn\.yaml:3:10 {2}runtime\n {2}3 \| runtime: mlservr\n {4}\| {10}\^{7} unknown serving runtime "mlservr"; did you mean "mlserver"\?\n\n1 problem in 1 file; nothing was written\.\n$/;

describe('commands', () => {
  test('validate counts the models of every environment', () => {
    expect(run('validate')).toEqual({
      status: 0,
      stdout: 'dev: 9 models valid\nprod: 5 models valid\nstaging: 6 models valid\n',
      stderr: '',
    });
  });

  test('validate notes maintenance that has passed, which is no mistake', () => {
    const { status, stdout, stderr } = run('validate', '--environments', join('test', 'fixtures', 'regions'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^world: 3 models valid\n\n/);
    expect(stdout).toContain(
      'environment.yaml:38:5  maintenance[1]\n  38 |   - { from: 2026-03-29T01:00, to: 2026-03-29T04:00',
    );
    expect(stdout.match(/it can go/g)).toHaveLength(1);
  });

  test('render puts what differs between clusters below clusters/, and only that', () => {
    const out = join(folder, 'world');
    expect(
      run('render', 'world', '--out', out, '--environments', join('test', 'fixtures', 'regions')).status,
    ).toBe(0);
    expect(readdirSync(out)).toContain('alertmanager.yaml');
    expect(readdirSync(join(out, 'clusters')).sort()).toEqual(['eu-1', 'us-1']);
    const values = (cluster: string): string =>
      readFileSync(join(out, 'clusters', cluster, 'kube-prometheus-stack.yaml'), 'utf8');
    expect(values('eu-1')).toContain('cluster: eu-1');
    expect(values('us-1')).toContain('cluster: us-1');
    expect(readdirSync(join(out, 'clusters', 'us-1')).sort()).toEqual([
      'eck-stack.yaml',
      'kube-prometheus-stack.yaml',
    ]);
  });

  test('explain names the clusters and says which is home', () => {
    const args = ['explain', 'fraud', 'world', '--environments', join('test', 'fixtures', 'regions')];
    expect(run(...args).stdout).toContain('  clusters eu-1 (self-managed, home), us-1 (gke)\n');
    const { clusters } = JSON.parse(run(...args, '--json').stdout) as { clusters: readonly unknown[] };
    expect(clusters[1]).toEqual({ name: 'us-1', platform: 'gke', context: 'world-us-1', home: false });
  });

  test('a mistake in an entry is reported without a stack, with exit status 1, by every command', () => {
    const environments = ['--environments', spoiled()];
    for (const command of [
      ['validate'],
      ['render', 'prod', '--out', join(folder, 'out')],
      ['synth'],
      ['start', '--env', 'prod'],
    ]) {
      const { status, stdout, stderr } = run(...command, ...environments);
      expect({ command, status, stdout }).toEqual({ command, status: 1, stdout: '' });
      expect(stderr).toMatch(report);
    }
  });

  test('nothing is written where an entry is wrong, and what was written before stays', () => {
    const synthesised = join(folder, 'cdktf.out');
    mkdirSync(join(synthesised, 'stacks', 'prod-models'), { recursive: true });
    process.env['CDKTF_OUTDIR'] = synthesised;
    run('synth', '--environments', spoiled());
    delete process.env['CDKTF_OUTDIR'];
    run('render', 'prod', '--out', join(folder, 'out'), '--environments', spoiled());
    expect(readdirSync(join(synthesised, 'stacks'))).toEqual(['prod-models']);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('render writes native files, also for environments that lie elsewhere', () => {
    const out = join(folder, 'rendered');
    const { status } = run(
      'render',
      'prod',
      '--out',
      out,
      '--environments',
      join('test', 'fixtures', 'company'),
    );
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'alertmanager.yaml',
      'dashboards',
      'logs',
      'monitors',
      'observatory.tmpl',
      'rules',
    ]);
    expect(readdirSync(join(out, 'dashboards'))).toContain('mlo-model-fraud.json');
  });

  test('render writes a project of Docker Compose where it is asked for one', () => {
    const out = join(folder, 'compose');
    expect(run('render', 'dev', '--target', 'compose', '--out', out).status).toBe(0);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['README.md', 'compose.yaml']));
  });

  test.each([
    ['an unknown option', ['validate', '--environment', 'dev'], '--environment'],
    ['a missing folder', ['render', 'dev'], '--out is missing'],
    ['an unknown target', ['render', 'dev', '--out', 'x', '--target', 'k3s'], 'not "k3s"'],
    ['a missing environment', ['render', '--out', 'x'], 'name one environment'],
    [
      'an alert that does not exist',
      ['mutate', 'ModelUnheardOf'],
      'no alert of the catalogue: ModelUnheardOf',
    ],
    ['half a job', ['mutate', '--jobs', '0.5'], '--jobs 0.5: must be a whole number from 1'],
    ['a benchmark of nothing', ['bench', 'everything'], 'nothing to measure: everything'],
    ['a pace beyond the limit', ['start', '--pace', '61'], '--pace is a whole number from 1 to 60'],
  ])('%s is wrong usage: exit status 2, with the usage', (_name, args, problem) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).toContain('npm ');
  });

  test.each([
    'validate',
    'render',
    'synth',
    'explain',
    'new-model',
    'diff',
    'delta',
    'promote',
    'rename',
    'retire',
    'environments',
    'plan',
    'apply',
    'charts',
    'start',
    'bench',
    'mutate',
  ])('%s explains itself with --help', (command) => {
    const { status, stdout } = run(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain(command === 'start' ? 'npm start' : `npm run ${command}`);
  });
});
