import { spawnSync } from 'node:child_process';

/** How a command is timed. */
export interface Timing {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly runs: number;
}

/** Seconds of a command, median of several runs after one that warms the disk cache. */
export function secondsOf(command: string, args: readonly string[], { cwd, env, runs }: Timing): number {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const began = process.hrtime.bigint();
    const { status, stderr } = spawnSync(command, args, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
    if (run > 0) times.push(Number(process.hrtime.bigint() - began) / 1e9);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
