import { writeFileSync } from 'node:fs';
import { charts } from '../models/versions';
import { newerCharts, type Newer } from './charts/newer';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { table } from './diff/markup';

const patience = 60_000;

void runCommand(usageOf('charts'), async () => {
  const { values, positionals } = readArguments(['out']);
  if (positionals.length > 0) throw new UsageError('all charts are compared; name none');
  try {
    const found = await newerCharts(Object.values(charts), textOf);
    const text = report(found);
    process.stdout.write(text);
    if (values.out !== undefined) writeFileSync(values.out, text);
    if (found.length > 0) process.exitCode = 3;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
});

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) }).catch((error: unknown) => {
    const { message, cause } = error as Error;
    throw new Error(`${url}: ${cause instanceof Error ? cause.message : message}`);
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  return answer.text();
}

function report(found: readonly Newer[]): string {
  if (found.length === 0) return 'All charts are the newest releases.\n';
  const rows = found.map(({ chart, deployed, newest }) => [chart, deployed, newest]);
  const lines = table(['chart', 'deployed', 'newest'], rows);
  return `${[...lines, '', 'How a version is changed is in `docs/versions.md`.'].join('\n')}\n`;
}
