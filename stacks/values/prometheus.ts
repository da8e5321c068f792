import type { Cluster, Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { printDuration } from '../../models/duration';
import { objects } from '../../models/names';
import { retentionSize } from '../../models/sizing';
import { remoteWrite } from '../long-term/remote-write';
import { disruptionBudget } from './disruption-budget';
import { restrictedPod } from './hardened';
import { servedOverTls } from './monitoring-tls';
import { enforcedLimits } from './scrape-limits';
import { topologySpread } from './topology-spread';
import { volumeClaim } from './volume-claim';

/** The Prometheus of a cluster, as kube-prometheus-stack takes it. */
export function prometheusValues(environment: Environment, cluster: Cluster) {
  const { replicas } = sizeOf(environment).prometheus;
  const { memory, volume } = environment.prometheus;
  return {
    ...disruptionBudget(replicas),
    // Where Thanos Query finds the sidecars.
    ...(environment.longTerm.thanosSidecar === undefined ? {} : { thanosService: { enabled: true } }),
    prometheusSpec: {
      replicas,
      priorityClassName: objects.priority,
      securityContext: restrictedPod(1000, 2000),
      ...topologySpread(replicas, { 'operator.prometheus.io/name': `${objects.prometheusStack}-prometheus` }),
      retention: printDuration(environment.retention.metrics),
      // A full volume would stop it; so the oldest block goes first.
      retentionSize: retentionSize(volume),
      externalLabels: { env: environment.name, cluster: cluster.name },
      // Left at true, the operator would ignore every object outside this release.
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      serviceMonitorSelectorNilUsesHelmValues: false,
      ...servedOverTls('prometheus', environment),
      ...enforcedLimits(environment),
      resources: { requests: { cpu: '500m', memory }, limits: { memory } },
      storageSpec: volumeClaim(volume, cluster),
      ...longTermSpec(environment),
    },
  };
}

/** How what is kept for long leaves this Prometheus; a second one fetches it by itself. */
function longTermSpec(environment: Environment): object {
  const { thanosSidecar } = environment.longTerm;
  const targets = remoteWrite(environment);
  return {
    ...(targets.length === 0 ? {} : { remoteWrite: targets }),
    ...(thanosSidecar === undefined
      ? {}
      : {
          thanos: {
            objectStorageConfig: {
              existingSecret: { name: thanosSidecar.bucketSecret, key: 'objstore.yml' },
            },
            // It reads blocks from the volume and holds none of them.
            resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '512Mi' } },
          },
        }),
  };
}
