import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The committed files, or those of a made-up repository: text by path from the top. */
export type Tree = ReadonlyMap<string, string>;

/** One broken rule, as `path: what is wrong`. */
export type Violations = readonly string[];

/** A rule about the repository as a whole. */
export type Rule = (tree: Tree) => Violations;

const root = join(__dirname, '..', '..');

/** Every file that is committed or would be: what git ignores is left out. */
export function repositoryTree(): Tree {
  const { stdout, status } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0)
    throw new Error('the architecture test needs a git work tree, to know which files are committed');
  const present = stdout
    .split('\0')
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile());
  return new Map(
    present.filter((path) => path !== '').map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

/** The files with one of the endings, in the order of their paths. */
export const filesWith = (
  tree: Tree,
  ...endings: readonly string[]
): readonly (readonly [string, string])[] =>
  [...tree]
    .filter(([path]) => endings.some((ending) => path.endsWith(ending)))
    .sort(([a], [b]) => (a < b ? -1 : 1));

export const roomOf = (path: string): string => path.split('/')[0] ?? '';

/** Rooms of product code, in import direction: a room may import those with a lower rank. */
export const ranks: Readonly<Record<string, number>> = {
  models: 0,
  environments: 1,
  scrape: 2,
  rules: 2,
  dashboards: 2,
  logs: 2,
  constructs: 3,
  stacks: 4,
};

export const outputs: readonly string[] = Object.keys(ranks).filter((room) => ranks[room] === 2);

/** TypeScript of the product: every room but the tests. */
export const sourceFiles = (tree: Tree): readonly (readonly [string, string])[] =>
  filesWith(tree, '.ts').filter(([path]) => path.includes('/') && roomOf(path) !== 'test');
