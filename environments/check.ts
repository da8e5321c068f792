import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Diagnostic } from './diagnostic';
import { diagnosticAt, type SourceText } from './source-text';
import { placeOf, placeOfKey, valueOf, type Node } from './yaml';

/** A file whose values fit its schema, with what is needed to point into it. */
export interface Checked<T> {
  readonly source: SourceText;
  readonly node: Node;
  readonly value: T;
}

/** Checks one parsed file against its schema; every problem of the file is reported. */
export function check<S extends z.ZodType>(
  source: SourceText,
  node: Node,
  schema: S,
): Checked<z.infer<S>> | { diagnostics: readonly Diagnostic[] } {
  const result = schema.safeParse(valueOf(node));
  if (result.success) return { source, node, value: result.data };
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return { diagnostics: result.error.issues.flatMap((issue) => diagnosticsOf(issue, source, node, shape)) };
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
}

function diagnosticsOf(
  issue: z.core.$ZodIssue,
  source: SourceText,
  node: Node,
  shape: JsonSchema,
): readonly Diagnostic[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(shape, path)?.properties ?? {});
    return issue.keys.map((key) => {
      const { start, end } = placeOfKey(node, issue.path, key);
      const hint = nearest(key, known);
      const offer = hint === undefined ? `; known here: ${known.join(', ')}` : `; did you mean "${hint}"?`;
      return diagnosticAt(source, start, end, printPath([...path, key]), `unknown key "${key}"${offer}`);
    });
  }
  if (issue.code === 'invalid_key') {
    const key = path.at(-1) ?? '';
    const { start, end } = placeOfKey(node, issue.path.slice(0, -1), key);
    const reason = issue.issues[0]?.message ?? 'not a valid name';
    return [diagnosticAt(source, start, end, printPath(path), `"${key}": ${reason}`)];
  }
  const { start, end } = placeOf(node, issue.path);
  return [diagnosticAt(source, start, end, printPath(path), sentence(issue, valueAt(node, issue.path)))];
}

/** One sentence in the words of the domain: what is wrong, and what would be right. */
function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return `required, but missing${expected(issue)}`;
  if (value === null) return `has no value${expected(issue)}`;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const hint = typeof value === 'string' ? nearest(value, values) : undefined;
    const offer = hint === undefined ? `one of ${values.join(', ')}` : `did you mean "${hint}"?`;
    return `unknown value ${show(value)}; ${offer}`;
  }
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `expected ${inWords(issue.expected)}, found ${show(value)}`;
  }
  if (issue.code === 'invalid_type') return `${issue.message}, found ${show(value)}`;
  return issue.message;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `; one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type' && !issue.message.startsWith('Invalid input'))
    return `; ${issue.message}`;
  return issue.code === 'invalid_type' ? `; expected ${inWords(issue.expected)}` : '';
}

const inWords = (type: string): string =>
  ({
    object: 'a group of fields',
    record: 'a group of fields',
    array: 'a list',
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  })[type] ?? type;

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return String(value);
}

function shapeAt(shape: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = shape;
  for (const step of path) {
    const open: JsonSchema | boolean | undefined = at?.additionalProperties;
    at = at?.properties?.[step] ?? at?.items ?? (typeof open === 'object' ? open : undefined);
  }
  return at;
}

function valueAt(node: Node, path: readonly PropertyKey[]): unknown {
  let value = valueOf(node);
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

export const printPath = (path: readonly string[]): string =>
  path.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

/** The known word that a typo most likely meant: at most a third of its letters may differ. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, cost: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost);
  const best = ranked[0];
  return best !== undefined && best.cost <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}
