import { load } from 'js-yaml';
import { languageLine, type Environment } from '../environments';
import { entryNotation, milliseconds, type Duration } from '../models/duration';
import { basePer } from '../models/feed';
import { feedsOf, histogramsOf, type ModelKind, type Runtime } from '../models/runtime';
import { runtimes, type RuntimeId } from '../models/runtimes';
import type { SignalName } from '../models/signals';
import { timingOf, type TimingName } from '../models/timings';

/** What nobody but the user can know of a new model. */
export interface NewModel {
  readonly name: string;
  readonly team: string;
  readonly runtime: string;
}

/** The beginning of every entry, with whatever was given, so that a wrong value is reported where it would stand. */
export const entryHead = ({ name, team, runtime }: NewModel): string =>
  `${languageLine()}name: ${scalar(name)}\nteam: ${scalar(team)}\nruntime: ${scalar(runtime)}\n`;

/** Quoted where YAML would read something else than the text, and in the quotes in which nothing is lost. */
export function scalar(text: string): string {
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
    : [`gpu: { pool: ${scalar(pool)}, count: 1 } # change to the GPUs of one pod, or remove`];
}

function objectiveLines(runtime: Runtime): readonly string[] {
  const lines = [
    ...(isTold(runtime, 'errors') ? ['  availability: 99% # share of requests that must not fail'] : []),
    ...timesOf[runtime.kind].flatMap((timing) => timeLines(timing, runtime)),
    ...(isTold(runtime, 'batchFailedRows')
      ? ['  completion: 99% # share of the rows of a run that must be scored']
      : []),
  ];
  return lines.length === 0 ? [] : ['objectives: # change to what you promise', ...lines];
}

/** Whether a server tells it without a flag, and of one model among several where it needs to. */
const isTold = (runtime: Runtime, signal: SignalName): boolean =>
  feedsOf(runtime, signal).length > 0 &&
  runtime.pages[0].lacks?.includes(signal) !== true &&
  !(runtime.servedName === 'required' && runtime.perServer.includes(signal));

/** The times that matter to users of a kind: how long a whole answer takes says little where its length varies. */
const timesOf: Readonly<Record<ModelKind, readonly TimingName[]>> = {
  online: ['latency'],
  llm: ['timeToFirstToken', 'interTokenLatency'],
  batch: [],
};

/** Where to start; the nearest bound that is not below is taken. */
const usual: Readonly<Record<TimingName, Duration>> = {
  latency: milliseconds(500),
  timeToFirstToken: milliseconds(2_000),
  interTokenLatency: milliseconds(100),
  queueWait: milliseconds(1_000),
};

function timeLines(timing: TimingName, runtime: Runtime): readonly string[] {
  const { signal, mean } = timingOf(timing);
  const [histogram] = isTold(runtime, signal) ? histogramsOf(runtime, signal) : [];
  if (histogram === undefined) {
    return mean !== undefined && isTold(runtime, mean)
      ? [`  ${timing}: { mean: ${entryNotation(usual[timing])} } # ${runtime.title} tells no quantiles`]
      : [];
  }
  // An entry cannot ask for a fraction of a millisecond.
  const bounds = histogram.bounds
    .map((bound) => Number((bound * basePer[histogram.unit] * 1_000).toFixed(3)))
    .filter((bound) => Number.isInteger(bound) && bound > 0)
    .map(milliseconds);
  const place = bounds.findIndex((bound) => bound.milliseconds >= usual[timing].milliseconds);
  const at = place === -1 ? bounds.length - 1 : place;
  const bound = bounds[at];
  if (bound === undefined) {
    return mean !== undefined && isTold(runtime, mean)
      ? [`  ${timing}: { mean: ${entryNotation(usual[timing])} } # no bucket ends at whole milliseconds`]
      : [];
  }
  const near = bounds.slice(Math.max(0, at - 2), at + 3).map(entryNotation);
  return [
    `  ${timing}: { p95: ${entryNotation(bound)} } # a bound of the histogram: ${near.join(', ')} or further`,
  ];
}
