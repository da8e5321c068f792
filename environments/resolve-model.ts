import { keepsToCalendar } from '../models/calendar';
import type { ModelEntry } from '../models/entry';
import { usualLines } from '../models/log-sizing';
import type { Model } from '../models/model';
import type { Runtime } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { signalNames, type SignalName } from '../models/signals';
import type { EnvironmentFile } from './environment';
import { undeclared, type Report } from './report';
import { alertChangesOf, extraAlertsOf } from './resolve-alerts';
import { resolveBatch } from './resolve-batch';
import { resolveObjectives } from './resolve-objectives';
import { businessOf, extraPanelsOf } from './resolve-own-metrics';
import { checkQuality, resolveQuality } from './resolve-quality';
import { clusterSignals, podsOf, resolveSources } from './resolve-sources';

/** Applies defaults and policy to one entry, once, and checks what only entry and environment together can tell. */
export function resolveModel(entry: ModelEntry, environment: EnvironmentFile, report: Report): Model {
  const runtime: Runtime = runtimes[entry.runtime];
  const kind = entry.kind ?? runtime.kind;
  if (runtime.kind === 'batch' && kind !== 'batch') {
    report(['kind'], `${runtime.title} is for batch models; remove kind, or name what serves the model`);
  }
  const isPossible = (runtime.kind === 'batch') === (kind === 'batch');
  checkTeam(entry, environment, report);
  checkGpu(entry, environment, report);

  const sources = resolveSources(entry, kind, environment, report);
  const told = new Set<SignalName>([
    ...sources.flatMap((source) => source.signals),
    ...clusterSignals(entry, kind, sources),
    ...(Object.keys(entry.business).length > 0 ? (['business'] as const) : []),
  ]);
  const signals = signalNames.filter((signal) => told.has(signal));
  if (isPossible && sources.every((source) => source.signals.length === 0)) {
    report(['runtime'], 'nothing can be observed of this model');
  }
  checkQuality(entry, kind, sources, environment, report);
  checkTraffic(entry, runtime, signals, environment, report);
  const batch = resolveBatch(entry, kind, runtime, report);
  const { probe } = entry.serving;
  return {
    name: entry.name,
    title: entry.title ?? entry.name,
    team: entry.team,
    tier: entry.tier,
    kind,
    runtime: entry.runtime,
    namespace: entry.serving.namespace ?? environment.models.namespace,
    selector: podsOf(entry),
    versionLabel: entry.serving.versionLabel,
    sources,
    signals,
    ...(probe === undefined ? {} : { probe }),
    traffic: { pattern: entry.traffic.pattern, minimum: entry.traffic.minimum ?? 0 },
    ...resolveObjectives(entry, { kind, sources, signals }, environment, report),
    ...resolveQuality(entry, sources, report),
    business: businessOf(entry, sources, report),
    ...(batch === undefined ? {} : { batch }),
    ...(entry.gpu === undefined ? {} : { gpu: entry.gpu }),
    logs: logsOf(entry, runtime, environment, report),
    alertChanges: alertChangesOf(entry),
    extraAlerts: extraAlertsOf(entry, { signals }, report),
    extraPanels: extraPanelsOf(entry, sources, report),
    seriesBudget: environment.budgets.seriesPerModel,
    maintenance: [],
  };
}

function logsOf(
  { logs, team, traffic }: ModelEntry,
  runtime: Runtime,
  { teams }: EnvironmentFile,
  report: Report,
): Model['logs'] {
  const { format, fields, payload, lines, lineBytes, retention, isolation, audit } = logs;
  if (retention !== undefined && isolation === 'shared') {
    report(
      ['logs', 'retention'],
      'lines in the shared stream are kept as long as those of all models; add isolation: dedicated, or remove retention',
    );
  }
  const lineFormat = format ?? runtime.logFormat;
  for (const [field, asked] of [
    ['payload', payload !== undefined],
    ['audit', audit],
  ] as const) {
    if (!asked || lineFormat === 'json') continue;
    report(
      ['logs', field],
      `lines of ${runtime.title} are text, which holds no fields; log JSON and add format: json, or remove ${field}`,
    );
  }
  for (const [index, name] of fields.entries()) {
    if (name !== 'input' && name !== 'output') continue;
    report(['logs', 'fields', index], `"${name}" is kept by logs.payload, which samples and marks it`);
  }
  return {
    described:
      [format, payload, lines, retention].some((said) => said !== undefined) ||
      fields.length > 0 ||
      isolation === 'dedicated' ||
      audit,
    format: lineFormat,
    fields,
    payloadSample: payload?.sample ?? 0,
    lines: lines ?? Math.max(usualLines, traffic.minimum ?? 0),
    lineBytes,
    isolation,
    readers: (Object.hasOwn(teams, team) ? teams[team]?.logs.readers : undefined) ?? 'all',
    ...(retention === undefined ? {} : { retention }),
    audit,
  };
}

function checkTeam(entry: ModelEntry, environment: EnvironmentFile, report: Report): void {
  const team = Object.hasOwn(environment.teams, entry.team) ? environment.teams[entry.team] : undefined;
  if (team === undefined) {
    report(['team'], undeclared('team', entry.team, Object.keys(environment.teams)));
  } else if (environment.paging && team.page === undefined && entry.tier !== 'experimental') {
    report(
      ['team'],
      `the team "${entry.team}" has no page receiver in environment.yaml, but models of tier ${entry.tier} page; add one, or set tier: experimental`,
    );
  }
}

function checkGpu({ gpu }: ModelEntry, environment: EnvironmentFile, report: Report): void {
  if (gpu === undefined) return;
  const pool = Object.hasOwn(environment.gpuPools, gpu.pool) ? environment.gpuPools[gpu.pool] : undefined;
  if (pool === undefined) {
    report(['gpu', 'pool'], undeclared('GPU pool', gpu.pool, Object.keys(environment.gpuPools)));
  } else if (pool.sharing?.timeSlicing !== undefined && gpu.count > 1) {
    report(
      ['gpu', 'count'],
      `pods take turns on the GPUs of the pool "${gpu.pool}", and more than one turn is not more of a GPU; write count: 1, or choose another pool`,
    );
  } else if (pool.sharing === undefined && pool.gpusPerNode !== undefined && gpu.count > pool.gpusPerNode) {
    report(
      ['gpu', 'count'],
      `nodes of the pool "${gpu.pool}" have gpusPerNode: ${pool.gpusPerNode}, and a pod runs on one node; write at most ${pool.gpusPerNode}, or choose another pool`,
    );
  }
}

function checkTraffic(
  { traffic, team }: ModelEntry,
  runtime: Runtime,
  signals: readonly SignalName[],
  { teams }: EnvironmentFile,
  report: Report,
): void {
  const { pattern, minimum } = traffic;
  if (pattern === 'business-hours' && Object.hasOwn(teams, team) && teams[team]?.hours === undefined) {
    report(
      ['traffic', 'pattern'],
      `business hours are those of the team, and environment.yaml gives teams.${team} no hours; add them there, or write pattern: sporadic`,
    );
  }
  if (minimum === undefined) return;
  const path = ['traffic', 'minimum'];
  if (!keepsToCalendar({ traffic })) {
    report(
      path,
      `a minimum is watched for continuous traffic and for business-hours, and this is ${pattern}; remove one of the two`,
    );
  } else if (!signals.includes('requests')) {
    report(path, `${runtime.title} does not tell how many requests it answers; remove the minimum`);
  }
}
