import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadEnvironments } from '../environments';
import { isPackage, projectRoot } from './project-root';

/**
 * Where it is synthesised to. The cdktf command line knows the same variable. What an installed package makes belongs to the
 * repository that it is called in.
 */
export const outFolder = (): string =>
  process.env['CDKTF_OUTDIR'] ?? join(isPackage ? process.cwd() : projectRoot, 'cdktf.out');

/**
 * Writes cdktf.out/ for all environments of a folder, or for one, as the cdktf command line would; returns whether that
 * worked.
 *
 * @throws InvalidConfig before anything is written or deleted: a mistake must not cost the last good output
 */
export function synthesise(environments: string, only?: string): boolean {
  loadEnvironments(environments, only);
  const out = outFolder();
  const status = runStacks(environments, only, out);
  if (status === 0) process.stdout.write(`synthesised to ${relative('', out)}/\n`);
  return status === 0;
}

/** Has the stacks written into a folder, and returns the exit status. */
export function runStacks(environments: string, only: string | undefined, out: string): number | null {
  // A direct run leaves the folders of stacks that no longer exist.
  rmSync(join(out, 'stacks'), { recursive: true, force: true });
  const context = { environments, ...(only === undefined ? {} : { environment: only }) };
  // A process of its own, so that commands which only validate never load cdktf.
  return spawnSync(process.execPath, [join(projectRoot, 'dist', 'stacks', 'main.js')], {
    stdio: 'inherit',
    env: { ...process.env, CDKTF_OUTDIR: out, CDKTF_CONTEXT_JSON: JSON.stringify(context) },
  }).status;
}
