import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project-root';

/** The fork that goes on where cdktf was archived. */
const release = 'npm:cdktn@0.24.0';

/**
 * The project as somebody has it who takes cdktn in place of cdktf: its compiled sources, with every package of its own
 * but that one.
 *
 * @returns why it cannot be had, where npm cannot fetch it
 */
export function projectOnCdktn(folder: string): string | undefined {
  const { dependencies } = JSON.parse(
    spawnSync('npm', ['pkg', 'get', '--json'], { cwd: projectRoot, encoding: 'utf8' }).stdout,
  ) as { readonly dependencies: { readonly constructs: string } };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { cdktf: release, constructs: dependencies.constructs },
    }),
  );
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) return stderr.split('\n')[0] ?? 'npm failed';
  link(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  for (const part of ['dist', 'environments', 'constructs/objects-chart', 'cdktf.json'])
    cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
  return undefined;
}

/** All other packages, under names that lead back to the folder: Node must not look where they really are. */
function link(from: string, to: string): void {
  const taken = new Set(readdirSync(to));
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || taken.has(name)) continue;
    if (name.startsWith('@')) {
      mkdirSync(join(to, name));
      link(join(from, name), join(to, name));
    } else {
      symlinkSync(join(from, name), join(to, name));
    }
  }
}

/** Writes all stacks, as the project in a folder does. @throws Error with what it said */
export function synthesiseIn(folder: string, outdir: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--preserve-symlinks', '--preserve-symlinks-main', join('dist', 'stacks', 'main.js')],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: outdir } },
  );
  if (status !== 0) throw new Error(stderr);
}
