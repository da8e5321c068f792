import { nodeClassKinds, type PlacedPool, type PoolNodes } from '../../environments';
import { acceleratorOf } from '../../models/accelerators';
import { inSeconds, type Duration } from '../../models/duration';
import { gpuResource } from '../../models/gpu-nodes';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';

/** A pool whose nodes Karpenter makes. */
export type KarpenterPool = PlacedPool & { readonly nodes: Extract<PoolNodes, { from: 'karpenter' }> };

/** The NodePool of a pool: what may be bought, how much of it, and when it may go. */
export function nodePoolOf(pool: KarpenterPool): KubernetesObject {
  const { name, labels, taints, nodes } = pool;
  const { karpenter, nodeClass: kind } = nodes;
  const { limits, nodeClass } = karpenter;
  const { consolidation, consolidateAfter, expireAfter, drainWithin, budgets } = karpenter.disruption;
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name, labels: ownedLabels('platform') },
    spec: {
      template: {
        metadata: { labels },
        spec: {
          nodeClassRef: { group: nodeClassKinds[kind].group, kind, name: nodeClass.name },
          requirements: requirementsOf(pool),
          taints: taints.map((taint) => ({ ...taint, effect: 'NoSchedule' })),
          // Karpenter's own default ends nodes after 30 days, and models with them.
          expireAfter: expireAfter === undefined ? 'Never' : inKarpenter(expireAfter),
          ...(drainWithin === undefined ? {} : { terminationGracePeriod: inKarpenter(drainWithin) }),
        },
      },
      limits: { [gpuResource]: String(limits.gpus) },
      disruption: {
        consolidationPolicy: consolidation,
        consolidateAfter: inKarpenter(consolidateAfter),
        budgets: budgets.map(({ duration, ...budget }) => ({
          ...budget,
          ...(duration === undefined ? {} : { duration: inKarpenter(duration) }),
        })),
      },
    },
  };
}

interface Requirement {
  readonly key: string;
  readonly operator: 'In';
  readonly values: readonly string[];
}

/** What an instance type must be. */
function requirementsOf({ accelerator, nodes }: KarpenterPool): readonly Requirement[] {
  const { karpenter, nodeClass, gpusPerNode } = nodes;
  const { labels, platform } = nodeClassKinds[nodeClass];
  const known = acceleratorOf(accelerator);
  const gpu = platform === 'aks' ? { name: known?.azure, memory: undefined } : known?.amazon;
  const wanted: readonly (readonly [string | undefined, readonly string[] | undefined])[] = [
    [labels.gpuName, only(gpu?.name)],
    [labels.gpuMemory, only(gpu?.memory)],
    [labels.gpuCount, [String(gpusPerNode)]],
    ['node.kubernetes.io/instance-type', karpenter.instanceTypes],
    [labels.family, karpenter.instanceFamilies],
    ['karpenter.sh/capacity-type', karpenter.capacity],
    ['topology.kubernetes.io/zone', karpenter.zones],
  ];
  return wanted.flatMap(([key, values]) =>
    key === undefined || values === undefined ? [] : [{ key, operator: 'In' as const, values }],
  );
}

const only = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

/** Karpenter knows no days: `720h`, `10m`, `90s`. */
function inKarpenter(duration: Duration): string {
  const span = inSeconds(duration);
  if (span % 3_600 === 0) return `${span / 3_600}h`;
  return span % 60 === 0 ? `${span / 60}m` : `${span}s`;
}
