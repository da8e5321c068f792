import type { EnvironmentFile } from './environment';
import { nodeClassKinds } from './node-class';
import { makesNodeClass, provisionerOn } from './placed-pools';
import type { Report } from './report';

/** Node classes fit their platform and are made once; instances are announced in one way. */
export function checkNodeClasses({ clusters, gpuPools }: EnvironmentFile, report: Report): void {
  const makers = new Map<string, string>();
  const strategies = new Map<string, string>();
  const platforms = [...new Set(Object.values(clusters).map(({ platform }) => platform))].sort();
  for (const [name, pool] of Object.entries(gpuPools)) {
    checkStrategy(name, pool.sharing?.mig?.strategy, strategies, report);
    const { karpenter } = pool;
    if (karpenter === undefined) continue;
    const at = (...path: readonly string[]) => ['gpuPools', name, 'karpenter', 'nodeClass', ...path];
    const { kind, ec2, aks } = karpenter.nodeClass;
    const made = platforms.filter((platform) => provisionerOn(pool, platform) === 'karpenter');
    for (const platform of made) {
      if (kind === undefined || nodeClassKinds[kind].platform === platform) continue;
      report(
        at('kind'),
        `an ${kind} is for ${nodeClassKinds[kind].platform}, and the pool has nodes on ${platform}; take kind out for the usual one of each platform, or write selector: for nodes that are there already`,
      );
    }
    if (made.length === 0) continue;
    if (kind !== undefined && (ec2 ?? aks) !== undefined)
      report(at('kind'), 'kind names what is there already, and ec2 and aks make one; take kind out');
    for (const [key, platform] of [
      ['ec2', 'eks'],
      ['aks', 'aks'],
    ] as const) {
      if (karpenter.nodeClass[key] !== undefined && !made.includes(platform))
        report(
          at(key),
          `it makes a node class on ${platform}, and the pool has nodes on ${made.join(' and ')}; take it out`,
        );
    }
    const first = makers.get(karpenter.nodeClass.name);
    if (!made.some((platform) => makesNodeClass(karpenter, platform))) continue;
    if (first === undefined) makers.set(karpenter.nodeClass.name, name);
    else
      report(
        at('name'),
        `the pool "${first}" makes a node class of this name already; choose another, or take out what it is to use that one`,
      );
  }
}

/** The GPU operator has one strategy for all nodes. */
function checkStrategy(
  name: string,
  strategy: string | undefined,
  strategies: Map<string, string>,
  report: Report,
): void {
  if (strategy === undefined) return;
  const [other] = [...strategies.entries()].filter(([one]) => one !== strategy);
  strategies.set(strategy, name);
  if (other === undefined) return;
  report(
    ['gpuPools', name, 'sharing', 'mig', 'strategy'],
    `the pool "${other[1]}" has strategy: ${other[0]}, and the GPU operator knows one for all nodes; write the same for both`,
  );
}
