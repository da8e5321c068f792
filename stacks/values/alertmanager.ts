import type { Cluster, Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { objects } from '../../models/names';
import { receiverSecrets } from '../../rules';
import { disruptionBudget } from './disruption-budget';
import { restrictedPod } from './hardened';
import { askedOverTls, meshOverTls, servedOverTls } from './monitoring-tls';
import { topologySpread } from './topology-spread';
import { volumeClaim } from './volume-claim';

/** The Alertmanager of a cluster, as kube-prometheus-stack takes it: its configuration is a Secret of the models stack. */
export function alertmanagerValues(environment: Environment, cluster: Cluster) {
  const { replicas, volume } = sizeOf(environment).alertmanager;
  return {
    ...disruptionBudget(replicas),
    // It asks nothing of the API server: the operator hands it everything.
    serviceAccount: { automountServiceAccountToken: false },
    alertmanagerSpec: {
      replicas,
      automountServiceAccountToken: false,
      priorityClassName: objects.priority,
      securityContext: restrictedPod(1000, 2000),
      ...topologySpread(replicas, { alertmanager: `${objects.prometheusStack}-alertmanager` }),
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      useExistingSecret: true,
      configSecret: objects.alertmanagerSecret,
      secrets: receiverSecrets(environment),
      // Otherwise a heartbeat that fails could not be told from a team's webhook that does.
      additionalArgs: [{ name: 'enable-feature', value: 'receiver-name-in-metrics' }],
      storage: volumeClaim(volume, cluster),
      ...servedOverTls('alertmanager', environment),
      ...(replicas > 1 ? meshOverTls(environment) : {}),
      // How Prometheus reaches it; the chart takes that from here.
      ...askedOverTls('alertmanager', environment),
    },
  };
}
