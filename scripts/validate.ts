import { languageNotes, loadWithFiles, passedNotes, printDiagnostics } from '../environments';
import { readArguments, runCommand } from './command';
import { usageOf } from './commands';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

void runCommand(usageOf('validate'), () => {
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
  const notes = loaded.flatMap((one) => [
    ...languageNotes(one.settings, 'environment'),
    ...one.entries.flatMap((entry) => languageNotes(entry, 'model')),
    ...passedNotes(one, Date.now() / 1_000),
  ]);
  if (notes.length > 0) process.stdout.write(`\n${printDiagnostics(notes)}\n`);
});
