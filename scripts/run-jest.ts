import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** Runs the tests of one lane, `test/<lane>`, with the arguments of the command. Its exit status becomes ours. */
export async function runJest(lane: string): Promise<void> {
  /** Where .ci/run wants jest's report. */
  const results = process.env['MODEL_OBSERVATORY_TEST_RESULTS'];
  const jest = spawn(
    join(projectRoot, 'node_modules', '.bin', 'jest'),
    [
      ...['--config', join('test', lane, 'jest.config.mjs'), ...process.argv.slice(2)],
      ...(results === undefined ? [] : ['--json', `--outputFile=${results}`]),
    ],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  // Jest ends by them, and what it has started is ended when it is gone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void jest.kill(signal));
  const status = await new Promise<number | null>((resolve, reject) =>
    jest.on('error', reject).on('exit', resolve),
  );
  if (status !== 0) process.exitCode = 1;
}
