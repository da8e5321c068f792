import { longestGap } from '../models/schedule';
import { entryNotation, milliseconds, inSeconds, type Duration } from '../models/duration';
import { quantiles, type ModelEntry, type Quantile } from '../models/entry';
import { secondsPer } from '../models/feed';
import type { LatencyObjective, Model, Source } from '../models/model';
import type { Runtime } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { qualitySignals, signalNames, type SignalName } from '../models/signals';
import type { EnvironmentFile } from './environment';
import { undeclared, type Report } from './report';
import { zoneProblem } from './time-zone';

/** Applies defaults and policy to one entry, once, and checks what only entry and environment together can tell. */
export function resolveModel(entry: ModelEntry, environment: EnvironmentFile, report: Report): Model {
  const runtime = runtimes[entry.runtime];
  const teams = Object.keys(environment.teams);
  const team = Object.hasOwn(environment.teams, entry.team) ? environment.teams[entry.team] : undefined;
  if (team === undefined) report(['team'], undeclared('team', entry.team, teams));
  else if (environment.paging && team.page === undefined && entry.tier !== 'experimental') {
    report(
      ['team'],
      `the team "${entry.team}" has no page receiver in environment.yaml, but models of tier ${entry.tier} page; add one, or set tier: experimental`,
    );
  }
  checkGpu(entry, environment, report);

  const sources = resolveSources(entry, runtime, environment, report);
  const signals = signalNames.filter((signal) => sources.some((source) => source.signals.includes(signal)));
  if (signals.length === 0) report(['runtime'], 'nothing can be observed of this model');
  const need = (signal: SignalName, path: readonly string[], asked: string, instead: string): boolean => {
    if (signals.includes(signal)) return true;
    report(path, `${runtime.title} does not tell ${asked}; ${instead}`);
    return false;
  };
  const addSource = 'name the pods that publish it under quality.from';
  const { availability } = entry.objectives;
  if (availability !== undefined) {
    need('errors', ['objectives', 'availability'], 'which requests fail', 'remove the objective');
  }
  if (entry.quality.accuracy !== undefined)
    need('accuracy', ['quality', 'accuracy'], 'the accuracy of its model', addSource);
  if (entry.quality.drift !== undefined)
    need('drift', ['quality', 'drift'], 'the drift of features', addSource);
  if (entry.traffic.minimum !== undefined && entry.traffic.pattern !== 'continuous') {
    report(
      ['traffic', 'minimum'],
      `a minimum is watched for continuous traffic only, and this is ${entry.traffic.pattern}; remove one of the two`,
    );
  } else if (entry.traffic.minimum !== undefined) {
    need('requests', ['traffic', 'minimum'], 'how many requests it answers', 'remove the minimum');
  }
  const latency = resolveLatency(entry, runtime, signals, report);
  const batch = resolveBatch(entry, runtime, report);
  return {
    name: entry.name,
    title: entry.title ?? entry.name,
    team: entry.team,
    tier: entry.tier,
    kind: runtime.kind,
    runtime: entry.runtime,
    namespace: entry.serving.namespace ?? environment.models.namespace,
    selector: podsOf(entry),
    versionLabel: entry.serving.versionLabel,
    sources,
    signals,
    traffic: { pattern: entry.traffic.pattern, minimum: entry.traffic.minimum ?? 0 },
    ...(availability === undefined ? {} : { availability }),
    ...(latency === undefined ? {} : { latency }),
    ...(entry.quality.accuracy === undefined ? {} : { accuracy: entry.quality.accuracy }),
    ...(entry.quality.drift === undefined ? {} : { drift: entry.quality.drift }),
    ...(batch === undefined ? {} : { batch }),
    ...(entry.gpu === undefined ? {} : { gpu: entry.gpu }),
    logs: { format: entry.logs.format ?? runtime.logFormat, fields: entry.logs.fields },
  };
}

const podsOf = (entry: ModelEntry): Readonly<Record<string, string>> =>
  entry.serving.selector ?? { 'app.kubernetes.io/name': entry.name };

function resolveSources(
  entry: ModelEntry,
  runtime: Runtime,
  environment: EnvironmentFile,
  report: Report,
): readonly Source[] {
  const { serving } = entry;
  const namespace = serving.namespace ?? environment.models.namespace;
  if (serving.model !== undefined && runtime.servedName === 'never') {
    report(['serving', 'model'], `${runtime.title} serves one model per server; remove serving.model`);
  }
  if (runtime.gateway !== undefined) {
    for (const field of ['port', 'path'] as const) {
      if (serving[field] === undefined) continue;
      report(
        ['serving', field],
        `metrics of a ${runtime.title} are read from the gateway; remove serving.${field}`,
      );
    }
  }
  // A gateway is shared by nature: without a served name its page could not be told apart from another job's.
  const served = serving.model ?? (runtime.servedName === 'required' ? entry.name : undefined);
  const fed = signalNames.filter((signal) => runtime.feeds[signal] !== undefined);
  const own = served === undefined ? fed : fed.filter((signal) => !runtime.perServer.includes(signal));
  const server: Source = {
    name: entry.name,
    runtime: entry.runtime,
    namespace: runtime.gateway?.namespace ?? namespace,
    selector: runtime.gateway?.selector ?? podsOf(entry),
    port: serving.port ?? runtime.port,
    path: serving.path ?? runtime.path,
    ...(served === undefined ? {} : { served }),
    versionLabel: serving.versionLabel,
    signals: own,
  };
  const { from } = entry.quality;
  if (from === undefined) return [server];
  const asked: readonly SignalName[] = qualitySignals.filter((signal) => entry.quality[signal] !== undefined);
  if (asked.length === 0) {
    report(
      ['quality', 'from'],
      'names a source of quality metrics, but neither accuracy nor drift is asked for',
    );
  }
  return [
    { ...server, signals: own.filter((signal) => !asked.includes(signal)) },
    {
      name: `${entry.name}-quality`,
      runtime: 'custom',
      namespace: from.namespace ?? namespace,
      selector: from.selector,
      port: from.port,
      path: from.path,
      versionLabel: serving.versionLabel,
      signals: asked,
    },
  ];
}

