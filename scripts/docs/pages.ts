import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectRoot } from '../project-root';
import type { Page } from './navigation';

/** Folders and files of which the documentation consists. Everything else in the repository is its subject. */
const roots = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs', 'runbooks'];

/** Every page, in the order of paths. */
export function documentationPages(root: string = projectRoot): readonly Page[] {
  return roots.flatMap((start) => pathsBelow(root, start)).map((path) => pageAt(root, path));
}

/** Folders at the top in which no page is looked for. */
export const otherFolders = (root: string = projectRoot): readonly string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => !entry.isFile() && !roots.includes(entry.name))
    .map(({ name }) => name);

const pageAt = (root: string, path: string): Page => ({ path, text: readFileSync(join(root, path), 'utf8') });

function pathsBelow(root: string, start: string): readonly string[] {
  if (start.endsWith('.md')) return [start];
  return readdirSync(join(root, start), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = posix.join(start, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : pathsBelow(root, path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
}
