import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReport } from './bench/report';
import { benchEvaluation } from './bench/rule-evaluation';
import { benchProcesses } from './bench/whole-processes';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { buildTools } from './tool-binaries';

const counts = [10, 100, 1_000];
const parts = { processes: benchProcesses, rules: benchEvaluation } as const;

async function bench(): Promise<void> {
  const { positionals } = readArguments();
  const unknown = positionals.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new UsageError(`nothing to measure: ${unknown.join(', ')}`);
  await buildTools(['prometheus']);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const report = startReport((text) => process.stdout.write(text));
  try {
    for (const [name, measure] of Object.entries(parts))
      if (positionals.length === 0 || positionals.includes(name)) await measure(report, folder, counts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!report.isWithin()) process.exitCode = 1;
}

void runCommand(usageOf('bench'), bench);
