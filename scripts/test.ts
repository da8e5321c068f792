import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWithFiles } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { objectionsTo } from './promotion/environment-proofs';
import { deltasOf, refusalsOf } from './promotion/steps';
import { runStacks } from './synthesise';
import { buildTools } from './tool-binaries';

void runCommand(usageOf('test'), async () => {
  const { values, positionals } = readArguments();
  const [only, ...more] = positionals;
  if (more.length > 0) throw new UsageError('name one environment, or none for all');
  const all = loadWithFiles(values.environments, only);
  await buildTools(['prometheus']);
  const failed: string[] = [];
  for (const { environment } of all) {
    const objections = await objectionsTo(environment);
    const { name, models } = environment;
    process.stdout.write(
      objections.length === 0
        ? `${name}: alerts and rules of ${models.length} model${models.length === 1 ? '' : 's'} proved\n`
        : `${name}: ${objections.length} objection${objections.length === 1 ? '' : 's'}\n`,
    );
    failed.push(...objections);
  }
  // Between environments, so not where one is tested alone.
  if (only === undefined) failed.push(...refusalsOf(deltasOf(all)));
  if (!isSynthesised(values.environments, only)) failed.push('the stacks could not be synthesised');
  else process.stdout.write('stacks synthesised\n');
  if (failed.length === 0) return;
  process.stderr.write(`\n${failed.join('\n')}\n\n${failed.length} found.\n`);
  process.exitCode = 1;
});

/** Elsewhere than where it is deployed from: a test changes nothing. */
function isSynthesised(environments: string, only: string | undefined): boolean {
  const out = mkdtempSync(join(tmpdir(), 'entries-'));
  try {
    return runStacks(environments, only, out) === 0;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
