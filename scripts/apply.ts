import { readFileSync } from 'node:fs';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { applyAll, type Outcome } from './deployment/apply';
import { keyProblem, NotApplicable, unseal, type Plans } from './deployment/sealed';
import { stacksIn } from './deployment/stacks';
import { commitOf } from './record/from-git';
import { outFolder, synthesise } from './synthesise';

void runCommand(usageOf('apply'), () => {
  const { values, positionals } = readArguments(['plans']);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('name one environment');
  if (values.plans === undefined) throw new UsageError('--plans is missing: what should be applied?');
  const key = process.env['PLAN_KEY'] ?? '';
  const problem = keyProblem(key);
  if (problem !== undefined) throw new UsageError(problem);
  try {
    const plans = unseal(read(values.plans), key);
    check(plans, name, commitOf(values.environments));
    if (!synthesise(values.environments, name)) {
      process.exitCode = 1;
      return;
    }
    const outcomes = applyAll(stacksIn(outFolder()), plans.stacks, (line) =>
      process.stdout.write(`${line}\n`),
    );
    process.stdout.write(`\n${outcomes.map(lineOf).join('\n')}\n`);
    for (const outcome of outcomes)
      if (outcome.is === 'failed') process.stderr.write(`\n${outcome.name}: ${outcome.problem.trim()}\n`);
    if (outcomes.some(({ is }) => is === 'failed')) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof NotApplicable)) throw error;
    process.stderr.write(`${values.plans} ${error.message}; nothing was applied.\n`);
    process.exitCode = 1;
  }
});

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`--plans: ${(error as Error).message}`);
  }
}

/** Plans are of one environment at one commit. */
function check({ environment, commit }: Plans, wanted: string, head: string): void {
  if (environment !== wanted) throw new NotApplicable(`holds plans of ${environment}, not of ${wanted}`);
  if (commit !== head) throw new NotApplicable(`was made of commit ${commit}, and the files are at ${head}`);
}

function lineOf(outcome: Outcome): string {
  return `${outcome.name}: ${outcome.is}${outcome.is === 'left out' ? `, as ${outcome.after} was not applied` : ''}`;
}
