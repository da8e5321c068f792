import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../environments';
import { deploymentRecord } from '../logs/deployment-record';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { projectRoot } from './project-root';
import { append, NotRecorded } from './record/append';
import { commitOf, environmentAt, userOf } from './record/from-git';

/** Names of variables in which continuous integration says who started it, and its run. */
const people = [
  'GITHUB_TRIGGERING_ACTOR',
  'GITHUB_ACTOR',
  'GITLAB_USER_LOGIN',
  'BUILDKITE_BUILD_CREATOR',
  'BUILD_USER_ID',
];
const runs = ['GITHUB_RUN_ID', 'CI_JOB_ID', 'BUILDKITE_JOB_ID', 'BUILD_TAG'];

const firstOf = (names: readonly string[]): string | undefined =>
  names.map((name) => process.env[name]).find((value) => value !== undefined && value !== '');

void runCommand(usageOf('record'), async () => {
  const { values, flags, positionals } = readArguments(['since', 'by', 'run'], ['dry-run']);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('name one environment');
  const folder = values.environments;
  const [environment] = loadEnvironments(folder, name);
  if (environment === undefined) throw new UsageError(`no environment ${name}`);
  const by = values.by ?? firstOf(people) ?? userOf(folder);
  if (by === undefined || by === '') throw new UsageError('nobody says who deployed: use --by');
  const at = new Date();
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const record = deploymentRecord(environment, {
    by,
    at,
    version,
    commit: commitOf(folder),
    run: values.run ?? firstOf(runs) ?? at.toISOString(),
    ...(values.since === undefined ? {} : { since: environmentAt(folder, values.since, name) }),
  });
  if (flags.has('dry-run')) {
    process.stdout.write(`${JSON.stringify(record, undefined, 2)}\n`);
    return;
  }
  try {
    const result = await append(record, environment.elastic.url, process.env);
    process.stdout.write(`${name} ${result} in ${record.stream}\n`);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});
