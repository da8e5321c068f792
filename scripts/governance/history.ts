import { resolve } from 'node:path';
import { git } from '../git';

/** A commit that changed a file. */
export interface FileChange {
  /** Unix seconds. */
  readonly at: number;
  readonly by: string;
}

/** When files were first and last changed, as far as git remembers. */
export interface FileHistory {
  /** Why nothing, or not all, is known. */
  readonly note?: string;
  /** Of an absolute path; `undefined` where it was never committed. */
  readonly of: (file: string) => { readonly first: FileChange; readonly last: FileChange } | undefined;
}

/** The history of all files below a folder, by one question to git. */
export function historyOf(folder: string): FileHistory {
  const log = git(folder, [
    '-c',
    'core.quotePath=false',
    'log',
    '--format=%x01%ct%x02%an',
    '--name-only',
    '--no-renames',
    '--relative',
    '--',
    '.',
  ]);
  if (log === undefined)
    return {
      note: `${folder} is in no git repository, so nobody knows when its files were changed.`,
      of: () => undefined,
    };
  const known = new Map<string, { first: FileChange; last: FileChange }>();
  let oldest = Number.POSITIVE_INFINITY;
  for (const commit of log.split('\u0001').slice(1)) {
    const [head = '', ...files] = commit.split('\n').filter((line) => line !== '');
    const [seconds = '', by = ''] = head.split('\u0002');
    const change = { at: Number(seconds), by };
    oldest = Math.min(oldest, change.at);
    // The newest comes first.
    for (const file of files.map((name) => resolve(folder, name)))
      known.set(file, { first: change, last: known.get(file)?.last ?? change });
  }
  const isShallow = git(folder, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true';
  return {
    ...(isShallow
      ? {
          note: `The clone is shallow and its history begins on ${dayOf(oldest)}: what was changed before looks as if it had been then. Fetch all of it with \`git fetch --unshallow\`.`,
        }
      : {}),
    of: (file) => known.get(resolve(file)),
  };
}

export const dayOf = (unixSeconds: number): string =>
  Number.isFinite(unixSeconds) ? new Date(unixSeconds * 1_000).toISOString().slice(0, 10) : 'an unknown day';
