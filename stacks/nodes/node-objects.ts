import type { Cluster, PlacedPool } from '../../environments';
import type { KubernetesObject } from '../../models/kubernetes';
import { computeClassOf, type ComputeClassPool } from './compute-class';
import { nodeClassesOf } from './node-class';
import { nodePoolOf, type KarpenterPool } from './node-pool';

const isKarpenter = (pool: PlacedPool): pool is KarpenterPool => pool.nodes.from === 'karpenter';
const isComputeClass = (pool: PlacedPool): pool is ComputeClassPool => pool.nodes.from === 'computeClass';

/** Objects that have the nodes of a pool made; none where they are there already. */
export function nodeObjectsOf(pool: PlacedPool, cluster: Cluster): readonly KubernetesObject[] {
  if (isKarpenter(pool)) return [...nodeClassesOf(pool, cluster), nodePoolOf(pool)];
  return isComputeClass(pool) ? [computeClassOf(pool)] : [];
}
