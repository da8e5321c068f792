import type { Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { namespaces, objects } from '../../models/names';
import { disruptionBudget } from './disruption-budget';
import { defaultSeccomp, hardenedContainer } from './hardened';

/** Values of the operator of Elasticsearch, Kibana, Logstash and Filebeat. */
export function eckOperatorValues(environment: Environment) {
  const { replicas } = sizeOf(environment).operator;
  return {
    // Definitions inside this release would go with it, and every Elastic object with them.
    installCRDs: false,
    replicaCount: replicas,
    ...disruptionBudget(replicas),
    ...(replicas > 1 ? { affinity: onNodesOfTheirOwn } : {}),
    priorityClassName: objects.priority,
    podSecurityContext: { runAsNonRoot: true, ...defaultSeccomp },
    securityContext: { ...hardenedContainer, runAsNonRoot: true },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    managedNamespaces: [namespaces.logging, namespaces.nodeAgents],
    // Rights in these namespaces and in no other: it may read and write every Secret where it works.
    createClusterScopedResources: false,
    // Both ask for rights in the whole cluster. The API server itself refuses a volume that cannot grow, and what the webhook
    // would refuse the operator refuses when it comes to it; the chart lets everything pass while the webhook is away.
    config: { validateStorageClass: false },
    webhook: { enabled: false },
    telemetry: { disabled: true },
  };
}

/** The chart has no setting for topology spread. */
const onNodesOfTheirOwn = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'elastic-operator' } },
      },
    ],
  },
};
