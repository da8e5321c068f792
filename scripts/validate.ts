import { loadWithFiles, passedNotes, printDiagnostics } from '../environments';
import { readArguments, runCommand } from './command';

const usage = `
npm run validate [-- ENV] [-- --environments DIR]

Checks every entry and rule file of every environment, or of one, and reports all problems at once. Notes, such as
what was dated and has passed, are no problems.
Exit status: 0 all valid, 1 problems found, 2 wrong usage.
`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments();
  const loaded = loadWithFiles(values.environments, positionals[0]);
  for (const { environment } of loaded) {
    const { name, models, rules } = environment;
    const counts = [
      counted(models.length, 'model'),
      ...(rules.length === 0 ? [] : [counted(rules.length, 'rule file')]),
    ];
    process.stdout.write(`${name}: ${counts.join(' and ')} valid\n`);
  }
  const notes = loaded.flatMap((one) => passedNotes(one, Date.now() / 1_000));
  if (notes.length > 0) process.stdout.write(`\n${printDiagnostics(notes)}\n`);
});
