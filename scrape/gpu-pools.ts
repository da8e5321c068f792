import type { Environment } from '../environments/environment';
import { pricedPools } from '../environments/gpu-price';
import { poolsIn } from '../environments/placed-pools';
import { poolLabel } from '../models/cost-records';
import { escapePattern } from '../models/feed';
import { metaLabel } from '../models/kubernetes';
import type { Relabeling } from './pod-monitor';

/**
 * Puts the name of its pool on what a GPU tells, by the labels of its node, for pools whose price is known. Monitors are the
 * same in every cluster, and where nodes of a pool come from is not: each way is looked for everywhere.
 */
export function poolRelabelings(environment: Environment): readonly Relabeling[] {
  const priced = new Set(pricedPools(environment).map(({ name }) => name));
  const steps = environment.clusters.flatMap((cluster) =>
    poolsIn(environment, cluster)
      .filter(({ name }) => priced.has(name))
      .map(({ name, selector }): Relabeling => {
        const labels = Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1));
        return {
          sourceLabels: labels.map(([label]) => metaLabel('node', label)),
          regex: labels.map(([, value]) => escapePattern(value)).join(';'),
          targetLabel: poolLabel,
          replacement: name,
        };
      }),
  );
  const written = steps.map((step) => JSON.stringify(step));
  return steps.filter((_, index) => written.indexOf(written[index] ?? '') === index);
}
