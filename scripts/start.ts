import { previewArguments, runPreview } from '../preview/main';
import { runCommand } from './command';
import { synthesise } from './synthesise';
import { buildTools } from './tool-binaries';

const usage = `
npm start -- [--env ENV] [--environments DIR] [--pace N] [--port N] [--check]

Synthesises one environment, then runs its generated rules, scrape configuration and routes for real on this machine,
against a simulated fleet, with a page on 127.0.0.1. Ctrl-C ends everything.

  --env ENV           environment to run (default dev)
  --environments DIR  folder of the environments (default environments)
  --pace N            how many times faster than real time, 1 to 60 (default 60)
  --port N            port of the page (default: a free one)
  --check             without a page to look at: injects every fault, waits for its alert at the right receiver, exits
`;

void runCommand(usage, async () => {
  const given = previewArguments();
  if (!synthesise(given.environments, given.env)) {
    process.exitCode = 1;
    return;
  }
  await buildTools(['prometheus', 'alertmanager']);
  await runPreview(given);
});
