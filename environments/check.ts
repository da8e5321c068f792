import { z } from 'zod';
import { nearest } from '../models/nearest';
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
  const { path } = issue;
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
    const key = String(path.at(-1));
    const { start, end } = placeOfKey(node, issue.path.slice(0, -1), key);
    const reason = issue.issues[0]?.message ?? 'not a valid name';
    return [diagnosticAt(source, start, end, printPath(path), `"${key}": ${reason}`)];
  }
  const { start, end } = placeOf(node, issue.path);
  return [diagnosticAt(source, start, end, printPath(path), sentence(issue, valueAt(node, issue.path)))];
}

/** One sentence in the words of the domain: what is wrong, and what would be right. */
function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.message.startsWith('Too ')) return size(issue, value);
  if (value === undefined) return `required, but missing${expected(issue)}`;
  if (value === null) return `has no value${expected(issue)}`;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const hint = typeof value === 'string' ? nearest(value, values) : undefined;
    const offer =
      typeof value === 'string' && /^v?\d+\./.test(value)
        ? `supported: ${values.join(', ')}`
        : hint === undefined
          ? `one of ${values.join(', ')}`
          : `did you mean "${hint}"?`;
    const what = issue.message.startsWith('Invalid') ? String(issue.path.at(-1)) : issue.message;
    return `unknown ${what} ${show(value)}; ${offer}`;
  }
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `expected ${inWords(issue.expected)}, found ${show(value)}`;
  }
  if (issue.code === 'invalid_type') return `${issue.message}, found ${show(value)}`;
  return issue.message;
}

/** Limits that carry no message of their own. */
function size(issue: z.core.$ZodIssue, value: unknown): string {
  const of = typeof value === 'string' ? ' characters' : Array.isArray(value) ? ' items' : '';
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}${of}, found ${show(value)}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}${of}, found ${show(value)}`;
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

function shapeAt(shape: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = shape;
  for (const step of path.map(String)) {
    const open: JsonSchema | boolean | undefined = at?.additionalProperties;
    const named: Readonly<Record<string, JsonSchema>> = at?.properties ?? {};
    at = Object.hasOwn(named, step)
      ? named[step]
      : (at?.items ?? (typeof open === 'object' ? open : undefined));
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

/** `objectives.latency.p99`, `features[2]`: a number is a place in a list. */
export const printPath = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
