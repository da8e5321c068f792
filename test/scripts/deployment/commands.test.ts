import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProject } from '../run-project';

const folder = mkdtempSync(join(tmpdir(), 'plan-and-apply-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [asked, program, sealed, report] = ['asked', 'terraform', 'plans.sealed', 'report.md'].map((file) =>
  join(folder, file),
) as [string, string, string, string];

// Stands in for Terraform, whose providers are not here: tells what it was asked, and in which stack.
writeFileSync(
  program,
  `#!/bin/sh
echo "$(basename "$PWD") $1" >> ${asked}
for argument; do
  case $argument in -out=*) printf "plan of $(basename "$PWD")" > "\${argument#-out=}" ;; esac
done
case $1 in
  plan) [ "$FAILS" = "$(basename "$PWD")" ] && echo 'no route to host' >&2 && exit 1
        [ "$SAME" = yes ] && exit 0; exit 2 ;;
  show) echo '{"resource_changes":[{"address":"helm_release.a","mode":"managed","change":{"actions":["create"],"before":null,"after":{"token":"sec-ret"}}}]}' ;;
  apply) for file; do :; done; cat "$file" >> ${asked}; echo >> ${asked} ;;
esac
`,
);
chmodSync(program, 0o755);

const company = join('test', 'fixtures', 'company');
const run = (variables: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  rmSync(asked, { force: true });
  const { status, stdout, stderr } = runProject([...args, '--environments', company], {
    env: {
      ...process.env,
      TERRAFORM_BINARY_NAME: program,
      CDKTF_OUTDIR: join(folder, 'cdktf.out'),
      PLAN_KEY: 'a key of at least thirty-two characters',
      ...variables,
    },
  });
  return {
    status,
    stdout,
    stderr,
    asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [],
  };
};

const stacks = ['prod-platform', 'prod-logging', 'prod-models', 'prod-elastic', 'prod-grafana'];

describe('plan and apply', () => {
  test('what was planned of every stack is applied in the order of the stacks, and says no value', () => {
    const planned = run({}, 'plan', 'prod', '--out', sealed, '--report', report, '--detailed-exitcode');
    expect(planned).toMatchObject({
      status: 3,
      asked: stacks.flatMap((stack) => [`${stack} init`, `${stack} plan`, `${stack} show`]),
    });
    expect(planned.stdout).not.toContain('sec-ret');
    expect(planned.stdout).toContain(readFileSync(report, 'utf8'));
    expect(readFileSync(report, 'utf8')).toContain('| prod-platform | 1 created |');
    const applied = run({}, 'apply', 'prod', '--plans', sealed);
    expect(applied).toMatchObject({
      status: 0,
      asked: stacks.flatMap((stack) => [`${stack} init`, `${stack} apply`, `plan of ${stack}`]),
    });
    expect(applied.stdout).toContain(stacks.map((stack) => `${stack}: applied`).join('\n'));
  }, 120_000);

  test('plans of another environment or with another key are refused, and nothing is asked', () => {
    expect(run({}, 'apply', 'staging', '--plans', sealed)).toMatchObject({
      status: 1,
      stderr: `${sealed} holds plans of prod, not of staging; nothing was applied.\n`,
      asked: [],
    });
    expect(
      run({ PLAN_KEY: 'another key of at least thirty-two' }, 'apply', 'prod', '--plans', sealed),
    ).toMatchObject({
      status: 1,
      asked: [],
    });
  }, 60_000);

  test('a plan that failed keeps none, and the others are told', () => {
    rmSync(sealed);
    const { status, stdout } = run({ FAILS: 'prod-grafana' }, 'plan', 'prod', '--out', sealed);
    expect(status).toBe(1);
    expect(stdout).toContain('| prod-grafana | **failed** |');
    expect(stdout).toContain('no route to host');
    expect(stdout).toContain('| prod-elastic | 1 created |');
    expect(existsSync(sealed)).toBe(false);
  }, 60_000);

  test('without differences the exit status is 0, asked for in detail or not', () => {
    expect(run({ SAME: 'yes' }, 'plan', 'prod', '--detailed-exitcode').status).toBe(0);
  }, 60_000);

  test('plans are never written without a key', () => {
    expect(run({ PLAN_KEY: '' }, 'plan', 'prod', '--out', sealed)).toMatchObject({ status: 2, asked: [] });
    expect(run({ PLAN_KEY: '' }, 'apply', 'prod', '--plans', sealed)).toMatchObject({ status: 2, asked: [] });
    expect(existsSync(sealed)).toBe(false);
  }, 60_000);
});

test('environments are printed in the order of promotion, for jobs that need no list of their own', () => {
  const print = (...args: readonly string[]) => runProject(['environments', ...args]).stdout;
  expect(print()).toBe('dev\nstaging from dev\nprod from staging\n');
  expect(JSON.parse(print('--json'))).toEqual([
    { name: 'dev', from: null },
    { name: 'staging', from: 'dev' },
    { name: 'prod', from: 'staging' },
  ]);
});
