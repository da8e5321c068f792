import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

/** How a command ended, and what it printed. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  /** In place of the variables of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Unit: milliseconds. */
  readonly timeout?: number;
}

/** Runs a command of the project, as `npm run` does, to its end. */
export function runProject(args: readonly string[], options: Options = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'run.mjs'), ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    ...options,
  });
  return { status, stdout, stderr };
}
