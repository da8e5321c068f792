import { resolve } from 'node:path';
import { loadEnvironments, type Environment } from '../environments';
import { composeProject } from '../preview/compose/project';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { artefactsOf, writeArtefacts, type Artefacts } from './artefacts';

const targets: Readonly<Record<string, (environment: Environment) => Artefacts>> = {
  native: artefactsOf,
  compose: composeProject,
};

void runCommand(usageOf('render'), () => {
  const { values, positionals } = readArguments(['out', 'target']);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError('name one environment');
  if (values.out === undefined) throw new UsageError('--out is missing: where should the files go?');
  const target = values.target ?? 'native';
  const artefacts = Object.hasOwn(targets, target) ? targets[target] : undefined;
  if (artefacts === undefined) throw new UsageError(`--target is native or compose, not "${target}"`);
  const [environment] = loadEnvironments(values.environments, name);
  if (environment === undefined) throw new UsageError(`no environment ${name}`);
  const count = writeArtefacts(resolve(values.out), artefacts(environment));
  process.stdout.write(`${count} files in ${values.out}\n`);
});
