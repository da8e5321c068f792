import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments } from '../environments';
import { selectorsOf } from '../models/feed';
import { feedsOf } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { signalNames } from '../models/signals';
import { rulesFor, sharedRules } from '../rules';
import { runCommand } from './command';
import { projectRoot } from './project-root';
import { binaryOf, buildTools } from './tool-binaries';

const usage = `
npm run bench

Measures validation, synthesis and rule evaluation as whole processes. Times on one machine mean little on another, so
what counts are the ratios: against a process that only loads cdktf and writes one resource, and per model as the number
of models grows.
Exit status: 0 within the limits, 1 beyond one of them.
`;

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

/** Entries that may stand in any number beside each other. */
const patterns = ['fraud-scorer', 'churn-classifier', 'sentiment', 'query-rewriter'] as const;

/** A folder of environments with one environment of so many models, all of them copies of the project's own. */
function environmentsWith(count: number, below: string): string {
  const folder = join(below, `models-${count}`);
  const models = join(folder, 'dev', 'models');
  mkdirSync(models, { recursive: true });
  cpSync(
    join(projectRoot, 'environments', 'dev', 'environment.yaml'),
    join(folder, 'dev', 'environment.yaml'),
  );
  for (let index = 0; index < count; index++) {
    const pattern = patterns[index % patterns.length] ?? patterns[0];
    const text = readFileSync(join(projectRoot, 'environments', 'dev', 'models', `${pattern}.yaml`), 'utf8');
    const name = `${pattern}-${index}`;
    // Its own name and its own quality job, as every entry must have.
    const own = text.replace(/^name: .*$/m, `name: ${name}`).replace('churn-quality', `${name}-quality`);
    writeFileSync(join(models, `${name}.yaml`), own);
  }
  return folder;
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

/** Rule evaluation of so many models over ten minutes, in promtool's engine. */
function evaluationFile(environments: string, folder: string, count: number): string {
  const [environment] = loadEnvironments(environments);
  if (environment === undefined) throw new Error(`no environment in ${environments}`);
  const groups = [
    sharedRules(environment),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ].flatMap(({ spec }) => spec.groups);
  writeFileSync(join(folder, `rules-${count}.yaml`), dump({ groups }));
  const series = environment.models.flatMap(({ name, namespace, runtime }) => {
    const metrics = new Set(
      signalNames
        .flatMap((signal) => feedsOf(runtimes[runtime], signal))
        .flatMap((feed) => selectorsOf(feed).map(({ metric }) => metric)),
    );
    return [...metrics].map((metric) => ({
      series: `${metric}{namespace="${namespace}", model_name="${name}", runtime="${runtime}", le="+Inf"}`,
      values: '0+10x20',
    }));
  });
  const file = join(folder, `evaluation-${count}.yaml`);
  const check = { eval_time: '10m', alertname: 'GpuXidHardwareError', exp_alerts: [] };
  const tests = [{ interval: '30s', input_series: series, alert_rule_test: [check] }];
  writeFileSync(file, dump({ rule_files: [`rules-${count}.yaml`], evaluation_interval: '30s', tests }));
  return file;
}

async function bench(): Promise<void> {
  await buildTools();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const failures: string[] = [];
  const row = (name: string, value: string, limit: string, within: boolean): void => {
    process.stdout.write(
      `${name.padEnd(58)} ${value.padStart(12)}   ${limit.padEnd(14)} ${within ? 'ok' : 'BEYOND'}\n`,
    );
    if (!within) failures.push(name);
  };
  try {
    const here = { cwd: projectRoot, runs: 5 };
    const anchor = seconds(process.execPath, ['-e', minimal, join(folder, 'minimal')], here);
    const synth = seconds(process.execPath, [dist('stacks/main.js')], {
      ...here,
      env: { OBS_ENV: 'dev', CDKTF_OUTDIR: join(folder, 'dev') },
    });
    row(
      'synthesis of dev / process that loads cdktf',
      `${(synth / anchor).toFixed(2)} x`,
      'at most 3 x',
      synth <= 3 * anchor,
    );

    const twenty = environmentsWith(20, folder);
    const validate = seconds('npm', ['run', '--silent', 'validate', '--', '--environments', twenty], here);
    row('npm run validate, 20 entries', `${validate.toFixed(2)} s`, 'under 1 s', validate < 1);

    const counts = [10, 100, 1_000] as const;
    const folders = counts.map((count) => environmentsWith(count, folder));
    const perModel = (name: string, times: readonly number[], base: number): void => {
      const costs = times.map((time, index) => Math.max(time - base, 0) / (counts[index] ?? 1));
      const [, hundred = 0, thousand = 0] = costs;
      const text = costs.map((cost) => `${(cost * 1e3).toFixed(2)}`).join(' / ');
      row(`${name}: ms per model at ${counts.join(' / ')}`, text, '', true);
      const ratio = thousand / hundred;
      row(
        `${name}: cost per model at 1,000 / at 100`,
        `${ratio.toFixed(2)} x`,
        'at most 1.5 x',
        ratio <= 1.5,
      );
    };
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
    perModel(
      'rule evaluation',
      folders.map((environments, index) => {
        const file = evaluationFile(environments, folder, counts[index] ?? 0);
        return seconds(binaryOf('promtool'), ['test', 'rules', file], { cwd: folder, runs: 1 });
      }),
      0,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (failures.length > 0) process.exitCode = 1;
}

void runCommand(usage, bench);
