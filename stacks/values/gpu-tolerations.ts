import type { PlacedPool } from '../../environments';
import { gpuTaint, provisionerLabels } from '../../models/gpu-nodes';

/**
 * Tolerations of the taints that keep other work off the nodes of pools: what watches these nodes must have them, or it
 * watches nothing. The usual taint is tolerated whatever pools there are, because a cluster may have other GPU nodes.
 */
export function gpuTolerations(pools: readonly PlacedPool[]) {
  const keys = pools.flatMap(({ taints, nodes }) => [
    ...taints.map(({ key }) => key),
    ...(nodes.from === 'computeClass' ? [provisionerLabels.computeClass] : []),
  ]);
  return [...new Set([gpuTaint.key, ...keys])].map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoSchedule',
  }));
}
