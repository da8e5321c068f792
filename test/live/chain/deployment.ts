import { join } from 'node:path';
import type { Environment } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces, objects } from '../../../models/names';
import type { SimulatedPod } from '../../../preview/fleet/fleet';
import { writtenConfiguration, type WrittenConfiguration } from '../configuration/written';
import type { ClusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { eventually } from '../control-plane/eventually';
import { install } from '../manifests/install';
import { pacedMonitoring, pacedPrometheus, pacedRouting, watchdogRule } from '../manifests/paced-objects';
import { stackObjects } from '../manifests/stack-objects';

/** What the operator has made of an environment. */
export interface Deployment {
  readonly written: WrittenConfiguration;
  /** How long applying monitors and rules took, and how long from then until the operator had written all. Unit: seconds. */
  readonly apply: number;
  readonly reconcile: number;
}

const patience = 240_000;

/** Applies what watches the models, and waits until the operator, which runs already, has written it all down. */
export async function deploy(
  plane: ControlPlane,
  cluster: ClusterObjects,
  environment: Environment,
  pace: number,
  pods: readonly SimulatedPod[],
): Promise<Deployment> {
  await install(cluster, platformObjects(plane.run.folder, environment, pace, pods));
  const monitoring = [...pacedMonitoring(environment, pace), watchdogRule];
  const jobs = monitoring.filter(({ kind }) => kind !== 'PrometheusRule').length;
  const began = Date.now();
  await install(cluster, monitoring);
  const applied = Date.now();
  let written: WrittenConfiguration | undefined;
  await eventually('the operator has written all', patience, async () => {
    const found = await writtenConfiguration(plane.api);
    const [isJobs, isRules] = [found.prometheus.scrape_configs.length, Object.keys(found.rules).length];
    if (isJobs !== jobs || isRules !== monitoring.length - jobs)
      return `${isJobs} of ${jobs} jobs, ${isRules} of ${monitoring.length - jobs} rule files`;
    written = found;
    return undefined;
  });
  if (written === undefined) throw new Error('the operator has written nothing');
  return { written, apply: (applied - began) / 1_000, reconcile: (Date.now() - applied) / 1_000 };
}

/** What the operator makes into a Prometheus and an Alertmanager, and the namespaces of the pods. */
function platformObjects(
  folder: string,
  environment: Environment,
  pace: number,
  pods: readonly SimulatedPod[],
): readonly KubernetesObject[] {
  // Of the models nothing is taken here, and Helm is asked about each.
  const bare = { ...environment, models: environment.models.slice(0, 1) };
  const stacks = stackObjects(join(folder, `stacks-${pace}`), bare).flatMap(({ objects: own }) => own);
  const of = (...kinds: readonly string[]): readonly KubernetesObject[] =>
    stacks.filter(({ kind }) => kinds.includes(kind));
  return [
    ...of('Namespace'),
    ...[...new Set(pods.map(({ namespace }) => namespace))]
      .filter((name) => !Object.values<string>(namespaces).includes(name))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    // The second one watches no model.
    ...of('Prometheus')
      .filter(({ metadata }) => metadata.name !== objects.longTerm)
      .map((prometheus) => pacedPrometheus(prometheus, pace)),
    ...of('Alertmanager'),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: objects.alertmanagerSecret, namespace: namespaces.monitoring },
      stringData: pacedRouting(environment, pace),
    },
  ];
}
