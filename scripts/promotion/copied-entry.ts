import { isDeepStrictEqual } from 'node:util';
import { entryNamed, type LoadedEnvironment } from '../../environments';
import { schemaFields } from '../../environments/schema-fields';
import { nodeAt, valueOf, type Node } from '../../environments/yaml';
import { modelEntry } from '../../models/entry';
import { allowanceOf, type Policy } from './policy';

/** An entry as it is promoted. */
export interface CopiedEntry {
  readonly text: string;
  /** Fields in which the environment keeps what it has. */
  readonly kept: readonly string[];
  /** Fields that it must keep, and that cannot be put into the copy. */
  readonly stuck: readonly string[];
}

/**
 * The entry of `from`, byte for byte; where that of `to` may differ, and does, with the values that are there. A value on one
 * line is put in place of another; of what only one of the files has, or what takes several lines, a person decides.
 */
export function copiedEntry(
  model: string,
  from: LoadedEnvironment,
  to: LoadedEnvironment,
  policy: Policy | undefined,
): CopiedEntry {
  const [entry, old] = [entryNamed(from, model), entryNamed(to, model)];
  if (entry === undefined) throw new Error(`${model} has no entry in ${from.environment.name}`);
  const { text } = entry.source;
  if (old === undefined || policy === undefined) return { text, kept: [], stuck: [] };
  const differing = schemaFields(modelEntry).flatMap(({ path }) => {
    const field = path.join('.');
    if (allowanceOf(policy, model, field) === undefined) return [];
    const [node, kept] = [nodeAt(entry.node, path), nodeAt(old.node, path)];
    return isDeepStrictEqual(valueIn(node), valueIn(kept)) ? [] : [{ field, node, kept }];
  });
  const edits = differing.flatMap(({ field, node, kept }) => {
    const value = textOf(kept, old.source.text);
    return textOf(node, text) === undefined || node === undefined || value === undefined
      ? []
      : [{ field, start: node.start, end: node.end, value }];
  });
  return {
    text: [...edits]
      .sort((a, b) => b.start - a.start)
      .reduce((all, { start, end, value }) => all.slice(0, start) + value + all.slice(end), text),
    kept: edits.map(({ field }) => field),
    stuck: differing.map(({ field }) => field).filter((field) => !edits.some((edit) => edit.field === field)),
  };
}

const valueIn = (node: Node | undefined): unknown => (node === undefined ? undefined : valueOf(node));

/** What stands there for a scalar on one line; `undefined` for all else. */
function textOf(node: Node | undefined, text: string): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  const written = text.slice(node.start, node.end);
  return written.includes('\n') ? undefined : written;
}
