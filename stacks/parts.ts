import type { Cluster, Environment } from '../environments';
import { hasGpus } from '../environments/cluster';
import { hasShards } from '../environments/shards';
import { keepingOf } from '../environments/long-term';

/** What a cluster has only where something needs it. */
export const partsOf = (environment: Environment, cluster: Cluster) => ({
  pushgateway: environment.models.some(({ sources }) => sources.some(({ gateway }) => gateway)),
  blackboxExporter: environment.models.some(({ probe }) => probe !== undefined),
  /** A second Prometheus, which keeps summary series. */
  longTerm: keepingOf(environment) === 'embedded',
  /** Several Prometheus that share the models, and one that answers for all of them. */
  shards: hasShards(environment),
  gpuExporter: hasGpus(environment),
  /** Whether it is from here that kubelets are told of their GPUs. */
  gpuPlugin: hasGpus(environment) && cluster.gpuPlugin !== 'provided',
});
