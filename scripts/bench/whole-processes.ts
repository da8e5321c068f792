import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { environmentsWith } from './many-models';
import { reportPerModel } from './per-model';
import type { Report } from './report';
import { secondsOf } from './seconds';

const dist = (file: string): string => join(projectRoot, 'dist', file);

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
  const anchor = secondsOf(process.execPath, ['-e', minimal, join(folder, 'minimal')], here);
  const synth = secondsOf(process.execPath, [dist('stacks/main.js')], {
    ...here,
    env: { OBS_ENV: 'dev', CDKTF_OUTDIR: join(folder, 'dev') },
  });
  report.row('synthesis of dev / process that loads cdktf', `${(synth / anchor).toFixed(2)} x`, {
    text: 'at most 3 x',
    holds: synth <= 3 * anchor,
  });

  const twenty = environmentsWith(20, folder);
  const validate = secondsOf('npm', ['run', '--silent', 'validate', '--', '--environments', twenty], here);
  report.row('npm run validate, 20 entries', `${validate.toFixed(2)} s`, {
    text: 'under 1 s',
    holds: validate < 1,
  });

  const folders = counts.map((count) => environmentsWith(count, folder));
  const few = { cwd: projectRoot, runs: 3 };
  const empty = secondsOf(process.execPath, ['-e', "require('./dist/environments')"], few);
  reportPerModel(report, 'validation', {
    counts,
    base: empty,
    times: folders.map((environments) =>
      secondsOf(process.execPath, [dist('scripts/validate.js'), '--environments', environments], few),
    ),
  });
  reportPerModel(report, 'synthesis', {
    counts,
    base: anchor,
    times: folders.map((environments, index) => {
      const env = {
        CDKTF_OUTDIR: join(folder, `out-${index}`),
        CDKTF_CONTEXT_JSON: JSON.stringify({ environments }),
      };
      return secondsOf(process.execPath, [dist('stacks/main.js')], { cwd: projectRoot, runs: 1, env });
    }),
  });
}
