import { load } from 'js-yaml';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces, objects } from '../../../models/names';
import { localConfiguration, startSink } from '../../../preview/alertmanager-sink';
import { faultControl } from '../../../preview/fault-control';
import { startFleet, type SimulatedPod } from '../../../preview/fleet/fleet';
import type { Place } from '../../../preview/listen';
import type { Observatory } from '../../../preview/observatory';
import { prometheusTimes, surroundingConfigs } from '../../../preview/prometheus-files';
import type { RunningProcess } from '../../../preview/processes';
import type { AlertmanagerConfiguration } from '../../../rules';
import { binaryOf } from '../../../scripts/tool-binaries';
import { writtenConfiguration, type WrittenConfiguration } from '../configuration/written';
import { clusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { eventually } from '../control-plane/eventually';
import { freePorts } from '../control-plane/free-port';
import { startPrometheusOperator, type Operator } from '../control-plane/operators';
import { install, installDefinitions } from '../manifests/install';
import { pacedMonitoring, pacedPrometheus, pacedRouting, watchdogRule } from '../manifests/paced-objects';
import { stackObjects } from '../manifests/stack-objects';
import { localPrometheus } from './local-prometheus';
import { createPod } from './pods';

/** The whole chain: objects in a cluster, the operator, Prometheus and Alertmanager with what it wrote, and a fleet. */
export interface ObservedFleet extends Observatory {
  readonly operator: Operator;
  readonly written: WrittenConfiguration;
  readonly pods: readonly SimulatedPod[];
  /** Ends Prometheus and starts it again with the same data. */
  readonly restartPrometheus: () => Promise<void>;
  /** Ends Alertmanager; what is returned starts it again, at the same address and with the same data. */
  readonly stopAlertmanager: () => Promise<() => Promise<void>>;
  /** An address at which nothing of the fleet listens yet. */
  readonly newPlace: (port: number) => Place;
}

/** Everything is ended with the control plane's run. */
export async function observeFleet(
  plane: ControlPlane,
  environment: Environment,
  pace: number,
): Promise<ObservedFleet> {
  const { api, run } = plane;
  const newPlace = ownAddresses();
  const fleet = await startFleet(environment, newPlace);
  run.atEnd(fleet.stop);
  const sink = await startSink(randomBytes(16).toString('hex'));
  run.atEnd(sink.stop);
  const pods = [...fleet.pods.values(), ...fleet.exporterPods.values()];
  const { written, operator } = await deploy(plane, environment, pace, pods);
  for (const pod of pods) await createPod(api, pod);

  const [port = 0] = await freePorts(1);
  const startRouting = (): Promise<RunningProcess> => startAlertmanager(plane, written, sink.urlOf, port);
  let alertmanager = await startRouting();
  const rules = join(run.folder, 'rules');
  mkdirSync(rules);
  for (const [name, text] of Object.entries(written.rules)) writeFileSync(join(rules, name), text);
  const file = join(run.folder, 'prometheus.yaml');
  const configure = (self?: string): void => {
    const parts = {
      kubeconfig: plane.kubeconfig('live'),
      rules,
      alertmanager: `127.0.0.1:${port}`,
      prober: fleet.clusterAddress,
      surroundings: surroundingConfigs(fleet.clusterAddress, `127.0.0.1:${port}`, self),
    };
    writeFileSync(file, JSON.stringify(localPrometheus(written.prometheus, parts), undefined, 2));
  };
  const startPrometheus = async (): Promise<RunningProcess> => {
    configure();
    const started = await run.start({
      name: 'Prometheus',
      binary: binaryOf('prometheus'),
      args: [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(run.folder, 'prometheus')}`,
        '--web.listen-address=127.0.0.1:0',
        ...prometheusTimes(pace),
      ],
    });
    // Its own port is known only now, and some alerts read what Prometheus says of itself.
    configure(`127.0.0.1:${started.port}`);
    started.reload();
    return started;
  };
  let prometheus = await startPrometheus();
  return {
    environment,
    pace,
    startedAt: Date.now(),
    get prometheus() {
      return `http://127.0.0.1:${prometheus.port}`;
    },
    alertmanager: `http://127.0.0.1:${port}`,
    sink,
    ...faultControl(environment, pace, fleet),
    stop: plane.stop,
    operator,
    written,
    pods,
    newPlace,
    async stopAlertmanager() {
      await alertmanager.stop();
      return async () => {
        alertmanager = await startRouting();
      };
    },
    async restartPrometheus() {
      await prometheus.stop();
      prometheus = await startPrometheus();
    },
  };
}

/** Each server at an address of its own, at the port that its container has. Runs beside each other draw others. */
function ownAddresses(): (port: number) => Place {
  const [second = 0, third = 0] = randomBytes(2);
  let last = 0;
  return (port) => {
    last += 1;
    return { host: `127.${1 + (second % 254)}.${third}.${last}`, port };
  };
}

/** Applies what watches the models, and waits until the operator has written it all down. */
async function deploy(
  { api, run, ...plane }: ControlPlane,
  environment: Environment,
  pace: number,
  pods: readonly SimulatedPod[],
): Promise<{ readonly operator: Operator; readonly written: WrittenConfiguration }> {
  const cluster = clusterObjects(api, true);
  await installDefinitions(cluster);
  const operator = await startPrometheusOperator({ api, run, ...plane });
  const stacks = stackObjects(join(run.folder, 'stacks'), environment).flatMap(({ objects: own }) => own);
  const of = (...kinds: readonly string[]): readonly KubernetesObject[] =>
    stacks.filter(({ kind }) => kinds.includes(kind));
  const monitoring = pacedMonitoring(environment, pace);
  await install(cluster, [
    ...of('Namespace'),
    ...[...new Set(pods.map(({ namespace }) => namespace))]
      .filter((name) => !Object.values<string>(namespaces).includes(name))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...of('Prometheus').map((prometheus) => pacedPrometheus(prometheus, pace)),
    ...of('Alertmanager'),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: objects.alertmanagerSecret, namespace: namespaces.monitoring },
      stringData: pacedRouting(environment, pace),
    },
    ...monitoring,
    watchdogRule,
  ]);
  const expected = monitoring.filter(({ kind }) => kind !== 'PrometheusRule').length;
  const expectedRules = monitoring.length - expected + 1;
  let written: WrittenConfiguration | undefined;
  await eventually('the operator has written all', 60_000, async () => {
    const found = await writtenConfiguration(api);
    const jobs = found.prometheus.scrape_configs.length;
    const rules = Object.keys(found.rules).length;
    if (jobs !== expected || rules !== expectedRules)
      return `${jobs} of ${expected} jobs, ${rules} of ${expectedRules} rule files`;
    written = found;
    return undefined;
  });
  if (written === undefined) throw new Error('the operator has written nothing');
  return { operator, written };
}

function startAlertmanager(
  { run }: ControlPlane,
  written: WrittenConfiguration,
  urlOf: (receiver: string) => string,
  port: number,
): Promise<RunningProcess> {
  const parsed = load(written.alertmanager) as AlertmanagerConfiguration;
  const file = join(run.folder, 'alertmanager.yaml');
  writeFileSync(file, JSON.stringify(localConfiguration(parsed, urlOf), undefined, 2));
  return run.start({
    name: 'Alertmanager',
    binary: binaryOf('alertmanager'),
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(run.folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      // As the object asks the operator to.
      '--enable-feature=receiver-name-in-metrics',
    ],
  });
}
