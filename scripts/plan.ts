import { writeFileSync } from 'node:fs';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { planStack } from './deployment/plan';
import { planReport } from './deployment/report';
import { keyProblem, seal } from './deployment/sealed';
import { stacksIn } from './deployment/stacks';
import { commitOf } from './record/from-git';
import { outFolder, synthesise } from './synthesise';

void runCommand(usageOf('plan'), () => {
  const { values, flags, positionals } = readArguments(['out', 'report'], ['no-lock', 'detailed-exitcode']);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('name one environment');
  const key = process.env['PLAN_KEY'] ?? '';
  const problem = values.out === undefined ? undefined : keyProblem(key);
  if (problem !== undefined) throw new UsageError(problem);
  if (!synthesise(values.environments, name)) {
    process.exitCode = 1;
    return;
  }
  const planned = stacksIn(outFolder()).map((stack) => {
    process.stdout.write(`planning ${stack.name}\n`);
    return planStack(stack, !flags.has('no-lock'));
  });
  const commit = commitOf(values.environments);
  const report = planReport(name, commit, planned);
  process.stdout.write(`\n${report}`);
  if (values.report !== undefined) writeFileSync(values.report, report);
  const stacks = planned.flatMap((stack) => ('planned' in stack ? [stack.planned] : []));
  if (stacks.length < planned.length) {
    process.exitCode = 1;
    return;
  }
  if (values.out !== undefined)
    writeFileSync(values.out, seal({ environment: name, commit, stacks }, key), { mode: 0o600 });
  if (flags.has('detailed-exitcode') && planned.some(({ differs }) => differs)) process.exitCode = 3;
});
