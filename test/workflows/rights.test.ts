import { jobs, steps, textOf, workflows } from './read';

/** What each job may write, and why. */
const writers: Readonly<Record<string, readonly string[]>> = {
  '.github/workflows/pull-request.yml: comment': ['pull-requests'],
  '.github/workflows/drift-environment.yml: issue': ['issues'],
  // It calls the one above.
  '.github/workflows/drift.yml: drift': ['issues'],
  '.github/workflows/charts.yml: issue': ['issues'],
};

/** Who may ask for a token of the cloud: what plans and applies, and what calls that. */
const cloud = [
  '.github/workflows/deploy-environment.yml: apply',
  '.github/workflows/deploy-environment.yml: plan',
  '.github/workflows/deploy.yml: first',
  '.github/workflows/deploy.yml: later',
  '.github/workflows/drift-environment.yml: compare',
  '.github/workflows/drift.yml: drift',
  '.github/workflows/plan-environment.yml: plan',
  '.github/workflows/pull-request.yml: plan',
];

const fromFork = 'github.event.pull_request.head.repo.full_name == github.repository';

describe('rights', () => {
  test.each(workflows)('%s may read the code, and no more unless a job says so', (_file, { permissions }) => {
    expect(permissions).toEqual({ contents: 'read' });
  });

  test('only the jobs above write', () => {
    const found = jobs.flatMap(([place, { permissions = {} }]) => {
      const written = Object.keys(permissions).filter(
        (name) => permissions[name] === 'write' && name !== 'id-token',
      );
      return written.length === 0 ? [] : [[place, written] as const];
    });
    expect(Object.fromEntries(found)).toEqual(writers);
  });

  test('a job that writes runs none of the project', () => {
    for (const [place, { steps: own = [], permissions = {} }] of jobs) {
      if (!Object.keys(permissions).some((name) => permissions[name] === 'write' && name !== 'id-token'))
        continue;
      expect([
        place,
        own.some(({ run, uses }) => /\bnpm\b|\bnode\b/.test(run ?? '') || uses?.endsWith('/project')),
      ]).toEqual([place, false]);
    }
  });

  test('only what plans and applies gets a token of the cloud', () => {
    const found = jobs.flatMap(([place, { permissions }]) =>
      permissions?.['id-token'] === 'write' ? [place] : [],
    );
    expect(found.sort()).toEqual(cloud);
  });

  test('what comes from a fork gets no token, no secret and no comment', () => {
    const [, pullRequest] = workflows.find(([file]) => file.endsWith('pull-request.yml')) ?? [];
    for (const [name, job] of Object.entries(pullRequest?.jobs ?? {})) {
      const isTrusted = job.if?.includes(fromFork) === true && !job.if.includes('||');
      expect([name, isTrusted]).toEqual([name, ['comment', 'plan'].includes(name)]);
    }
    const own = textOf('.github/workflows/pull-request.yml');
    expect(own.match(/secrets[.:]/g)).toEqual(['secrets:']);
  });

  test('no workflow runs with the rights of the base on the code of somebody else', () => {
    for (const [file] of workflows)
      expect([file, /pull_request_target|workflow_run|issue_comment/.test(textOf(file))]).toEqual([
        file,
        false,
      ]);
  });

  test('no token stays in the clone', () => {
    const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@') === true);
    expect(checkouts.length).toBeGreaterThan(5);
    for (const [place, step] of checkouts)
      expect([place, step.with?.['persist-credentials']]).toEqual([place, false]);
  });

  test('no cache that a pull request writes is read where there are credentials', () => {
    const cached = steps.flatMap(([place, { uses }]) =>
      uses?.startsWith('actions/cache') === true ? [place] : [],
    );
    expect(cached).toEqual(['.github/workflows/pull-request.yml: tests']);
    const project = textOf('.github/actions/project/action.yml');
    expect(project).toContain('package-manager-cache: false');
    expect(project).toContain('cache: false');
  });
});

describe('deployments', () => {
  const job = (place: string) => new Map(jobs).get(`.github/workflows/${place}`);

  test.each(['deploy.yml: first', 'deploy.yml: later', 'drift.yml: drift'])(
    '%s is one at a time per environment, and none is cancelled',
    (place) => {
      const { group = '', 'cancel-in-progress': cancelled } = job(place)?.concurrency ?? {};
      expect(group).toMatch(/^(?:deploy|drift)-\$\{\{ matrix\.environment(?:\.name)? \}\}$/);
      expect(cancelled).toBe(false);
    },
  );

  test('what is applied is what was planned, in an environment that asks those who approve', () => {
    const apply = job('deploy-environment.yml: apply');
    expect(apply?.environment).toBe('${{ inputs.environment }}');
    expect(apply?.needs).toBe('plan');
    const run = (apply?.steps ?? []).map((step) => step.run ?? '').join('\n');
    expect(run).toContain('npm run apply -- "$NAME" --plans plans.sealed');
    expect(run).not.toContain('npm run plan');
    expect(job('plan-environment.yml: plan')?.environment).toBe('${{ inputs.environment }}-plan');
  });

  test('later environments wait for the first, and for the one that they are promoted from', () => {
    expect(job('deploy.yml: later')?.needs).toEqual(['environments', 'first']);
    const [first] = job('deploy-environment.yml: apply')?.steps ?? [];
    expect(first?.run).toContain('exit 1');
  });

  test('every job that runs by itself has an end', () => {
    for (const [place, { uses, 'timeout-minutes': minutes }] of jobs)
      if (uses === undefined) expect([place, typeof minutes]).toEqual([place, 'number']);
  });
});
