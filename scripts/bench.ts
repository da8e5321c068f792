import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBoards } from './bench/boards';
import { benchDiffs } from './bench/diffs';
import { startReport, type Report } from './bench/report';
import { benchEvaluation } from './bench/rule-evaluation';
import { benchProcesses } from './bench/whole-processes';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { buildTools } from './tool-binaries';

const counts = [10, 100, 1_000];
const parts = {
  processes: benchProcesses,
  diffs: benchDiffs,
  boards: benchBoards,
  rules: benchEvaluation,
} as const;

async function bench(): Promise<void> {
  const { positionals } = readArguments();
  const unknown = positionals.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new UsageError(`nothing to measure: ${unknown.join(', ')}`);
  await buildTools(['prometheus']);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const report = startReport(
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  );
  sayWhenCutOff(report, folder);
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      report.begin(name);
      await measure(report, folder, counts);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!report.isWithin()) process.exitCode = 1;
}

/** A signal would end this silently, after half of the lines; programs that it started end with it. */
function sayWhenCutOff(report: Report, folder: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      process.stderr.write(`ended by ${signal} while measuring ${report.current()}: this is not all\n`);
      rmSync(folder, { recursive: true, force: true });
      process.exit(1);
    });
}

void runCommand(usageOf('bench'), bench);
