import { readArguments, runCommand } from './command';
import { usageOf } from './commands';
import { synthesise } from './synthesise';

void runCommand(usageOf('synth'), () => {
  const { values, positionals } = readArguments();
  if (!synthesise(values.environments, positionals[0])) process.exitCode = 1;
});
