import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program said, and how it ended. */
export interface Ended {
  readonly status: number;
  readonly stderr: string;
}

/** Runs a program and waits for it; what it writes to standard output is not kept. */
export type Run = (
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string | undefined>> },
) => Promise<Ended>;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** 128 and the number of the signal, as shells have it. */
const statusOf = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Works in a folder that is gone afterwards, however that ends: done, failed, or by a signal, upon which the programs that
 * were started are ended first, lest they make the folder anew.
 */
export async function inTemporaryFolder<T>(
  name: string,
  work: (folder: string, run: Run) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const running = new Set<ChildProcess>();
  let stoppedBy: (typeof signals)[number] | undefined;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const leave = (): void => {
    if (stoppedBy === undefined || running.size > 0) return;
    remove();
    process.exit(statusOf[stoppedBy]);
  };
  const stop = (signal: (typeof signals)[number]): void => {
    stoppedBy = signal;
    for (const child of running) kill(child);
    leave();
  };
  for (const signal of signals) process.on(signal, stop);
  const run: Run = (command, args, { cwd, env = {} }) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that what it starts ends with it.
        detached: true,
      });
      running.add(child);
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.stdout.resume();
      child.on('error', reject).on('close', (status) => {
        running.delete(child);
        if (stoppedBy === undefined) resolve({ status: status ?? 1, stderr });
        else leave();
      });
    });
  try {
    return await work(folder, run);
  } finally {
    for (const signal of signals) process.off(signal, stop);
    remove();
  }
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
