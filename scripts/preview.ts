import { chromiumBinary } from '../preview/screenshots/chromium';
import { screenshotArguments } from '../preview/screenshots/arguments';
import { takeScreenshots } from '../preview/screenshots/run';
import { ProgramFailure } from '../preview/processes';
import { whileRunning } from '../preview/while-running';
import { runCommand } from './command';
import { buildTools } from './tool-binaries';

const usage = `
npm run preview -- --screenshots DIR [--env ENV] [--environments DIR] [--boards UID,...] [--faults MODEL:FAULT,...]
                   [--after TIME] [--height PIXELS] [--vision KIND]

Runs one environment as \`npm start\` does, and writes a picture of every board, light and dark, at 1280 and 1920 pixels:
DIR/mlo-overview-dark-1280.png and so on. Panels that have no data are named. Takes Chromium (CHROMIUM_BIN, or on PATH).

  --screenshots DIR   where the pictures go; empty or absent
  --env ENV           environment to run (default dev)
  --environments DIR  folder of the environments (default environments)
  --boards UID,...    only these boards
  --faults M:F,...    faults that models have meanwhile, as in churn-classifier:errors; :gpu is that of the GPU node
  --after TIME        how long the fleet runs before (default 2m)
  --height PIXELS     only the upper part of boards that are taller
  --vision KIND       as somebody sees it with deuteranopia, protanopia, tritanopia or achromatopsia

Exit status: 0 written, 1 problems found or no Chromium, 2 wrong usage.
`;

/** Time runs as fast as it can, so that a picture shows hours. */
const pace = 60;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

void runCommand(usage, async () => {
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
