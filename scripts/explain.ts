import { loadEnvironments, loadWithFiles } from '../environments';
import { nearest } from '../models/nearest';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { evidenceText } from './explanation/evidence';
import { explanationOf } from './explanation/explanation';
import { needsText } from './explanation/needs';
import { explanationText } from './explanation/text';

void runCommand(usageOf('explain'), () => {
  const { values, positionals, flags } = readArguments(['sizes', 'evidence'], ['json']);
  for (const [option, of, text] of [
    ['sizes', values.sizes, needsText],
    ['evidence', values.evidence, evidenceText],
  ] as const) {
    if (of === undefined) continue;
    if (positionals.length > 0 || flags.has('json'))
      throw new UsageError(`--${option} takes one environment`);
    const [whole] = loadEnvironments(values.environments, of);
    if (whole === undefined) throw new UsageError(`no environment ${of}`);
    process.stdout.write(text(whole));
    return;
  }
  const [name, environment] = positionals;
  if (name === undefined || environment === undefined || positionals.length > 2)
    throw new UsageError('name one model and one environment');
  const [loaded] = loadWithFiles(values.environments, environment);
  if (loaded === undefined) throw new UsageError(`no environment ${environment}`);
  const { models } = loaded.environment;
  const model = models.find((one) => one.name === name);
  if (model === undefined) {
    const names = models.map((one) => one.name);
    const hint = nearest(name, names);
    const offer = hint === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean "${hint}"?`;
    process.stderr.write(`${environment} has no model ${JSON.stringify(name)}; ${offer}\n`);
    process.exitCode = 1;
    return;
  }
  const explanation = explanationOf(model, loaded);
  const isTerminal = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
  process.stdout.write(
    flags.has('json')
      ? `${JSON.stringify(explanation, undefined, 2)}\n`
      : explanationText(explanation, isTerminal ? bold : undefined),
  );
});
