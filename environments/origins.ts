import { keepsToCalendar } from '../models/calendar';
import { printDuration } from '../models/duration';
import { modelEntry, type ModelEntry } from '../models/entry';
import { printPercentage, printRate } from '../models/fields';
import type { Model } from '../models/model';
import { runtimes, type RuntimeId } from '../models/runtimes';
import { timingNames } from '../models/timings';
import { printPath, type Checked } from './check';
import type { EnvironmentFile } from './environment';
import { schemaFields } from './schema-fields';
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
  'traffic.minimum': (model) =>
    keepsToCalendar(model) && model.signals.includes('requests')
      ? { value: 'any request', origin: { kind: 'default' } }
      : undefined,
  'objectives.availability': ({ availability }, settings) =>
    availability === undefined
      ? undefined
      : {
          value: printPercentage(availability),
          origin: originIn(settings, ['models', 'availability'], 'environment') ?? { kind: 'default' },
        },
  'objectives.window': ({ window, availability, ...times }, settings) =>
    availability === undefined && timingNames.every((name) => times[name]?.kind !== 'quantile')
      ? undefined
      : {
          value: printDuration(window),
          origin: originIn(settings, ['retention', 'metrics'], 'environment') ?? { kind: 'default' },
        },
  'objectives.freshness': ({ batch }) =>
    batch === undefined ? undefined : fromField('batch', printDuration(batch.silence)),
  'quality.drift.limit': ({ drift }) =>
    drift?.score === undefined ? undefined : fromField('quality.drift.test', drift.score.limit),
  'quality.from.namespace': ({ sources }) => {
    const quality = sources[1];
    return quality === undefined ? undefined : fromField('serving.namespace', quality.namespace);
  },
  'logs.lines': ({ logs, traffic }) =>
    logs.lines === traffic.minimum
      ? fromField('traffic.minimum', printRate(logs.lines))
      : { value: printRate(logs.lines), origin: { kind: 'default' } },
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
  return schemaFields(modelEntry).flatMap(({ path, usual }): readonly Setting[] => {
    const name = printPath(path);
    const origin = originIn(entry, path, 'entry');
    if (origin !== undefined) return [{ path: name, value: at(valueOf(entry.node), path), origin }];
    // A default in a group that the entry leaves out holds for nothing.
    if (usual !== undefined && at(entry.value, path) !== undefined) {
      return [{ path: name, value: usual, origin: { kind: 'default' } }];
    }
    const fallback = fallbacks[name]?.(model, settings);
    return fallback === undefined ? [] : [{ path: name, ...fallback }];
  });
}

/** Where a file says it; `undefined` where it does not. */
export function originIn(
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
