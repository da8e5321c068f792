import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

const folder = mkdtempSync(join(tmpdir(), 'ci-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const report = (
  passed: number,
  ...failures: readonly (readonly [fullName: string, why: string])[]
): object => ({
  numPassedTests: passed,
  numFailedTests: failures.length,
  numRuntimeErrorTestSuites: 0,
  testResults: [
    {
      name: join(projectRoot, 'test', 'some.test.ts'),
      status: failures.length === 0 ? 'passed' : 'failed',
      message: '',
      assertionResults: failures.map(([fullName, why]) => ({
        status: 'failed',
        fullName,
        failureMessages: [why],
      })),
    },
  ],
});
const broken = {
  numPassedTests: 2,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 1,
  testResults: [
    {
      name: join(projectRoot, 'test', 'broken.test.ts'),
      status: 'failed',
      message: 'no such module',
      assertionResults: [],
    },
  ],
};

/** What `.ci/run` says of reports, by lane, and its exit status. */
function counted(
  reports: Readonly<Record<string, object>>,
  failedLanes = '',
  lanes = Object.keys(reports).join(' '),
): { readonly status: number | null; readonly said: readonly string[] } {
  for (const [lane, content] of Object.entries(reports))
    writeFileSync(join(folder, `${lane}.json`), JSON.stringify(content));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['scripts/ci-results.mjs', folder, lanes, failedLanes],
    {
      cwd: projectRoot,
      encoding: 'utf8',
    },
  );
  return { status, said: stdout.trimEnd().split('\n') };
}

test('what passed is counted over all lanes', () => {
  expect(counted({ one: report(3), two: report(4) })).toEqual({
    status: 0,
    said: ['one: 3 passed, 0 failed', 'two: 4 passed, 0 failed', '7 passed, 0 failed'],
  });
});

test('what failed is named with its reason, and the count is the last line', () => {
  expect(
    counted({ one: report(3, ['a is b', '\u001b[31mexpected\u001b[39m\n\nreceived']), two: broken }),
  ).toEqual({
    status: 1,
    said: [
      'failed: test/some.test.ts: a is b',
      '    expected',
      '    received',
      'one: 3 passed, 1 failed',
      'failed: test/broken.test.ts: it does not run',
      '    no such module',
      'two: 2 passed, 1 failed',
      '5 passed, 2 failed',
    ],
  });
});

test.each([
  ['whose command failed though its tests passed', { one: report(3) }, 'one', 'one', '3 passed, 1 failed'],
  ['that ran no test', { one: report(0) }, '', 'one', '0 passed, 1 failed'],
  ['that wrote no report', {}, '', 'absent', '0 passed, 1 failed'],
])('a lane %s has failed', (_what, reports, failedLanes, lanes, last) => {
  const { status, said } = counted(reports, failedLanes, lanes);
  expect([status, said.at(-1)]).toEqual([1, last]);
});
