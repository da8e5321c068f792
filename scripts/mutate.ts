import { availableParallelism } from 'node:os';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { campaign, type Result } from './mutation/campaign';
import { isEnough } from './mutation/gate';
import { subjects } from './mutation/subject';
import { buildTools } from './tool-binaries';

const countOf = (text: string | undefined, option: string): number | undefined => {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new UsageError(`${option} ${text}: must be a whole number from 1`);
  return count;
};

const row = ({ alert, isCritical, mutants, killed, discarded }: Result): string =>
  `${alert.padEnd(34)} ${(isCritical ? 'critical' : '').padEnd(9)} ${String(killed).padStart(5)} of ${String(mutants).padStart(4)} killed, ${String(discarded).padStart(3)} discarded`;

async function mutate(): Promise<void> {
  const { values, flags, positionals } = readArguments(['jobs', 'sample'], ['quiet']);
  const jobs = countOf(values.jobs, '--jobs') ?? availableParallelism();
  const sample = countOf(values.sample, '--sample');
  const all = subjects();
  const unknown = positionals.filter((name) => all.every(({ alert }) => alert !== name));
  if (unknown.length > 0) throw new UsageError(`no alert of the catalogue: ${unknown.join(', ')}`);
  await buildTools(['prometheus']);
  const chosen = positionals.length === 0 ? all : all.filter(({ alert }) => positionals.includes(alert));
  const results = await campaign(chosen, all, {
    jobs,
    ...(sample === undefined ? {} : { sample }),
    onResult(result) {
      process.stdout.write(`${row(result)}${isEnough(result) ? '' : '   NOT ENOUGH'}\n`);
      if (result.objection !== undefined) process.stdout.write(`${result.objection}\n`);
      if (!flags.has('quiet'))
        for (const survivor of result.survivors) process.stdout.write(`    ${survivor}\n`);
    },
  });
  if (!results.every(isEnough)) process.exitCode = 1;
}

void runCommand(usageOf('mutate'), mutate);
