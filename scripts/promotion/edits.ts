import { nodeAt, type Node } from '../../environments/yaml';
import { scalar } from '../new-entry';

/** A file that was read, with the places of its values. */
interface Source {
  readonly source: { readonly text: string };
  readonly node: Node;
}

/** A name and the path of the scalar that it takes the place of. */
export interface NameEdit {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** Puts names in place of scalars; all else stays as it was written. */
export const withNames = ({ source: { text }, node }: Source, edits: readonly NameEdit[]): string =>
  edits
    .flatMap(({ path, name }) => {
      const found = nodeAt(node, path);
      return found?.kind === 'scalar' ? [{ start: found.start, end: found.end, name }] : [];
    })
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, name }) => all.slice(0, start) + scalar(name) + all.slice(end), text);

/** Paths of every scalar with this value below a node, where `isMeant` says that it is a name of that kind. */
export function pathsOf(
  node: Node,
  value: string,
  isMeant: (path: readonly (string | number)[]) => boolean,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  switch (node.kind) {
    case 'scalar':
      return node.value === value && isMeant(path) ? [path] : [];
    case 'sequence':
      return node.items.flatMap((item, index) => pathsOf(item, value, isMeant, [...path, index]));
    case 'mapping':
      return node.entries.flatMap((entry) => pathsOf(entry.value, value, isMeant, [...path, entry.key]));
  }
}
