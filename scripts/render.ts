import { resolve } from 'node:path';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { artefactsOf, writeArtefacts } from './artefacts';

void runCommand(usageOf('render'), () => {
  const { values, positionals } = readArguments(['out']);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError('name one environment');
  if (values.out === undefined) throw new UsageError('--out is missing: where should the files go?');
  const [environment] = loadEnvironments(values.environments, name);
  if (environment === undefined) throw new UsageError(`no environment ${name}`);
  const count = writeArtefacts(resolve(values.out), artefactsOf(environment));
  process.stdout.write(`${count} files in ${values.out}\n`);
});
