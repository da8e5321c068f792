import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

/** What npm says of what it packed: sizes in bytes, paths from the root of the package. */
export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the project into a folder as for its release, built before. */
export function packed(folder: string): Packed {
  const run = (command: string, ...args: readonly string[]) =>
    spawnSync(command, args, { cwd: projectRoot, encoding: 'utf8' });
  run(process.execPath, join('scripts', 'run.mjs'), '--version');
  const { stdout, stderr } = run('npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  const [result] = JSON.parse(stdout === '' ? '[]' : stdout) as readonly Packed[];
  if (result === undefined) throw new Error(stderr);
  return result;
}
