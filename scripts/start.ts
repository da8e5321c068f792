import { previewArguments, runPreview } from '../preview/main';
import { runCommand } from './command';
import { usageOf } from './commands';
import { synthesise } from './synthesise';
import { buildTools } from './tool-binaries';

void runCommand(usageOf('start'), async () => {
  const given = previewArguments();
  if (!synthesise(given.environments, given.env)) {
    process.exitCode = 1;
    return;
  }
  await buildTools(['prometheus', 'alertmanager']);
  await runPreview(given);
});
