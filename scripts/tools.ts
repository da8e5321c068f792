import { modulesFor } from './tool-modules';
import { buildTools } from './tool-binaries';

/**
 * `npm run tools`: builds the real binaries that tests and preview use, once; with `--live` those of `npm run test:live`
 * as well.
 */
buildTools(modulesFor(process.argv.includes('--live') ? 'live' : 'tests')).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
