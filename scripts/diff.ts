import { writeFileSync } from 'node:fs';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { compare } from './diff/compare';
import { markdown } from './diff/markdown';
import { baseOf, headLabel, repositoryOf } from './diff/repository';
import { SideInvalid, sidesOf } from './diff/sides';
import { inTemporaryFolder } from './diff/temporary-folder';

void runCommand(usageOf('diff'), async () => {
  const { values, flags, positionals } = readArguments(['base', 'out'], ['json']);
  const [only, ...more] = positionals;
  if (values.base === undefined) throw new UsageError('--base is missing: what should be compared with?');
  if (more.length > 0) throw new UsageError('name one environment, or none for all');
  const repository = repositoryOf(values.environments);
  const base = baseOf(repository, values.base);
  // Problems of the files at hand are told with their places as this folder sees them.
  if (only === undefined) loadEnvironments(values.environments);
  try {
    const { before, after, generator } = await inTemporaryFolder('observatory-diff', (folder, run) =>
      sidesOf(repository, base, only, folder, run),
    );
    const report = { base: base.label, head: headLabel(repository), generator, ...compare(before, after) };
    if (values.out !== undefined) writeFileSync(values.out, markdown(report, { whole: true }));
    process.stdout.write(
      flags.has('json') ? `${JSON.stringify(report, undefined, 2)}\n` : markdown(report, { out: values.out }),
    );
  } catch (error) {
    if (!(error instanceof SideInvalid)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});
