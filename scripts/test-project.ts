import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { buildTools } from './tool-binaries';

/**
 * `npm test`: every check that needs no cluster. Arguments go to jest, and with any the other checks are left out, so
 * `npm test -- test/rules` is the quick way while working.
 */
async function test(): Promise<void> {
  await buildTools();
  const args = process.argv.slice(2);
  /** Where .ci/run wants jest's report. */
  const results = process.env['MODEL_OBSERVATORY_TEST_RESULTS'];
  const bin = (name: string): string => join(projectRoot, 'node_modules', '.bin', name);
  const checks: readonly (readonly [string, readonly string[]])[] = [
    ...(args.length > 0
      ? []
      : ([
          [bin('prettier'), ['--check', '--log-level=warn', '.']],
          [bin('eslint'), ['.']],
          [bin('tsc'), ['-p', 'tsconfig.test.json']],
        ] as const)),
    [bin('jest'), [...args, ...(results === undefined ? [] : ['--json', `--outputFile=${results}`])]],
  ];
  // All of them run, so that one round shows everything that is wrong.
  const failed = checks.filter(([command, options]) => {
    return spawnSync(command, options, { cwd: projectRoot, stdio: 'inherit' }).status !== 0;
  });
  if (failed.length > 0) process.exitCode = 1;
}

test().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
