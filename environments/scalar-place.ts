import type { Span } from '../models/promql';
import type { Node } from './yaml';

/**
 * Where a part of a text value stands in the file. YAML folds lines and takes indentation and escapes away, so offsets of
 * the value are no offsets of the file; but what is no blank stays, in its order.
 */
export function placeInScalar(text: string, node: Node, { from, to }: Span): { start: number; end: number } {
  const value = node.kind === 'scalar' ? String(node.value) : '';
  const places = visible(text, node);
  const before = visibleIn(value.slice(0, from));
  const inside = visibleIn(value.slice(from, to));
  const first = places[before];
  const last = places[before + Math.max(0, inside - 1)];
  if (first === undefined || last === undefined) {
    const end = places.at(-1)?.end ?? node.end;
    return { start: Math.min(end, Math.max(node.start, end - 1)), end };
  }
  return { start: first.start, end: last.end };
}

const visibleIn = (text: string): number => text.replaceAll(/\s/g, '').length;

/** The places of all characters of a value that are no blanks. */
function visible(text: string, node: Node): readonly { readonly start: number; readonly end: number }[] {
  const written = text.slice(node.start, node.end);
  const quote = written[0];
  const forms = quote === '"' ? /\\(?:x.{2}|u.{4}|U.{8}|[^])|\S/g : quote === "'" ? /''|\S/g : /\S/g;
  const isQuoted = quote === '"' || quote === "'";
  const inner = isQuoted ? written.slice(1, -1) : written;
  const offset = node.start + (isQuoted ? 1 : 0);
  return [...inner.matchAll(forms)]
    .filter(([form]) => !/^\\[\s0abtnvfreNLP_]/.test(form))
    .map((match) => ({ start: offset + match.index, end: offset + match.index + match[0].length }));
}
