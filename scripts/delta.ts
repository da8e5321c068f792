import { loadWithFiles, type LoadedEnvironment } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { deltaOf, type Delta } from './promotion/delta';
import { deltaMarkdown } from './promotion/delta-markdown';
import { environmentIn, loadWithOrigins } from './promotion/loaded';
import { policyBetween } from './promotion/policy';
import { refusalsOf, stepsOf } from './promotion/steps';

function delta(from: string, to: string, all: readonly LoadedEnvironment[], isCheck: boolean): Delta {
  const [one, other] = [environmentIn(all, from), environmentIn(all, to)];
  const policy = policyBetween(one, other, all);
  if (policy === undefined && isCheck) {
    const back = policyBetween(other, one, all) !== undefined;
    throw new UsageError(
      back
        ? `models are promoted from ${to} to ${from}; name them in that order`
        : `nothing says how models get from ${from} to ${to}; give ${to} a promotion: { from: ${from} } in ${other.settings.source.file}`,
    );
  }
  return deltaOf(one, other, policy);
}

void runCommand(usageOf('delta'), () => {
  const { values, positionals, flags } = readArguments([], ['check', 'json']);
  const [from, to, ...more] = positionals;
  const isCheck = flags.has('check');
  if (more.length > 0 || (from === undefined) !== (to === undefined) || (from === undefined && !isCheck))
    throw new UsageError('name two environments, or none with --check');
  if (from !== undefined && from === to) throw new UsageError(`${from} does not differ from itself`);
  const all =
    from === undefined || to === undefined
      ? loadWithFiles(values.environments)
      : loadWithOrigins(values.environments, [from, to]);
  const steps = from === undefined || to === undefined ? stepsOf(all) : [[from, to] as const];
  if (steps.length === 0)
    throw new UsageError(
      'no environment says where its models come from; add promotion: { from: ... } to one',
    );
  const deltas = steps.map(([one, other]) => delta(one, other, all, isCheck));
  process.stdout.write(
    flags.has('json')
      ? `${JSON.stringify(from === undefined ? deltas : deltas[0], undefined, 2)}\n`
      : deltas.map(deltaMarkdown).join('\n'),
  );
  const refused = refusalsOf(deltas);
  if (!isCheck || refused.length === 0) return;
  process.stderr.write(
    `${refused.join('\n')}\n\nnot allowed: ${refused.length}; promote, or allow it under promotion in environment.yaml.\n`,
  );
  process.exitCode = 1;
});
