import { posix } from 'node:path';
import { importsOf, valueImportsOf } from './syntax-tree';
import { filesWith, ranks, roomOf, sourceFiles, type Rule, type Tree } from './tree';

interface Import {
  readonly path: string;
  readonly line: number;
  /** As written, such as `../models/names` or `zod`. */
  readonly specifier: string;
  /** Path from the top, for relative specifiers. */
  readonly target?: string;
}

const importsIn = (files: readonly (readonly [string, string])[]): readonly Import[] =>
  files.flatMap(([path, text]) =>
    importsOf(path, text).map(({ line, text: specifier }) => ({
      path,
      line,
      specifier,
      ...(specifier.startsWith('.') ? { target: posix.join(posix.dirname(path), specifier) } : {}),
    })),
  );

const sourceImports = (tree: Tree): readonly Import[] => importsIn(sourceFiles(tree));

/** models <- environments <- outputs <- constructs <- stacks; outputs never import each other. */
export const importDirection: Rule = (tree) =>
  sourceImports(tree).flatMap(({ path, line, target }) => {
    const from = roomOf(path);
    const to = target === undefined ? undefined : roomOf(target);
    const rank = ranks[from];
    if (rank === undefined || to === undefined || to === from || to === '.gen') return [];
    const other = ranks[to];
    if (other !== undefined && other < rank) return [];
    const why = other === rank ? 'outputs never import each other' : `${from}/ may not import ${to}/`;
    return [`${path}:${line}: imports ${target}; ${why}`];
  });

const isCdktf = ({ specifier, target }: Import): boolean =>
  /^(?:cdktf|constructs)(?:\/|$)|^@cdktf\//.test(specifier) || roomOf(target ?? '') === '.gen';

/** Only constructs/ and stacks/ know Terraform. */
export const cdktfImports: Rule = (tree) =>
  sourceImports(tree)
    .filter((one) => isCdktf(one) && !['constructs', 'stacks'].includes(roomOf(one.path)))
    .map(
      ({ path, line, specifier }) =>
        `${path}:${line}: imports ${specifier}; only constructs/ and stacks/ may`,
    );

/** The root of a provider package loads thousands of classes. */
export const providerSubPaths: Rule = (tree) =>
  importsIn(filesWith(tree, '.ts')).flatMap(({ path, line, specifier, target }) => {
    const byRoot =
      (/^@cdktf\/provider-/.test(specifier) && !/^@cdktf\/provider-[\w-]+\/lib\/[\w-]+/.test(specifier)) ||
      (/^\.gen\//.test(target ?? '') && !/^\.gen\/providers\/[\w-]+\/[\w-]+/.test(target ?? ''));
    return byRoot ? [`${path}:${line}: imports ${specifier}; providers are imported by sub-path`] : [];
  });

const readers = ['preview', 'scripts'];

/** Files are read in one place of the product. */
export const fileSystem: Rule = (tree) =>
  sourceImports(tree)
    .filter(
      ({ path, specifier }) =>
        /^(?:node:)?fs(?:\/promises)?$/.test(specifier) &&
        path !== 'environments/load.ts' &&
        !readers.includes(roomOf(path)),
    )
    .map(
      ({ path, line }) =>
        `${path}:${line}: imports node:fs; only environments/load.ts, preview/ and scripts/ may`,
    );

/** A file that needs itself, by way of others, cannot be read on its own. Imports of types alone do not count. */
export const importCycles: Rule = (tree) => {
  const files = new Map(sourceFiles(tree));
  const edges = new Map(
    [...files].map(([path, text]) => {
      const targets = valueImportsOf(path, text).map(({ text: specifier }) =>
        posix.join(posix.dirname(path), specifier),
      );
      return [
        path,
        targets.flatMap((target) => [`${target}.ts`, `${target}/index.ts`].filter((one) => files.has(one))),
      ];
    }),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.add([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return [...found].map((cycle) => `${cycle}: import each other`);
};
