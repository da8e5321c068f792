import { load } from 'js-yaml';
import type { Environment } from '../environments';
import { entryNotation, milliseconds, type Duration } from '../models/duration';
import { secondsPer } from '../models/feed';
import type { ModelKind, Runtime } from '../models/runtime';
import { runtimes, type RuntimeId } from '../models/runtimes';

/** What nobody but the user can know of a new model. */
export interface NewModel {
  readonly name: string;
  readonly team: string;
  readonly runtime: string;
}

/** The beginning of every entry, with whatever was given, so that a wrong value is reported where it would stand. */
export const entryHead = ({ name, team, runtime }: NewModel): string =>
  `name: ${scalar(name)}\nteam: ${scalar(team)}\nruntime: ${scalar(runtime)}\n`;

/** Quoted where YAML would read something else than the text, and in the quotes in which nothing is lost. */
function scalar(text: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(text) && load(text) === text) return text;
  return /^[\w./-]*$/.test(text) ? `'${text}'` : JSON.stringify(text);
}

/** The text of a new entry: objectives that the runtime can be measured by, and what else the runtime requires. */
export function entryText(
  model: NewModel & { readonly runtime: RuntimeId },
  environment: Environment,
): string {
  const runtime: Runtime = runtimes[model.runtime];
  return [
    entryHead(model).trimEnd(),
    ...servingLines(model, runtime, environment),
    ...batchLines(model, runtime, environment),
    ...gpuLines(runtime, environment),
    ...objectiveLines(runtime),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function servingLines({ name }: NewModel, runtime: Runtime, environment: Environment): readonly string[] {
  const pods = `app.kubernetes.io/name: ${scalar(name)}`;
  const found = `# Its pods are found by ${pods} in the namespace ${environment.modelNamespace}.`;
  if (runtime.servedName === 'required' && runtime.gateway === undefined) {
    return [
      'serving: # change both: one server carries several models',
      `  selector: { ${pods} } # labels of the server's pods`,
      `  model: ${scalar(name)} # the name by which the server knows this model`,
    ];
  }
  return [
    found,
    '# Where that is wrong, say so: serving: { namespace: ..., selector: { app: ... } }',
    ...(runtime.enable === '' ? [] : [`# Metrics: ${runtime.enable.replace('<name>', name)}.`]),
  ];
}

/** A job's clock is that of its team, where the environment knows it. */
function batchLines({ team }: NewModel, runtime: Runtime, environment: Environment): readonly string[] {
  if (runtime.kind !== 'batch') return [];
  const declared = Object.hasOwn(environment.teams, team) ? environment.teams[team] : undefined;
  const zone = declared?.hours?.zone ?? 'Etc/UTC';
  return [
    'batch: # change to when runs start, and how long after that a run must have succeeded',
    `  schedule: '0 2 * * *'`,
    `  zone: ${zone}`,
    '  deadline: 4h',
  ];
}

/** With several pools only the user knows which; with none there is nothing to say. */
function gpuLines(runtime: Runtime, environment: Environment): readonly string[] {
  const [pool, ...others] = Object.keys(environment.gpuPools);
  return runtime.kind !== 'llm' || pool === undefined || others.length > 0
    ? []
    : [`gpu: { pool: ${scalar(pool)}, count: 1 } # change to the GPUs of one pod`];
}

function objectiveLines(runtime: Runtime): readonly string[] {
  if (runtime.feeds.errors === undefined) return [];
  return [
    'objectives: # change to what you promise',
    '  availability: 99% # share of requests that must not fail, over 30 days',
    ...latencyLines(runtime),
  ];
}

/** Where to start, by kind of model; the nearest bound that is not below is taken. */
const usualLatency: Readonly<Record<ModelKind, Duration>> = {
  online: milliseconds(500),
  llm: milliseconds(10_000),
  batch: milliseconds(60_000),
};

function latencyLines(runtime: Runtime): readonly string[] {
  const usual = usualLatency[runtime.kind];
  const { latency, latencyMean } = runtime.feeds;
  const shared = runtime.servedName === 'required' && runtime.perServer.includes('latency');
  if (latency?.kind !== 'histogram' || shared) {
    return latencyMean === undefined
      ? []
      : [`  latency: { mean: ${entryNotation(usual)} } # ${runtime.title} tells no quantiles`];
  }
  const bounds = latency.bounds.map((bound) =>
    milliseconds(Number((bound * secondsPer[latency.unit] * 1_000).toFixed(3))),
  );
  const place = bounds.findIndex((bound) => bound.milliseconds >= usual.milliseconds);
  const at = place === -1 ? bounds.length - 1 : place;
  const near = bounds.slice(Math.max(0, at - 2), at + 3).map(entryNotation);
  const bound = bounds[at];
  return bound === undefined
    ? []
    : [
        `  latency: { p95: ${entryNotation(bound)} } # a bound of the histogram: ${near.join(', ')} or further`,
      ];
}
