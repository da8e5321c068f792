import { loadWithFiles, passedMaintenance, printDiagnostics } from '../environments';
import { readArguments, runCommand } from './command';

const usage = `
npm run validate [-- ENV] [-- --environments DIR]

Checks every entry of every environment, or of one, and reports all problems at once. Notes, such as maintenance that has
passed, are no problems.
Exit status: 0 all valid, 1 problems found, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments();
  const loaded = loadWithFiles(values.environments, positionals[0]);
  for (const { environment } of loaded) {
    const { name, models } = environment;
    process.stdout.write(`${name}: ${models.length} model${models.length === 1 ? '' : 's'} valid\n`);
  }
  const notes = loaded.flatMap(({ settings }) => passedMaintenance(settings, Date.now() / 1_000));
  if (notes.length > 0) process.stdout.write(`\n${printDiagnostics(notes)}\n`);
});
