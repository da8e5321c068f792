import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { shardsOf } from '../../../environments/shards';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces, objects } from '../../../models/names';
import { prometheusName } from '../../../models/shards';
import { startFleet, type Fleet, type SimulatedPod } from '../../../preview/fleet/fleet';
import type { Place } from '../../../preview/listen';
import { podLabelsOf } from '../../../stacks/shards/among-several';
import { ownAddresses } from '../chain/own-addresses';
import { createNodes, createPod } from '../chain/pods';
import { writtenConfiguration, type WrittenConfiguration } from '../configuration/written';
import { clusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { eventually } from '../control-plane/eventually';
import { startPrometheusOperator, type Operator } from '../control-plane/operators';
import { severalAtOnce } from '../control-plane/several-at-once';
import { install, installDefinitions } from '../manifests/install';
import {
  pacedMonitoring,
  pacedPodMonitor,
  pacedPrometheus,
  pacedRouting,
  watchdogRule,
} from '../manifests/paced-objects';
import { stackObjects } from '../manifests/stack-objects';

/** What the operator has made of an environment with several Prometheus, and the fleet that its pods stand for. */
export interface DeployedShards {
  readonly operator: Operator;
  /** By number, as all lists here. */
  readonly written: readonly WrittenConfiguration[];
  /** Where each Prometheus is to listen, which is where its pod is. */
  readonly places: readonly Place[];
  readonly fleet: Fleet;
}

/** Everything is ended with the control plane's run. */
export async function deployShards(
  plane: ControlPlane,
  environment: Environment,
  pace: number,
): Promise<DeployedShards> {
  const { api, run } = plane;
  const placeOf = ownAddresses();
  const fleet = await startFleet(environment, placeOf);
  run.atEnd(fleet.stop);
  const cluster = clusterObjects(api, true);
  await installDefinitions(cluster);
  const operator = await startPrometheusOperator(plane);
  const places = shardsOf(environment).map(() => placeOf(9090));
  const pods = [...fleet.pods.values(), ...fleet.exporterPods.values(), ...places.map(podOfShard).slice(1)];
  await install(cluster, platformObjects(plane, environment, pace, pods));
  const monitoring = [...pacedMonitoring(environment, pace), watchdogRule];
  await install(cluster, monitoring);
  await createNodes(api, pods);
  await severalAtOnce(pods, (pod) => createPod(api, pod));
  return { operator, written: await allWritten(plane, environment, monitoring), places, fleet };
}

/** As the operator labels it, and at which address it answers; a node of its own keeps it apart from all else. */
const podOfShard = (place: Place, shard: number): SimulatedPod => ({
  namespace: namespaces.monitoring,
  name: `prometheus-${prometheusName(shard)}-0`,
  node: 'node-of-prometheus',
  nodeLabels: {},
  container: 'prometheus',
  labels: { ...podLabelsOf(shard), 'app.kubernetes.io/name': 'prometheus' },
  port: 9090,
  address: `${place.host}:9090`,
});

/** What the operator makes into Prometheus and Alertmanager, and the namespaces of the pods. */
function platformObjects(
  { run }: ControlPlane,
  environment: Environment,
  pace: number,
  pods: readonly SimulatedPod[],
): readonly KubernetesObject[] {
  const stacks = stackObjects(join(run.folder, 'stacks'), environment).flatMap(({ objects: own }) => own);
  const of = (...kinds: readonly string[]): readonly KubernetesObject[] =>
    stacks.filter(({ kind }) => kinds.includes(kind));
  const known: readonly string[] = Object.values(namespaces);
  return [
    ...of('Namespace'),
    ...[...new Set(pods.map(({ namespace }) => namespace))]
      .filter((name) => !known.includes(name))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...of('Prometheus')
      .filter(({ metadata }) => metadata.name !== objects.longTerm)
      .map((prometheus) => pacedPrometheus(prometheus, pace)),
    ...of('Alertmanager'),
    ...of('Secret').filter(({ metadata }) => metadata.name === objects.shards),
    // Of what the platform watches, the other Prometheus are here.
    ...of('PodMonitor')
      .filter(({ metadata }) => metadata.name === objects.shards)
      .map((monitor) => pacedPodMonitor(monitor, pace)),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: objects.alertmanagerSecret, namespace: namespaces.monitoring },
      stringData: pacedRouting(environment, pace),
    },
  ];
}

/** @throws Error where jobs and rules of all together are not as many as there are objects that somebody takes */
async function allWritten(
  { api }: ControlPlane,
  environment: Environment,
  monitoring: readonly KubernetesObject[],
): Promise<readonly WrittenConfiguration[]> {
  let found: readonly WrittenConfiguration[] = [];
  const rules = monitoring.filter(({ kind }) => kind === 'PrometheusRule').length;
  await eventually('the operator has written all', 240_000, async () => {
    found = await Promise.all(
      shardsOf(environment).map((shard) => writtenConfiguration(api, prometheusName(shard))),
    );
    const count = found.reduce((sum, one) => sum + Object.keys(one.rules).length, 0);
    return count === rules ? undefined : `${count} of ${rules} rule files`;
  });
  return found;
}
