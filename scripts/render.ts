import { resolve } from 'node:path';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { artefactsOf, writeArtefacts } from './artefacts';

const usage = `
npm run render -- ENV --out DIR [--environments DIR]

Writes the native artefacts of one environment: rule files, monitors, alertmanager.yaml, dashboards, log pipelines and
templates; of an environment with several clusters also the values of the charts that differ between them, below
clusters/. DIR must be empty or absent.
Exit status: 0 written, 1 problems found and nothing written, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments(['out']);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new UsageError('name one environment');
  if (values.out === undefined) throw new UsageError('--out is missing: where should the files go?');
  const [environment] = loadEnvironments(values.environments, name);
  if (environment === undefined) throw new UsageError(`no environment ${name}`);
  const count = writeArtefacts(resolve(values.out), artefactsOf(environment));
  process.stdout.write(`${count} files in ${values.out}\n`);
});
