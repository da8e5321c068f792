import { chromiumBinary } from '../preview/screenshots/chromium';
import { screenshotArguments } from '../preview/screenshots/arguments';
import { takeScreenshots } from '../preview/screenshots/run';
import { ProgramFailure } from '../preview/processes';
import { whileRunning } from '../preview/while-running';
import { runCommand } from './command';
import { usageOf } from './commands';
import { buildTools } from './tool-binaries';

/** Time runs as fast as it can, so that a picture shows hours. */
const pace = 60;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

void runCommand(usageOf('preview'), async () => {
  const given = screenshotArguments();
  let chromium: string;
  try {
    chromium = chromiumBinary(process.env);
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const { env, environments, ...options } = given;
  await buildTools(['prometheus', 'alertmanager']);
  await whileRunning({ environments, env, pace }, async ({ observatory, url }) => {
    // What is cut off is not done.
    process.exitCode = 1;
    await takeScreenshots(observatory, url, { ...options, chromium, tell: print });
    process.exitCode = 0;
  });
});
