import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findLogstash } from './logstash';
import { projectRoot } from './project-root';
import { buildTools } from './tool-binaries';

/**
 * `npm run test:logstash`: the pipelines that are generated, in the Logstash that is deployed. It is asked for where there
 * is one, so none is a failure. Arguments go to jest.
 */
async function testLogstash(): Promise<void> {
  process.stdout.write(`with ${findLogstash().described}\n`);
  await buildTools(['lumberjack']);
  const jest = spawn(
    join(projectRoot, 'node_modules', '.bin', 'jest'),
    ['--config', join('test', 'logstash', 'jest.config.mjs'), ...process.argv.slice(2)],
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

testLogstash().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
