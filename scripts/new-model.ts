import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkNewEntry, InvalidConfig, loadWithFiles } from '../environments';
import { runtimeIds } from '../models/runtimes';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { entryHead, entryText } from './new-entry';

void runCommand(usageOf('new-model'), () => {
  const { values, positionals } = readArguments(['runtime', 'team', 'env']);
  const { runtime: given, team, env = 'dev', environments } = values;
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError('name one model');
  if (given === undefined) throw new UsageError(`--runtime is missing: one of ${runtimeIds.join(', ')}`);
  if (team === undefined) throw new UsageError('--team is missing: who owns the model?');
  const [loaded] = loadWithFiles(environments, env);
  if (loaded === undefined) throw new UsageError(`no environment ${env}`);

  const path = join(environments, env, 'models', `${name}.yaml`);
  // Before the name is used as a path and the runtime as a key.
  checkNewEntry(path, entryHead({ name, team, runtime: given }));
  const runtime = runtimeIds.find((id) => id === given);
  if (runtime === undefined) throw new Error(`the schema let the runtime ${given} pass`);
  const file = relative('', path);
  if (existsSync(path)) {
    const message = 'exists already, and stays as it is; choose another name';
    throw new InvalidConfig([{ file, line: 1, column: 1, path: '', message, length: 1 }]);
  }
  const text = entryText({ name, team, runtime }, loaded.environment);
  checkNewEntry(path, text, loaded);
  writeFileSync(path, text, { flag: 'wx' });

  const where = environments === 'environments' ? '' : ` --environments ${environments}`;
  process.stdout.write(
    [
      file,
      'Change what its comments say, then:',
      `  npm run validate -- ${env}${where}`,
      `  npm run explain -- ${name} ${env}${where}`,
      '',
    ].join('\n'),
  );
});
