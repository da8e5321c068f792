import type { ModelEntry } from '../models/entry';
import type { Model, Source } from '../models/model';
import { feedsOf, type ModelKind, type Runtime } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { isExpectedOf, isQualitySignal, originOf, signalNames, type SignalName } from '../models/signals';
import type { EnvironmentFile } from './environment';
import { qualityAsked } from './resolve-quality';
import { renamedOf, type Renaming } from './resolve-names';
import type { Report } from './report';

/** Labels of the pods that serve the model. */
export const podsOf = (entry: ModelEntry): Readonly<Record<string, string>> =>
  entry.serving.selector ?? { 'app.kubernetes.io/name': entry.name };

/** What is reached in the same way wherever it is: protocol, certificate and token. */
const accessOf = ({
  scheme,
  tls,
  token,
}: ModelEntry['serving'] | NonNullable<ModelEntry['quality']['from']>): Pick<
  Source,
  'scheme' | 'tls' | 'token'
> => ({
  scheme,
  ...(tls === undefined ? {} : { tls }),
  ...(token === undefined ? {} : { token }),
});

/** The metrics endpoints of a model: its server and, where the entry names one, the job that judges it. */
export function resolveSources(
  entry: ModelEntry,
  kind: ModelKind,
  environment: EnvironmentFile,
  report: Report,
): readonly Source[] {
  const runtime: Runtime = runtimes[entry.runtime];
  checkServing(entry, runtime, report);
  const server = serverOf(entry, kind, runtime, environment, report);
  const { from } = entry.quality;
  if (from === undefined) return [server];
  const asked = qualityAsked(entry);
  if (asked.length === 0) {
    report(['quality', 'from'], 'names a source of quality metrics, but none of them is asked for');
  }
  checkAccess(from, ['quality', 'from'], report);
  const renaming = renamedOf(from.metrics, runtimes.custom, ['quality', 'from', 'metrics'], report);
  const told = signalNames.filter((signal) => feedsOf(runtimes.custom, signal).length > 0);
  const read = asked.filter((signal) => renaming === undefined || renaming.signals.includes(signal));
  return [
    {
      ...server,
      signals: server.signals.filter((signal) => !asked.includes(signal)),
      unread: signalNames.filter((signal) => server.unread.includes(signal) || asked.includes(signal)),
    },
    {
      name: `${entry.name}-quality`,
      runtime: 'custom',
      namespace: from.namespace ?? server.namespace,
      selector: from.selector,
      gateway: false,
      ...accessOf(from),
      port: from.port,
      path: from.path,
      versionLabel: entry.serving.versionLabel,
      ...namesOf(renaming),
      signals: read,
      // It answers no requests: what it says of them would count them twice.
      unread: told.filter((signal) => !isQualitySignal(signal)),
    },
  ];
}

function serverOf(
  entry: ModelEntry,
  kind: ModelKind,
  runtime: Runtime,
  environment: EnvironmentFile,
  report: Report,
): Source {
  const { serving } = entry;
  const gateway = entry.batch?.publish === 'pods' ? undefined : runtime.gateway;
  // A shared page without a served name could not be told apart from that of another model.
  const isShared = runtime.gateway === undefined || gateway !== undefined;
  const served = serving.model ?? (runtime.servedName === 'required' && isShared ? entry.name : undefined);
  const renaming = renamedOf(serving.metrics, runtime, ['serving', 'metrics'], report);
  const asked = qualityAsked(entry);
  const told = signalNames.filter(
    (signal) =>
      feedsOf(runtime, signal).length > 0 &&
      (renaming?.signals.includes(signal) ?? true) &&
      (gateway !== undefined || runtime.gateway?.tells.includes(signal) !== true),
  );
  const own = served === undefined ? told : told.filter((signal) => !runtime.perServer.includes(signal));
  const direct = gateway === undefined && runtime.gateway !== undefined;
  return {
    name: entry.name,
    runtime: entry.runtime,
    namespace: gateway?.namespace ?? serving.namespace ?? environment.models.namespace,
    selector: gateway?.selector ?? podsOf(entry),
    gateway: gateway !== undefined,
    ...accessOf(serving),
    // A job that serves its own page does so on the contract's port.
    port: serving.port ?? (direct ? runtimes.custom.port : runtime.port),
    path: serving.path ?? runtime.path,
    ...(served === undefined ? {} : { served }),
    versionLabel: serving.versionLabel,
    ...namesOf(renaming),
    signals: own.filter(
      (signal) => isExpectedOf(signal, kind) && (!isQualitySignal(signal) || asked.includes(signal)),
    ),
    unread: told.filter((signal) => !own.includes(signal)),
  };
}

const namesOf = (renaming: Renaming | undefined): Pick<Source, 'renamed' | 'failures'> => ({
  renamed: renaming?.renamed ?? [],
  ...(renaming?.failures === undefined ? {} : { failures: renaming.failures }),
});

function checkServing(entry: ModelEntry, runtime: Runtime, report: Report): void {
  const { serving, batch } = entry;
  if (serving.model !== undefined && runtime.servedName === 'never') {
    report(['serving', 'model'], `${runtime.title} serves one model per server; remove serving.model`);
  }
  if (serving.metrics !== undefined && runtime !== runtimes.custom) {
    report(
      ['serving', 'metrics'],
      `the metrics of ${runtime.title} are known; names of your own belong to runtime: custom`,
    );
  }
  checkAccess(serving, ['serving'], report);
  if (runtime.gateway === undefined || batch?.publish === 'pods') return;
  for (const field of ['port', 'path'] as const) {
    if (serving[field] === undefined) continue;
    report(
      ['serving', field],
      `metrics of a ${runtime.title} are read from the gateway; remove serving.${field}, or write batch: { publish: pods }`,
    );
  }
}

function checkAccess(
  { scheme, tls }: Pick<ModelEntry['serving'], 'scheme' | 'tls'>,
  path: readonly string[],
  report: Report,
): void {
  if (tls === undefined || scheme === 'https') return;
  report([...path, 'tls'], 'a certificate is checked on https only; add scheme: https or remove tls');
}

/** What the cluster's exporters tell of the model, where its pods are its own. */
export function clusterSignals(
  entry: ModelEntry,
  kind: ModelKind,
  [server]: Model['sources'],
): readonly SignalName[] {
  if (server === undefined) return [];
  const hasOwnPods = !server.gateway && server.served === undefined;
  const hasCronJob = entry.batch?.cronJob !== undefined;
  const seen: Partial<Record<SignalName, boolean>> = {
    batchStart: hasCronJob,
    batchSuspended: hasCronJob,
    batchRunning: hasCronJob,
    probe: entry.serving.probe !== undefined,
    cpu: hasOwnPods,
    memory: hasOwnPods,
    restarts: hasOwnPods,
    // Of models that share a server, which only the environment knows, they are taken away again.
    logLines: true,
    gpuBusy: hasOwnPods && entry.gpu !== undefined,
    gpuMemory: hasOwnPods && entry.gpu !== undefined,
    // A broken GPU is that of every model on it; nothing needs to be divided.
    gpuFault: !server.gateway && entry.gpu !== undefined,
  };
  return signalNames.filter(
    (signal) => originOf(signal) === 'cluster' && seen[signal] === true && isExpectedOf(signal, kind),
  );
}