function resolveLatency(
  entry: ModelEntry,
  runtime: Runtime,
  signals: readonly SignalName[],
  report: Report,
): LatencyObjective | undefined {
  const objective = entry.objectives.latency;
  if (objective === undefined) return undefined;
  const path = ['objectives', 'latency'];
  if (objective.mean !== undefined) {
    if (signals.includes('latencyMean')) return { kind: 'mean', seconds: inSeconds(objective.mean) };
    report([...path, 'mean'], `${runtime.title} does not tell how long requests take; remove the objective`);
    return undefined;
  }
  const quantile = (Object.keys(quantiles) as Quantile[]).find((name) => objective[name] !== undefined);
  const bound = quantile === undefined ? undefined : objective[quantile];
  if (quantile === undefined || bound === undefined) return undefined;
  const feed = runtime.feeds.latency;
  if (feed?.kind !== 'histogram' || !signals.includes('latency')) {
    const shared = runtime.perServer.includes('latency') && entry.serving.model !== undefined;
    const why = shared
      ? 'its latency histogram does not say which model it belongs to'
      : 'it has no latency histogram';
    const instead = signals.includes('latencyMean')
      ? `write latency: { mean: ${entryNotation(bound)} }`
      : 'remove the objective';
    report([...path, quantile], `${runtime.title} cannot tell a ${quantile}: ${why}; ${instead}`);
    return undefined;
  }
  // In milliseconds and with a tolerance: 0.35s divided by 1ms is not 350 to the last bit.
  const unit = secondsPer[feed.unit] * 1_000;
  const native = feed.bounds.find((one) => Math.abs(one * unit - bound.milliseconds) < 1e-6);
  if (native === undefined) {
    report([...path, quantile], offBucket(bound, feed.bounds, secondsPer[feed.unit], runtime));
    return undefined;
  }
  return { kind: 'quantile', quantile, seconds: inSeconds(bound), le: printBound(native) };
}

/** A bound as Prometheus 3 stores it in `le`: always a float, `1.0` and never `1`. */
export const printBound = (bound: number): string =>
  Number.isInteger(bound) ? bound.toFixed(1) : String(bound);

/** The two bounds below and the two above, as an entry would write them. */
function offBucket(asked: Duration, native: readonly number[], unit: number, runtime: Runtime): string {
  const bounds = native.map((bound) => milliseconds(Number((bound * unit * 1_000).toFixed(3))));
  const above = bounds.findIndex((bound) => bound.milliseconds > asked.milliseconds);
  const near = above === -1 ? bounds.slice(-2) : bounds.slice(Math.max(0, above - 2), above + 2);
  return `no bucket of ${runtime.title} ends at ${entryNotation(asked)}, so nothing could be counted; the nearest bounds are ${near.map(entryNotation).join(', ')}`;
}

function resolveBatch(entry: ModelEntry, runtime: Runtime, report: Report): Model['batch'] {
  if (runtime.kind !== 'batch') {
    if (entry.batch !== undefined) report(['batch'], `${runtime.title} is no batch runtime; remove batch`);
    return undefined;
  }
  if (entry.batch === undefined) {
    report(['runtime'], 'a batch model needs its schedule: batch: { schedule: "0 2 * * *", deadline: 4h }');
    return undefined;
  }
  const { schedule, zone, deadline } = entry.batch;
  const problem = zoneProblem(zone);
  if (problem !== undefined) {
    report(['batch', 'zone'], problem);
    return undefined;
  }
  const gap = longestGap(schedule, zone);
  if ('problem' in gap) {
    report(['batch', 'schedule'], gap.problem);
    return undefined;
  }
  return { ...entry.batch, silence: milliseconds(gap.milliseconds + deadline.milliseconds) };
}

function checkGpu(entry: ModelEntry, environment: EnvironmentFile, report: Report): void {
  if (entry.gpu === undefined || Object.hasOwn(environment.gpuPools, entry.gpu.pool)) return;
  report(['gpu', 'pool'], undeclared('GPU pool', entry.gpu.pool, Object.keys(environment.gpuPools)));
}
