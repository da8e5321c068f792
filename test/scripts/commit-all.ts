import { git } from '../../scripts/git';

/** Commits all that is in a repository, by an author of its own. */
export function commitAll(repository: string, text: string): void {
  git(repository, ['add', '-A']);
  git(repository, ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', text]);
}
