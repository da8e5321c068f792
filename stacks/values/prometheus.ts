import type { Cluster, Environment } from '../../environments';
import { hasShards } from '../../environments/shards';
import { sizeOf } from '../../environments/sizes';
import { printDuration } from '../../models/duration';
import { objects } from '../../models/names';
import { prometheusName } from '../../models/shards';
import { retentionSize } from '../../models/sizing';
import { remoteWrite } from '../long-term/remote-write';
import { alertRelabelings, objectsOfFirst, podLabelsOf, sidecarOf } from '../shards/among-several';
import { disruptionBudget } from './disruption-budget';
import { restrictedPod } from './hardened';
import { servedOverTls } from './monitoring-tls';
import { enforcedLimits } from './scrape-limits';
import { topologySpread } from './topology-spread';
import { volumeClaim } from './volume-claim';

/** The Prometheus of a cluster, or the first of several, as kube-prometheus-stack takes it. */
export function prometheusValues(environment: Environment, cluster: Cluster) {
  const { replicas } = sizeOf(environment).prometheus;
  const { thanosSidecar } = environment.longTerm;
  return {
    ...disruptionBudget(replicas),
    // Where Thanos Query finds the sidecars.
    ...(thanosSidecar === undefined && !hasShards(environment) ? {} : { thanosService: { enabled: true } }),
    prometheusSpec: {
      ...placed(environment, 0),
      ...kept(environment, cluster),
      // Left at true, the operator would ignore every object outside this release.
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      serviceMonitorSelectorNilUsesHelmValues: false,
      ...objectsOfFirst(environment),
      ...limited(environment),
      storageSpec: volumeClaim(environment.prometheus.volume, cluster),
      ...leaving(environment, 0),
      ...(hasShards(environment)
        ? {
            podMetadata: { labels: podLabelsOf(0) },
            additionalAlertRelabelConfigsSecret: alertRelabelings,
          }
        : {}),
      ...thanosOf(environment, (name) => ({ existingSecret: bucket(name) })),
    },
  };
}

/** What holds for every Prometheus that watches models, as its custom resource has it. */
export const prometheusOfShard = (environment: Environment, cluster: Cluster, shard: number) => ({
  ...placed(environment, shard),
  ...kept(environment, cluster),
  ...limited(environment),
  storage: volumeClaim(environment.prometheus.volume, cluster),
  ...leaving(environment, shard),
  podMetadata: { labels: podLabelsOf(shard) },
  additionalAlertRelabelConfigs: alertRelabelings,
  ...thanosOf(environment, bucket),
});

/** Where its pods run. */
function placed(environment: Environment, shard: number) {
  const { replicas } = sizeOf(environment).prometheus;
  return {
    replicas,
    priorityClassName: objects.priority,
    securityContext: restrictedPod(1000, 2000),
    ...topologySpread(replicas, { 'operator.prometheus.io/name': prometheusName(shard) }),
  };
}

/** For how long it keeps what, and how that is told from others'. */
const kept = (environment: Environment, cluster: Cluster) => ({
  retention: printDuration(environment.retention.metrics),
  // A full volume would stop it; so the oldest block goes first.
  retentionSize: retentionSize(environment.prometheus.volume),
  externalLabels: { env: environment.name, cluster: cluster.name },
});

/** What it may use. */
function limited(environment: Environment) {
  const { memory } = environment.prometheus;
  return {
    ...servedOverTls('prometheus', environment),
    ...enforcedLimits(environment),
    resources: { requests: { cpu: '500m', memory }, limits: { memory } },
  };
}

/** How what is kept for long leaves it; a second Prometheus fetches that by itself. */
function leaving(environment: Environment, shard: number): object {
  const targets = remoteWrite(environment, shard);
  return targets.length === 0 ? {} : { remoteWrite: targets };
}

const bucket = (name: string) => ({ name, key: 'objstore.yml' });

/** Thanos beside it: uploads its blocks, where there is a bucket, and answers for it, where there are several. */
function thanosOf(environment: Environment, inBucket: (secret: string) => object): object {
  const { thanosSidecar } = environment.longTerm;
  if (thanosSidecar === undefined && !hasShards(environment)) return {};
  const { volumes, ...asked } = sidecarOf(environment);
  return {
    ...volumes,
    thanos: {
      ...(thanosSidecar === undefined ? {} : { objectStorageConfig: inBucket(thanosSidecar.bucketSecret) }),
      // It reads blocks from the volume and holds none of them.
      resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      ...asked,
    },
  };
}
