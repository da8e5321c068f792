import type { KubernetesObject } from '../../../models/kubernetes';
import type { Facts } from '../rendered/facts';
import type { Container, Pod } from '../rendered/pods';

/** What a scanner can read, made of facts of rendered charts: workloads, services, and budgets of disruption. */
export const manifestsOf = (facts: Facts): readonly KubernetesObject[] => [
  ...facts.pods.filter((pod) => kindOf(pod) in versions).map(workload),
  ...facts.services.map(({ name, namespace, labels, selector, ports }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      ...(selector === undefined ? {} : { selector }),
      ports: Object.entries(ports).map(([port, [number, targetPort]]) => ({
        name: port,
        port: number,
        targetPort,
      })),
    },
  })),
  ...Object.entries(facts.disruptionBudgets).map(([name, spec]) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: facts.pods[0]?.namespace ?? '' },
    spec,
  })),
];

/** Workloads whose pods the chart writes whole. Those of custom resources are written by operators, which the live lane runs. */
const versions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
};

const kindOf = ({ of }: Pod): string => of.split(' ')[0] ?? '';

function workload(pod: Pod): KubernetesObject {
  const [kind = '', name = ''] = pod.of.split(' ');
  const { namespace, labels, replicas } = pod;
  return {
    apiVersion: versions[kind] ?? '',
    kind,
    metadata: { name, namespace, labels },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      ...(pod.service === undefined ? {} : { serviceName: pod.service }),
      ...(kind === 'Job' ? {} : { selector: { matchLabels: labels } }),
      template: {
        metadata: { labels },
        spec: {
          securityContext: pod.securityContext,
          serviceAccountName: pod.account,
          ...(pod.spread === undefined ? {} : { topologySpreadConstraints: pod.spread }),
          ...(pod.affinity === undefined ? {} : { affinity: pod.affinity }),
          ...(kind === 'Job' ? { restartPolicy: 'Never' } : {}),
          initContainers: pod.containers.filter(({ runs }) => runs === 'first').map(container),
          containers: pod.containers.filter(({ runs }) => runs === 'along').map(container),
        },
      },
    },
  };
}

const container = ({ name, image, ports, securityContext, resources, probes, pull }: Container) => ({
  name,
  image,
  ...(pull === undefined ? {} : { imagePullPolicy: pull }),
  ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
  securityContext,
  ...probes,
  // How much is not among the facts, and no question of the scanner.
  resources: Object.fromEntries(
    ['requests', 'limits'].map((group) => [
      group,
      Object.fromEntries(
        resources
          .filter((one) => one.startsWith(`${group}.`))
          .map((one) => [one.slice(group.length + 1), '1']),
      ),
    ]),
  ),
});
