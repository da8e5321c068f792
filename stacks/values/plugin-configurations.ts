import { dump } from 'js-yaml';
import type { PlacedPool } from '../../environments';
import { gpuResource } from '../../models/gpu-nodes';

/** The configuration of nodes whose label names none. */
export const wholeGpus = 'whole';

/**
 * Configurations of the device plugin by name, as its own file format has them (version v1); empty where no pool shares
 * its GPUs. The label of a node says which counts there.
 */
export function pluginConfigurations(pools: readonly PlacedPool[]): Readonly<Record<string, string>> {
  const shared = pools.flatMap(({ pluginConfiguration: name, sharing }) => {
    if (name === undefined || sharing === undefined) return [];
    const { mig, timeSlicing } = sharing;
    return [
      [
        name,
        dump({
          version: 'v1',
          ...(mig === undefined ? {} : { flags: { migStrategy: mig.strategy } }),
          ...(timeSlicing === undefined ? {} : { sharing: { timeSlicing: turns(timeSlicing.replicas) } }),
        }),
      ] as const,
    ];
  });
  return shared.length === 0 ? {} : { [wholeGpus]: dump({ version: 'v1' }), ...Object.fromEntries(shared) };
}

const turns = (replicas: number) => ({
  // A pod that asks for two turns would get no more of a GPU, and believe that it has two.
  failRequestsGreaterThanOne: true,
  resources: [{ name: gpuResource, replicas }],
});
