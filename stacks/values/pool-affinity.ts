import type { PlacedPool } from '../../environments';

/** Affinity of pods that belong on the nodes of pools and on no others. */
export const poolAffinity = (pools: readonly PlacedPool[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      // Terms are alternatives: one per pool.
      nodeSelectorTerms: pools.map(({ selector }) => ({
        matchExpressions: Object.entries(selector).map(([key, value]) => ({
          key,
          operator: 'In',
          values: [value],
        })),
      })),
    },
  },
});
