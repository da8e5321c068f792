import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from '../../scripts/git';
import { projectRoot } from '../../scripts/project-root';
import { repositoryTree } from '../architecture/tree';

/** Files that commands read; the rest of the repository is not needed to run them. */
const needed =
  /^(?:[^/]+|(?:environments|models|scrape|rules|dashboards|logs|constructs|stacks|preview|scripts|schemas|provider-schemas|tools|test\/fixtures\/metrics|test\/models|test\/rules|test\/environments)\/.*)$/;

/** A copy of the repository in which the commands of a page may write, with what is built. */
export function repositoryCopy(): {
  readonly root: string;
  readonly renew: () => void;
  readonly remove: () => void;
} {
  const root = mkdtempSync(join(tmpdir(), 'documentation-'));
  const copy = (path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // What is built is as old as its sources, else every command would build again.
    cpSync(join(projectRoot, path), join(root, path), { recursive: true, preserveTimestamps: true });
  };
  // Once, and not in each copy.
  spawnSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: projectRoot });
  for (const path of repositoryTree().keys()) if (needed.test(path)) copy(path);
  for (const path of ['dist', '.gen']) copy(path);
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  asClone(root);
  return {
    root,
    renew: () => {
      rmSync(join(root, 'environments'), { recursive: true });
      copy('environments');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Makes a folder what a clone is whose branch has no commit of its own yet. */
function asClone(root: string): void {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all', '--', '.', ':!node_modules'],
    [...author, 'commit', '--quiet', '--message', 'a copy'],
    ['update-ref', 'refs/remotes/origin/main', 'HEAD'],
  ])
    git(root, args);
}
