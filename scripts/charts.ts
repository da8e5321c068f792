import { writeFileSync } from 'node:fs';
import { charts } from '../models/versions';
import { newerCharts } from './charts/newer';
import { newerReport } from './charts/report';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';

const patience = 60_000;

void runCommand(usageOf('charts'), async () => {
  const { values, positionals } = readArguments(['out']);
  if (positionals.length > 0) throw new UsageError('all charts are compared; name none');
  try {
    const found = await newerCharts(Object.values(charts), textOf);
    const text = newerReport(found);
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
