import { readArguments, runCommand, UsageError } from './command';
import { orRefused } from './promotion/refused';
import { retirementOf, retirementText } from './promotion/retirement';
import { writeChanges } from './promotion/write';

const usage = `
npm run retire -- MODEL ENV [--yes] [--environments DIR]

Says what disappears when a model leaves an environment, and what stays. With --yes its entry is removed; the rest goes with
the next deployment.
Exit status: 0 said or removed, 1 problems found and nothing removed, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals, flags } = readArguments([], ['yes']);
  const [model, environment, ...more] = positionals;
  if (model === undefined || environment === undefined || more.length > 0)
    throw new UsageError('name one model and one environment');
  orRefused(() => {
    const retirement = retirementOf(values.environments, model, environment);
    if (flags.has('yes')) writeChanges(retirement.changes);
    const done = flags.has('yes') ? 'The entry is removed.' : 'Nothing is removed yet: do it with --yes.';
    process.stdout.write(`${retirementText(retirement)}\n${done}\n`);
  });
});
