import { z } from 'zod';
import { modelEntry, type ModelEntry } from '../models/entry';
import type { Model } from '../models/model';
import { runtimes, type RuntimeId } from '../models/runtimes';
import { printPath, type Checked } from './check';
import type { EnvironmentFile } from './environment';
import { diagnosticAt } from './source-text';
import { placeOf, valueOf } from './yaml';

/** Who decided a value. Lines count from 1. */
export type Origin =
  | { readonly kind: 'entry' | 'environment'; readonly file: string; readonly line: number }
  | { readonly kind: 'default' }
  | { readonly kind: 'runtime'; readonly runtime: RuntimeId }
  /** Taken over from another field, such as the title from the name. */
  | { readonly kind: 'field'; readonly path: string };

/** One field of the entry's language with the value that holds for a model. */
export interface Setting {
  /** Such as `objectives.latency.p99`. */
  readonly path: string;
  /** In the notation of entries. */
  readonly value: unknown;
  readonly origin: Origin;
}

type Decided = Omit<Setting, 'path'>;

/** What resolving puts where neither the entry nor its schema decides; `undefined` where nothing holds. */
type Fallback = (model: Model, settings: Checked<EnvironmentFile>) => Decided | undefined;

const fromField = (path: string, value: unknown): Decided => ({ value, origin: { kind: 'field', path } });
const fromRuntime = (of: (model: Model) => unknown): Fallback => {
  return (model) => ({ value: of(model), origin: { kind: 'runtime', runtime: model.runtime } });
};

const fallbacks: Readonly<Record<string, Fallback>> = {
  title: ({ title }) => fromField('name', title),
  kind: fromRuntime(({ kind }) => kind),
  'serving.namespace': ({ namespace }, settings) => ({
    value: namespace,
    origin: originIn(settings, ['models', 'namespace'], 'environment') ?? { kind: 'default' },
  }),
  'serving.selector': ({ selector }) => fromField('name', selector),
  // The first source is the server itself; another one is that of quality.from.
  'serving.port': fromRuntime(({ sources }) => sources[0]?.port),
  'serving.path': fromRuntime(({ sources }) => sources[0]?.path),
  'serving.model': ({ sources }) => {
    const served = sources[0]?.served;
    return served === undefined ? undefined : fromField('name', served);
  },
  'traffic.minimum': ({ traffic, signals }) =>
    traffic.pattern === 'continuous' && signals.includes('requests')
      ? { value: 'any request', origin: { kind: 'default' } }
      : undefined,
  'quality.from.namespace': ({ sources }) => {
    const quality = sources[1];
    return quality === undefined ? undefined : fromField('serving.namespace', quality.namespace);
  },
  'logs.format': fromRuntime(({ runtime }) => runtimes[runtime].logFormat),
};

/**
 * Every value that holds for a model and who decided it, in the order of the schema; fields without a value are left
 * out. `model` is what the entry resolves to in the environment of `settings`.
 */
export function settingsOf(
  entry: Checked<ModelEntry>,
  model: Model,
  settings: Checked<EnvironmentFile>,
): readonly Setting[] {
  return fields().flatMap(({ path, shape }): readonly Setting[] => {
    const name = printPath(path);
    const origin = originIn(entry, path, 'entry');
    if (origin !== undefined) return [{ path: name, value: at(valueOf(entry.node), path), origin }];
    const value = at(entry.value, path);
    if (value !== undefined) {
      return [{ path: name, value: inEntryNotation(value, shape), origin: { kind: 'default' } }];
    }
    const fallback = fallbacks[name]?.(model, settings);
    return fallback === undefined ? [] : [{ path: name, ...fallback }];
  });
}

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
}
interface Field {
  readonly path: readonly string[];
  readonly shape: Shape;
}

/** The schema's fields, and `kind`, which is none: the runtime alone decides it. */
function fields(): readonly Field[] {
  const leaves = (shape: Shape, path: readonly string[]): readonly Field[] =>
    shape.properties === undefined
      ? [{ path, shape }]
      : Object.entries(shape.properties).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  const all = leaves(z.toJSONSchema(modelEntry, { io: 'input', unrepresentable: 'any' }) as Shape, []);
  return all.flatMap((field) =>
    field.path[0] === 'runtime' ? [field, { path: ['kind'], shape: {} }] : field,
  );
}

/** A ratio is the only number that entries write as text. */
const inEntryNotation = (value: unknown, { type }: Shape): unknown =>
  type === 'string' && typeof value === 'number' ? `${Number((value * 100).toFixed(7))}%` : value;

/** Where a file says it; `undefined` where it does not. */
function originIn(
  { source, node }: Checked<unknown>,
  path: readonly string[],
  kind: 'entry' | 'environment',
): Origin | undefined {
  if (at(valueOf(node), path) === undefined) return undefined;
  const { start, end } = placeOf(node, path);
  const { file, line } = diagnosticAt(source, start, end, '', '');
  return { kind, file, line };
}

function at(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Readonly<Record<string, unknown>>)[step];
  }
  return inner;
}
