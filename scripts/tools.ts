import { readArguments, runCommand } from './command';
import { usageOf } from './commands';
import { buildTools } from './tool-binaries';
import { modulesFor } from './tool-modules';

void runCommand(usageOf('tools'), async () => {
  const { flags } = readArguments([], ['live']);
  try {
    await buildTools(modulesFor(flags.has('live') ? 'live' : 'tests'));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
});
