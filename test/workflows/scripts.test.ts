import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { steps } from './read';

/** The script of a step that has such a line. */
function scriptWith(line: string): string {
  const found = steps.flatMap(([, { run }]) => (run?.includes(line) === true ? [run] : []));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** Runs a script as GitHub does, with a program in the place of the one that it calls. */
function runScript(
  script: string,
  [name, text]: readonly [program: string, text: string],
  variables: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'step-'));
  writeFileSync(join(folder, name), `#!/bin/sh\nprintf '%s ' "$@" >> asked; echo >> asked\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_REPOSITORY: 'org/repo',
      GITHUB_RUN_ID: '7',
      ...variables,
    },
  });
  const read = (file: string): string =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  return { status, stdout, read };
}

describe('steps of workflows', () => {
  test.each([
    [0, 0, 'false'],
    [3, 0, 'true'],
    [1, 1, 'false'],
  ])('a plan that ends with %i ends the step with %i and says that %s', (ends, status, differs) => {
    const npm = `echo report > report.md; exit ${ends}`;
    const { read, ...ended } = runScript(scriptWith('npm run plan'), ['npm', npm], {
      NAME: 'qa',
      KEEP: 'plans.sealed',
    });
    expect(ended.status).toBe(status);
    expect(read('output')).toBe(`differs=${differs}\n`);
    expect(read('summary')).toBe('report\n');
    expect(read('asked')).toBe(
      'run plan -- qa --no-lock --detailed-exitcode --report report.md --out plans.sealed \n',
    );
  });

  test('a plan that is not to be applied is not kept', () => {
    const { read } = runScript(scriptWith('npm run plan'), ['npm', 'exit 0'], { NAME: 'qa', KEEP: '' });
    expect(read('asked')).not.toContain('--out');
  });

  test('drift is added to the report, and a cluster that cannot be read fails', () => {
    const script = scriptWith('npm run --silent drift');
    const drifted = runScript(
      script,
      ['npm', 'echo changed by hand; exit 3'],
      { NAME: 'qa' },
      { 'report.md': 'plan\n' },
    );
    expect(drifted.status).toBe(0);
    expect(drifted.read('report.md')).toMatch(/^plan\n[^]*```\nchanged by hand\n```\n$/);
    expect(drifted.read('output')).toBe('differs=true\n');
    expect(runScript(script, ['npm', 'exit 1'], { NAME: 'qa' }).status).toBe(1);
  });

  test.each([
    ['success\nsuccess', 0],
    // Nothing differed there.
    ['success\nskipped', 0],
    ['success\nunfinished', 1],
    ['success\nfailure', 1],
    ['', 1],
  ])('where jobs of the environment before ended with %j, the step ends with %i', (ends, status) => {
    const ended = runScript(scriptWith('is not deployed by this run'), ['gh', `printf '${ends}'`], {
      FROM: 'qa',
    });
    expect(ended.status).toBe(status);
  });

  test('the comment is written once, and anew after that', () => {
    const script = scriptWith('cat comment.md; } > body.md');
    const variables = {
      COMMENTS: 'repos/org/repo/issues/1/comments',
      EACH: 'repos/org/repo/issues/comments',
      MARK: '<!-- m -->',
    };
    const files = { 'comment.md': 'what differs\n' };
    const first = runScript(script, ['gh', ''], variables, files);
    expect(first.read('asked')).toContain(`--method POST ${variables.COMMENTS} -F body=@body.md`);
    expect(first.read('body.md')).toBe('<!-- m -->\nwhat differs\n');
    const later = runScript(
      script,
      ['gh', 'case "$*" in *paginate*) echo 41; echo 42 ;; esac'],
      variables,
      files,
    );
    expect(later.read('asked')).toContain(`--method PATCH ${variables.EACH}/41 -F body=@body.md`);
    expect(later.read('asked')).not.toContain('POST');
  });

  test.each([
    ['true', '', 'issue create --title T --body-file body.md'],
    ['true', '12', 'issue edit 12 --body-file body.md'],
    ['false', '12', 'issue close 12'],
    ['false', '', undefined],
  ])('with something to say: %s, and the open issue %j: %s', (open, number, expected) => {
    const gh = `case "$*" in *list*) echo "${number}" ;; esac`;
    const variables = { TITLE: 'T', BODY: 'report.md', OPEN: open };
    const { status, read } = runScript(scriptWith('gh issue list'), ['gh', gh], variables, {
      'report.md': 'x',
    });
    expect(status).toBe(0);
    const [, ...asked] = read('asked')
      .trimEnd()
      .split(/\n(?=issue)/);
    expect(asked).toHaveLength(expected === undefined ? 0 : 1);
    if (expected !== undefined) expect(asked[0]).toContain(expected);
  });

  test('a deployment that cannot be recorded is done all the same, and says what to do', () => {
    const variables = { NAME: 'qa', SINCE: 'c0ffee', GITHUB_TRIGGERING_ACTOR: 'jo' };
    const { status, stdout, read } = runScript(scriptWith('npm run record'), ['npm', 'exit 1'], variables);
    expect(status).toBe(0);
    expect(read('asked')).toBe('run record -- qa --since c0ffee \n');
    expect(stdout).toContain('::error::Not recorded. When it can be: npm run record -- qa --run 7 --by jo');
  });
});
