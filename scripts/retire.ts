import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { orRefused } from './promotion/refused';
import { retirementOf, retirementText } from './promotion/retirement';
import { writeChanges } from './promotion/write';

void runCommand(usageOf('retire'), () => {
  const { values, positionals, flags } = readArguments([], ['yes']);
  const [model, environment, ...more] = positionals;
  if (model === undefined || environment === undefined || more.length > 0)
    throw new UsageError('name one model and one environment');
  return orRefused(() => {
    const retirement = retirementOf(values.environments, model, environment);
    if (flags.has('yes')) writeChanges(retirement.changes);
    const done = flags.has('yes') ? 'The entry is removed.' : 'Nothing is removed yet: do it with --yes.';
    process.stdout.write(`${retirementText(retirement)}\n${done}\n`);
  });
});
