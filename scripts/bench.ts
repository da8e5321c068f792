import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBoards } from './bench/boards';
import { startReport } from './bench/report';
import { benchEvaluation } from './bench/rule-evaluation';
import { benchProcesses } from './bench/whole-processes';
import { readArguments, runCommand, UsageError } from './command';
import { buildTools } from './tool-binaries';

const usage = `
npm run bench [-- rules | processes | boards]

  rules       what a real Prometheus needs for the rules of 10, 100 and 1,000 models, shared by all of them and with
              every alert written out for each: evaluation time per interval, and memory
  boards      what every board costs a real Prometheus with 10, 100 and 1,000 models: queries, samples that they read and
              time; and how long Chromium, where there is one, takes to draw the overview in the preview
  processes   validation and synthesis as whole processes

All where none is named; a quarter of an hour. Times on one machine mean little on another, so what counts are the ratios:
against rules per model, against a process that only loads cdktf and writes one resource, and per model as the number of
models grows. Everything that is started listens on 127.0.0.1 only and is ended by the command.
Exit status: 0 within the limits, 1 beyond one of them, 2 for wrong usage.
`;

const counts = [10, 100, 1_000];
const parts = { processes: benchProcesses, boards: benchBoards, rules: benchEvaluation } as const;

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

void runCommand(usage, bench);
