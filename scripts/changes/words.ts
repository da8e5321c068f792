import { printDuration, type Duration } from '../../models/duration';
import { shown } from '../explanation/shown';

/** A value of a group with the path that leads there. */
export interface Leaf {
  readonly path: readonly string[];
  readonly says: string;
}

/**
 * The values of a group in words, each with its path. Elements of a list are found by their names where all have one, as
 * an order means nothing then; other lists are one value.
 */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (value === undefined) return [];
  const inner = entriesOf(value);
  if (inner === undefined || inner.length === 0) return [{ path, says: shown(inWords(value)) }];
  return inner.flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

/** What a value holds by key; `undefined` where it is one value. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== 'object' || value === null || isDuration(value)) return undefined;
  if (!Array.isArray(value)) return Object.entries(value);
  const named = value.flatMap((element: unknown): readonly (readonly [string, unknown])[] => {
    if (typeof element !== 'object' || element === null || !('name' in element)) return [];
    const { name, ...rest } = element;
    return typeof name === 'string' ? [[name, rest]] : [];
  });
  return named.length === value.length && value.length > 0 ? named : undefined;
}

/** The same with every span of time as text. */
function inWords(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isDuration(value)) return printDuration(value);
  if (Array.isArray(value)) return value.map(inWords);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inWords(one as unknown)]));
}

const isDuration = (value: object): value is Duration =>
  'milliseconds' in value && Object.keys(value).length === 1;
