import { findLogstash } from './logstash';
import { runJest } from './run-jest';
import { buildTools } from './tool-binaries';

/**
 * `npm run test:logstash`: the pipelines that are generated, in the Logstash that is deployed. It is asked for where there
 * is one, so none is a failure. Arguments go to jest.
 */
async function testLogstash(): Promise<void> {
  process.stdout.write(`with ${findLogstash().described}\n`);
  await buildTools(['filebeat', 'lumberjack', 'certificates']);
  await runJest('logstash');
}

testLogstash().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
