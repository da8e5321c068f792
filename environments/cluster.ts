import { z } from 'zod';
import { field, slug, storageClass, url } from '../models/fields';
import { kubernetesVersion } from './pins';

/** Clusters of an environment file. */

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
  kubernetes: kubernetesVersion,
  gpuPlugin: field(
    z.enum(['provided', 'nvidia-device-plugin', 'gpu-operator']),
    "Who tells the kubelet of a node's GPUs: what the cluster has already (provided, the default), NVIDIA's device plugin from here, or its GPU operator from here, which on self-managed and aks installs driver and container toolkit as well. Required where Karpenter makes GPU nodes; GKE has its own.",
    'nvidia-device-plugin',
  ).optional(),
  storageClass: field(
    storageClass,
    'Class of storage of every volume that the platform keeps. Required on eks and self-managed, where no class is the default one; elsewhere the default of the cluster where absent.',
    'gp3',
  ).optional(),
  nodes: field(
    z.int({ error: 'expected a number of nodes, such as 3' }).min(1, 'the platform runs on at least 1 node'),
    'Nodes that the platform may run on, those with GPUs not counted. Required with profile ha, which needs three to keep replicas apart.',
    3,
  ).optional(),
  prometheus: reachable(
    'Prometheus, or where several share the models Thanos Query,',
    'https://prometheus.us-1.example.com',
  ),
  alertmanager: reachable('Alertmanager', 'https://alertmanager.us-1.example.com'),
  longTerm: field(
    url,
    'Address by which Grafana reaches the second Prometheus of this cluster, which keeps summary series; required for every cluster but home, unless longTerm says that there is none.',
    'https://long-term.us-1.example.com',
  ).optional(),
});

export type Platform = z.infer<typeof cluster>['platform'];

/** A cluster with its name, as the file has it. */
export type NamedCluster = z.infer<typeof cluster> & { readonly name: string };

/** A cluster that the models of an environment run on. */
export interface Cluster {
  readonly name: string;
  readonly platform: Platform;
  /** Name of its kubeconfig context. */
  readonly context: string;
  /** Minor version of Kubernetes, where the file says one. */
  readonly kubernetes?: string;
  /** Who tells kubelets of their GPUs. */
  readonly gpuPlugin: NonNullable<z.infer<typeof cluster>['gpuPlugin']>;
  /** Class of storage of its volumes; the cluster's default where absent. */
  readonly storageClass?: string;
  /** Whether Grafana, Elasticsearch and Kibana run here; true of exactly one cluster of an environment. */
  readonly home: boolean;
  /** Addresses by which Grafana reaches what runs here; in the home cluster those of the Services. */
  readonly prometheus: string;
  readonly alertmanager: string;
  /** That of the second Prometheus, where there is one. */
  readonly longTerm?: string;
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
