import { resolve } from 'node:path';
import { loadEnvironments, type Environment } from '../environments';
import { composeProject } from '../preview/compose/project';
import { readArguments, runCommand, UsageError } from './command';
import { artefactsOf, writeArtefacts, type Artefacts } from './artefacts';

const usage = `
npm run render -- ENV --out DIR [--target native|compose] [--environments DIR]

  --target native   the native artefacts of one environment (the default): rule files, monitors, alertmanager.yaml, dashboards,
                    log pipelines and templates; of an environment with several clusters also the values of the charts that
                    differ between them, below clusters/
  --target compose  a project of Docker Compose that runs the environment on one machine with simulated models; its
                    README.md says how

DIR must be empty or absent.
Exit status: 0 written, 1 problems found and nothing written, 2 wrong usage.
`;

const targets: Readonly<Record<string, (environment: Environment) => Artefacts>> = {
  native: artefactsOf,
  compose: composeProject,
};

void runCommand(usage, () => {
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
