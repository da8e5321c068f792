import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCompany, type Edit } from '../changes/edited';

/** Nothing of who runs the tests is in the repositories that they make. */
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'jo',
  GIT_AUTHOR_EMAIL: 'jo@example.com',
  GIT_COMMITTER_NAME: 'jo',
  GIT_COMMITTER_EMAIL: 'jo@example.com',
};

export function git(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** A repository whose first commit is the fixture company and whose second has some edits; the first is tagged `base`. */
export function companyRepository(folder: string, edits: readonly Edit[]): void {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  writeCompany(join(folder, 'environments'));
  commit(folder, 'the company');
  git(folder, 'tag', 'base');
  writeCompany(join(folder, 'environments'), edits);
  if (edits.length > 0) commit(folder, 'a change');
}

export function commit(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', message);
}
