import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { UsageError } from '../command';
import { git } from '../git';

/** What git answers in one line, without its end. */
const lineOf = (folder: string, args: readonly string[]): string | undefined => git(folder, args)?.trim();

/** The git repository that holds a folder of environments. */
export interface Repository {
  readonly top: string;
  /** The folder of environments, from the top. */
  readonly environments: string;
}

/** @throws UsageError outside a repository */
export function repositoryOf(environments: string): Repository {
  const top = lineOf(resolve(environments), ['rev-parse', '--show-toplevel']);
  if (top === undefined)
    throw new UsageError(`${environments} is in no git repository, so there is no base to compare with`);
  const inside = relative(realpathSync(top), realpathSync(environments));
  return { top: realpathSync(top), environments: inside === '' ? '.' : inside };
}

/** A commit to compare with. */
export interface Base {
  readonly commit: string;
  /** As reports name it. */
  readonly label: string;
}

/**
 * The commit at which the work on HEAD began: what was done on the base since then is no part of the change. Where
 * history does not reach back that far, as in a shallow clone, the base itself.
 *
 * @throws UsageError where there is no such commit
 */
export function baseOf({ top }: Repository, reference: string): Base {
  // A name that begins with a hyphen would be an option.
  const named = reference.startsWith('-')
    ? undefined
    : lineOf(top, ['rev-parse', '--verify', '--quiet', `${reference}^{commit}`]);
  if (named === undefined)
    throw new UsageError(
      `--base ${reference}: no such commit in ${top}; where it is on a remote, fetch it first (a shallow clone has only its own commits)`,
    );
  const commit = lineOf(top, ['merge-base', named, 'HEAD']) ?? named;
  const short = commit.slice(0, 8);
  return {
    commit,
    label: commit === named ? `${reference} (${short})` : `${short}, where HEAD left ${reference}`,
  };
}

/** The commit of HEAD, and whether files differ from it. */
export function headLabel({ top }: Repository): string {
  const commit = lineOf(top, ['rev-parse', '--short=8', 'HEAD']) ?? 'no commit';
  return git(top, ['status', '--porcelain']) === ''
    ? commit
    : `${commit} with changes that are not committed`;
}

/** Writes the files of a commit into a folder, and leaves no trace of it in the repository. */
export function checkOut({ top }: Repository, commit: string, folder: string): void {
  const index = { GIT_INDEX_FILE: `${folder}.index` };
  const isRead = git(top, ['read-tree', commit], index) !== undefined;
  if (!isRead || git(top, ['checkout-index', '--all', `--prefix=${folder}/`], index) === undefined)
    throw new Error(`git could not write the files of ${commit} to ${folder}`);
}

/** Whether git knows a file of the working tree. */
export const isTracked = ({ top }: Repository, file: string): boolean =>
  git(top, ['ls-files', '--error-unmatch', '--', file]) !== undefined;
