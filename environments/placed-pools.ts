import { gpuTaint, nvidiaLabels, provisionerLabels } from '../models/gpu-nodes';
import type { Cluster, Platform } from './cluster';
import type { ComputeClass } from './compute-class';
import type { GpuPool, Sharing, Taint } from './gpu-pool';
import type { Karpenter } from './karpenter';
import type { NodeClassKind } from './node-class';

/** A pool as it is in one cluster. */
export interface PlacedPool {
  readonly name: string;
  readonly accelerator: string;
  /** Labels that its nodes have and no others, whoever puts them there. */
  readonly selector: Readonly<Record<string, string>>;
  /** Labels beside those; of nodes that are there already, what is demanded of them. */
  readonly labels: Readonly<Record<string, string>>;
  /** What NVIDIA's components call its way of sharing: a configuration of the device plugin. */
  readonly pluginConfiguration: string | undefined;
  readonly sharing: Sharing | undefined;
  /** Taints of its nodes, all with the effect NoSchedule. */
  readonly taints: readonly Taint[];
  readonly nodes: PoolNodes;
}

/** Where the nodes of a pool come from. */
export type PoolNodes =
  | { readonly from: 'selector'; readonly minimum: number }
  | {
      readonly from: 'karpenter';
      readonly gpusPerNode: number;
      readonly karpenter: Karpenter;
      readonly nodeClass: NodeClassKind;
    }
  | { readonly from: 'computeClass'; readonly gpusPerNode: number; readonly computeClass: ComputeClass };

export type Provisioner = PoolNodes['from'];

/** Platforms on which somebody listens to what makes nodes. */
export const provisionerPlatforms: Readonly<Record<Exclude<Provisioner, 'selector'>, readonly Platform[]>> = {
  karpenter: ['eks', 'aks'],
  computeClass: ['gke'],
};

/** Where the nodes of a pool come from on a platform; `undefined` where the pool does not say. */
export function provisionerOn(pool: GpuPool, platform: Platform): Provisioner | undefined {
  for (const kind of ['karpenter', 'computeClass'] as const)
    if (pool[kind] !== undefined && provisionerPlatforms[kind].includes(platform)) return kind;
  return pool.selector === undefined ? undefined : 'selector';
}

/** The kind of the node class of a pool on a platform. */
export function nodeClassKindOn({ nodeClass }: Karpenter, platform: Platform): NodeClassKind {
  const { kind } = nodeClass;
  if (kind !== undefined) return kind;
  return platform === 'aks' ? 'AKSNodeClass' : 'EC2NodeClass';
}

/** Whether a node class is made here, on this platform. */
export const makesNodeClass = ({ nodeClass }: Karpenter, platform: Platform): boolean =>
  (platform === 'eks' && nodeClass.ec2 !== undefined) || (platform === 'aks' && nodeClass.aks !== undefined);

/**
 * The pools of an environment in one of its clusters, in the order of the file.
 *
 * @throws Error for a pool that the checks of the file would not have let pass
 */
export const poolsIn = (
  { gpuPools }: { readonly gpuPools: Readonly<Record<string, GpuPool>> },
  { name: cluster, platform }: Pick<Cluster, 'name' | 'platform'>,
): readonly PlacedPool[] =>
  Object.entries(gpuPools).map(([name, pool]) => {
    const nodes = nodesOf(pool, platform);
    if (nodes === undefined) throw new Error(`the pool "${name}" has no nodes in the cluster "${cluster}"`);
    const pluginConfiguration = nodes.from === 'computeClass' ? undefined : configurationOf(pool.sharing);
    return {
      name,
      accelerator: pool.accelerator,
      selector: nodes.from === 'selector' ? (pool.selector ?? {}) : { [provisionerLabels[nodes.from]]: name },
      labels: { ...pool.labels, ...sharingLabels(pool.sharing, pluginConfiguration) },
      pluginConfiguration,
      sharing: pool.sharing,
      taints: pool.taints ?? (nodes.from === 'selector' ? [] : [gpuTaint]),
      nodes,
    };
  });

function nodesOf(pool: GpuPool, platform: Platform): PoolNodes | undefined {
  const from = provisionerOn(pool, platform);
  const { gpusPerNode, karpenter, computeClass } = pool;
  if (from === 'selector') return { from, minimum: pool.minimumNodes };
  if (gpusPerNode === undefined) return undefined;
  if (from === 'karpenter' && karpenter !== undefined)
    return { from, gpusPerNode, karpenter, nodeClass: nodeClassKindOn(karpenter, platform) };
  if (from === 'computeClass' && computeClass !== undefined) return { from, gpusPerNode, computeClass };
  return undefined;
}

/** A configuration by what it says, so that pools that share alike have one. */
function configurationOf(sharing: Sharing | undefined): string | undefined {
  if (sharing?.timeSlicing !== undefined) return `time-slicing-${sharing.timeSlicing.replicas}`;
  return sharing?.mig === undefined ? undefined : `mig-${sharing.mig.strategy}`;
}

/** How NVIDIA's components are told, node by node. */
function sharingLabels(
  sharing: Sharing | undefined,
  configuration: string | undefined,
): Readonly<Record<string, string>> {
  if (configuration === undefined) return {};
  return {
    [nvidiaLabels.pluginConfiguration]: configuration,
    ...(sharing?.mig === undefined ? {} : { [nvidiaLabels.instances]: `all-${sharing.mig.profile}` }),
  };
}
