import { spawnSync } from 'node:child_process';

/** What git answers in a folder, as it is, or undefined where it has no answer. */
export function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    // One file of a repository may be larger than what is kept unless told.
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  return status === 0 ? stdout : undefined;
}
