import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { environmentsWith } from './many-models';
import type { Report } from './report';

const dist = (file: string): string => join(projectRoot, 'dist', file);

/** Seconds of a command, median of several runs after one that warms the disk cache. */
function seconds(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; runs: number },
): number {
  const times: number[] = [];
  for (let run = 0; run <= options.runs; run++) {
    const began = process.hrtime.bigint();
    const { status, stderr } = spawnSync(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
    if (run > 0) times.push(Number(process.hrtime.bigint() - began) / 1e9);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const minimal = `
  const { App, TerraformStack, LocalBackend } = require('cdktf');
  const { NamespaceV1 } = require('@cdktf/provider-kubernetes/lib/namespace-v1');
  const { KubernetesProvider } = require('@cdktf/provider-kubernetes/lib/provider');
  const app = new App({ outdir: process.argv[1] });
  const stack = new TerraformStack(app, 'one');
  new LocalBackend(stack, { path: 'state' });
  new KubernetesProvider(stack, 'kubernetes', {});
  new NamespaceV1(stack, 'one', { metadata: { name: 'one' } });
  app.synth();
`;

/** Times of synthesis and validation, against a process that only loads cdktf and per model. */
export function benchProcesses(report: Report, folder: string, counts: readonly number[]): void {
  const here = { cwd: projectRoot, runs: 5 };
  const anchor = seconds(process.execPath, ['-e', minimal, join(folder, 'minimal')], here);
  const synth = seconds(process.execPath, [dist('stacks/main.js')], {
    ...here,
    env: { OBS_ENV: 'dev', CDKTF_OUTDIR: join(folder, 'dev') },
  });
  report.row('synthesis of dev / process that loads cdktf', `${(synth / anchor).toFixed(2)} x`, {
    text: 'at most 3 x',
    holds: synth <= 3 * anchor,
  });

  const twenty = environmentsWith(20, folder);
  const validate = seconds('npm', ['run', '--silent', 'validate', '--', '--environments', twenty], here);
  report.row('npm run validate, 20 entries', `${validate.toFixed(2)} s`, {
    text: 'under 1 s',
    holds: validate < 1,
  });

  const perModel = (name: string, times: readonly number[], base: number): void => {
    const costs = times.map((time, index) => Math.max(time - base, 0) / (counts[index] ?? 1));
    const text = costs.map((cost) => `${(cost * 1e3).toFixed(2)}`).join(' / ');
    report.row(`${name}: ms per model at ${counts.join(' / ')}`, text);
    const [before = 0, last = 0] = costs.slice(-2);
    report.row(`${name}: cost per model at the most / before`, `${(last / before).toFixed(2)} x`, {
      text: 'at most 1.5 x',
      holds: last <= 1.5 * before,
    });
  };
  const folders = counts.map((count) => environmentsWith(count, folder));
  const few = { cwd: projectRoot, runs: 3 };
  const empty = seconds(process.execPath, ['-e', "require('./dist/environments')"], few);
  perModel(
    'validation',
    folders.map((environments) =>
      seconds(process.execPath, [dist('scripts/validate.js'), '--environments', environments], few),
    ),
    empty,
  );
  perModel(
    'synthesis',
    folders.map((environments, index) => {
      const env = {
        CDKTF_OUTDIR: join(folder, `out-${index}`),
        CDKTF_CONTEXT_JSON: JSON.stringify({ environments }),
      };
      return seconds(process.execPath, [dist('stacks/main.js')], { cwd: projectRoot, runs: 1, env });
    }),
    anchor,
  );
}
