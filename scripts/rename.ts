import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { orRefused } from './promotion/refused';
import { renamingOf } from './promotion/renaming';
import { renamingText } from './promotion/renaming-text';
import { writeChanges } from './promotion/write';

void runCommand(usageOf('rename'), () => {
  const { values, positionals, flags } = readArguments(['team'], ['dry-run']);
  const { team, environments } = values;
  const [model, ...rest] = positionals;
  const [environment, name = model, ...more] = [...rest].reverse();
  if (model === undefined || name === undefined || environment === undefined || more.length > 0)
    throw new UsageError('name one model, its new name, and one environment');
  if (name === model && team === undefined)
    throw new UsageError('nothing to change: give a new name, or --team T');
  // It becomes a path before anything else looks at it.
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new UsageError(
      `${JSON.stringify(name)} is no name: lower-case letters, digits and hyphens, a letter first`,
    );
  return orRefused(() => {
    const renaming = renamingOf(environments, environment, model, { name, team });
    if (!flags.has('dry-run')) writeChanges(renaming.changes);
    const done = flags.has('dry-run')
      ? 'Nothing is written: this was a dry run.'
      : 'Written. Look at it with git diff.';
    process.stdout.write(`${renamingText(renaming)}\n${done}\n`);
  });
});
