import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { buildTools } from './tool-binaries';
import { modulesFor } from './tool-modules';

/**
 * `npm run test:live`: what is deployed, on a real control plane, which is built once and started on the loopback. With
 * KUBECONFIG set, what can be shown in somebody's cluster is shown there. Arguments go to jest.
 */
async function testLive(): Promise<void> {
  await buildTools(modulesFor('live'));
  /** Where .ci/run wants jest's report. */
  const results = process.env['MODEL_OBSERVATORY_TEST_RESULTS'];
  const jest = spawn(
    join(projectRoot, 'node_modules', '.bin', 'jest'),
    [
      ...['--config', join('test', 'live', 'jest.config.mjs'), ...process.argv.slice(2)],
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

testLive().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
