import { buildTools } from './tool-binaries';

/** `npm run tools`: builds the real binaries that tests and preview use, once. */
buildTools().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
