import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { literal } from '../constructs/terraform-literal';
import type { Cluster, Environment } from '../environments';
import { EnvironmentStack } from './environment-stack';

export const clusterLayers = ['platform', 'logging', 'models'] as const;
export type ClusterLayer = (typeof clusterLayers)[number];

/** One layer of one cluster: `<env>-<layer>`, or `<env>-<cluster>-<layer>` where the environment has several. */
export abstract class ClusterStack extends EnvironmentStack {
  protected constructor(
    scope: Construct,
    environment: Environment,
    protected readonly cluster: Cluster,
    layer: ClusterLayer,
  ) {
    const place = environment.clusters.length === 1 ? [] : [cluster.name];
    super(scope, environment, [environment.name, ...place, layer].join('-'), cluster);
  }

  /** The cluster, by the name of its kubeconfig context. Where the file lies differs between machines: KUBE_CONFIG_PATH. */
  protected useCluster(...providers: readonly ('kubernetes' | 'helm')[]): void {
    const configContext = literal(this.cluster.context);
    if (providers.includes('kubernetes')) new KubernetesProvider(this, 'kubernetes', { configContext });
    if (providers.includes('helm')) new HelmProvider(this, 'helm', { kubernetes: { configContext } });
    this.constrain(...providers);
  }
}
