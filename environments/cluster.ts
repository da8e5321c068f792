import { z } from 'zod';
import { field, podSelector, slug, url } from '../models/fields';

/** Clusters of an environment file, and what their nodes offer. */

/** Longest name of a cluster: with `mlo-alertmanager-` before it, a data source's uid still fits Grafana's 40 characters. */
export const longestClusterName = 23;

export const clusterName = slug(longestClusterName);

const reachable = (what: string, example: string) =>
  field(
    url,
    `Address by which Grafana, which runs in the home cluster, reaches ${what} of this cluster; required for every cluster but home.`,
    example,
  ).optional();

export const cluster = z.strictObject({
  platform: field(
    z.enum(['eks', 'gke', 'aks', 'self-managed']),
    'Who runs the control plane; only that of a self-managed cluster is scraped.',
  ),
  context: field(
    z.string({ error: 'expected the name of a kubeconfig context' }).min(1),
    'Name of the kubeconfig context by which Terraform reaches the cluster.',
    'prod-eu-1',
  ),
  prometheus: reachable('Prometheus', 'https://prometheus.us-1.example.com'),
  alertmanager: reachable('Alertmanager', 'https://alertmanager.us-1.example.com'),
});

/** A cluster that the models of an environment run on. */
export interface Cluster {
  readonly name: string;
  readonly platform: z.infer<typeof cluster>['platform'];
  /** Name of its kubeconfig context. */
  readonly context: string;
  /** Whether Grafana, Elasticsearch and Kibana run here; true of exactly one cluster of an environment. */
  readonly home: boolean;
  /** Addresses by which Grafana reaches what runs here; in the home cluster those of the Services. */
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** The cluster in which Grafana, Elasticsearch and Kibana run. */
export function homeOf({ clusters }: { readonly clusters: readonly Cluster[] }): Cluster {
  const home = clusters.find((one) => one.home);
  if (home === undefined) throw new Error('no cluster is home');
  return home;
}

/** Whether an environment has GPU nodes; without, no exporter of GPUs runs, and no rule or panel is about any. */
export const hasGpus = ({ gpuPools }: { readonly gpuPools: Readonly<Record<string, unknown>> }): boolean =>
  Object.keys(gpuPools).length > 0;

export const gpuPool = z.strictObject({
  accelerator: field(
    z.string({ error: 'expected text' }).min(1),
    'Label of the GPU type.',
    'nvidia-a100-80gb',
  ),
  selector: field(podSelector, 'Node labels of the pool.', { 'node.example.com/pool': 'a100' }),
});
