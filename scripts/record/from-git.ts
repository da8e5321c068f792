import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvalidConfig, loadEnvironments, type Environment } from '../../environments';
import { UsageError } from '../command';
import { git } from '../git';

/** The commit of a folder of environments, with a `+` where files in it differ; `none` outside a repository. */
export function commitOf(folder: string): string {
  const commit = git(folder, ['rev-parse', 'HEAD'])?.trim();
  if (commit === undefined) return 'none';
  return git(folder, ['status', '--porcelain', '--', '.']) === '' ? commit : `${commit}+`;
}

/** Who git says that the user is. */
export const userOf = (folder: string): string | undefined => git(folder, ['config', 'user.name'])?.trim();

/**
 * An environment as it was in an earlier commit; undefined where this version cannot read it, or it was not there.
 *
 * @throws UsageError where there is no such commit
 */
export function environmentAt(
  folder: string,
  reference: string,
  name: string,
): { readonly commit: string; readonly environment: Environment | undefined } {
  const commit = git(folder, ['rev-parse', '--verify', `${reference}^{commit}`])?.trim();
  if (commit === undefined) throw new UsageError(`--since ${reference}: no such commit of ${folder}`);
  const copy = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    const files = git(folder, ['ls-tree', '-r', '-z', '--name-only', commit, '--', name]) ?? '';
    for (const file of files.split('\0').filter((one) => one !== '')) {
      const place = join(copy, file);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, git(folder, ['show', `${commit}:./${file}`]) ?? '');
    }
    return { commit, environment: loadEnvironments(copy, name)[0] };
  } catch (error) {
    if (error instanceof InvalidConfig) return { commit, environment: undefined };
    throw error;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
