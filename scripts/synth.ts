import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand } from './command';
import { projectRoot } from './project-root';

const usage = `
npm run synth [-- ENV] [-- --environments DIR]

Writes cdktf.out/ with the Terraform configuration of all environments, or of one: the same files as \`cdktf synth\`,
without the start of its command line.
Exit status: 0 written, 1 problems found and nothing written, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments();
  const [name] = positionals;
  // Before anything is deleted: a mistake in an entry must not cost the last good output.
  loadEnvironments(values.environments, name);
  const out = join(projectRoot, 'cdktf.out');
  // A direct run leaves the folders of stacks that no longer exist.
  rmSync(join(out, 'stacks'), { recursive: true, force: true });
  const context = JSON.stringify({
    environments: values.environments,
    ...(name === undefined ? {} : { environment: name }),
  });
  const { status } = spawnSync(process.execPath, [join(projectRoot, 'dist', 'stacks', 'main.js')], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, CDKTF_OUTDIR: out, CDKTF_CONTEXT_JSON: context },
  });
  process.exitCode = status ?? 1;
  if (status === 0) process.stdout.write('written to cdktf.out/\n');
});
