import { loadEnvironments } from '../environments';
import { readArguments, runCommand } from './command';

const usage = `
npm run validate [-- ENV] [-- --environments DIR]

Checks every entry of every environment, or of one, and reports all problems at once.
Exit status: 0 all valid, 1 problems found, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments();
  const environments = loadEnvironments(values.environments, positionals[0]);
  for (const { name, models } of environments) {
    process.stdout.write(`${name}: ${models.length} model${models.length === 1 ? '' : 's'} valid\n`);
  }
});
