import { runJest } from './run-jest';
import { buildTools } from './tool-binaries';
import { modulesFor } from './tool-modules';

/**
 * `npm run test:live`: what is deployed, on a real control plane, which is built once and started on the loopback. With
 * KUBECONFIG set, what can be shown in somebody's cluster is shown there. Arguments go to jest.
 */
async function testLive(): Promise<void> {
  await buildTools(modulesFor('live'));
  await runJest('live');
}

testLive().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
