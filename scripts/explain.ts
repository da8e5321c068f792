import { loadEnvironments, loadWithFiles } from '../environments';
import { nearest } from '../models/nearest';
import { readArguments, runCommand, UsageError } from './command';
import { evidenceText } from './explanation/evidence';
import { explanationOf } from './explanation/explanation';
import { needsText } from './explanation/needs';
import { explanationText } from './explanation/text';

const usage = `
npm run explain -- MODEL ENV [--json] [--environments DIR]
npm run explain -- --sizes ENV [--environments DIR]
npm run explain -- --evidence ENV [--environments DIR]

Prints what follows from the entry of one model: each value and where it comes from, what is scraped, what can be
observed, which alerts can fire and which cannot, who is told, and where dashboard, logs and runbooks are. With --sizes
what Prometheus, Elasticsearch and Logstash need for all models of an environment: series, lines, memory and disk.
With --evidence, as Markdown, what is kept of logs, where, how long, and who can read it, for auditors.
Exit status: 0 printed, 1 problems found or no such model, 2 wrong usage.
`;

void runCommand(usage, () => {
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
