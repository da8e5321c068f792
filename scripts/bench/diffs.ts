import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { environmentsWith } from './many-models';
import { reportPerModel } from './per-model';
import type { Report } from './report';
import { secondsOf } from './seconds';

const counts = [20, 100, 500];
/** Entries that the change is about. */
const changed = 20;

/** What a diff takes beside a synthesis of the same models, and how it grows with their number. */
export function benchDiffs(report: Report, folder: string): void {
  const at = { cwd: projectRoot, runs: 1 };
  const empty = secondsOf(process.execPath, ['-e', "require('./dist/scripts/diff/describe')"], at);
  const made = counts.map((count) => {
    const environments = environmentsWith(count, join(folder, 'diffs'));
    commit(environments);
    change(environments);
    const diff = [join('dist', 'scripts', 'diff.js'), '--base', 'HEAD', '--environments', environments];
    const synth = secondsOf(process.execPath, [join('dist', 'stacks', 'main.js')], {
      ...at,
      env: { CDKTF_OUTDIR: join(folder, 'diffs-out'), CDKTF_CONTEXT_JSON: JSON.stringify({ environments }) },
    });
    return { synth, diff: secondsOf(process.execPath, diff, at) };
  });
  const times = made.map(({ diff }) => diff);
  reportPerModel(report, 'diff of 20 changed models', { counts, times, base: 2 * empty });
  const last = made.at(-1) ?? { synth: 1, diff: 0 };
  // Two sides, each with its facts beside its stacks.
  report.row(
    `diff of ${counts.at(-1) ?? 0} models / synthesis of them`,
    `${(last.diff / last.synth).toFixed(2)} x`,
    {
      text: 'at most 5 x',
      holds: last.diff <= 5 * last.synth,
    },
  );
}

function commit(folder: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', [
      '-C',
      folder,
      '-c',
      'user.name=bench',
      '-c',
      'user.email=bench@example.com',
      ...args,
    ]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');
}

function change(folder: string): void {
  const models = join(folder, 'dev', 'models');
  for (const name of readdirSync(models).sort().slice(0, changed)) {
    const file = join(models, name);
    const text = readFileSync(file, 'utf8').replace(/^title: .*\n/m, '');
    writeFileSync(file, `${text.trimEnd()}\ntitle: another title\n`);
  }
}
