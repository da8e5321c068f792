import { acceleratorNames, acceleratorOf } from '../models/accelerators';
import type { NamedCluster } from './cluster';
import type { GpuPool } from './gpu-pool';
import { provisionerOn } from './placed-pools';
import type { Report } from './report';

/** Whether the GPUs of a pool can be shared as it says, in each cluster. `at` reports at a field of the pool. */
export function checkSharing(pool: GpuPool, clusters: readonly NamedCluster[], at: Report): void {
  const { sharing } = pool;
  if (sharing === undefined) return;
  if (sharing.mig !== undefined) checkInstances(pool.accelerator, sharing.mig.profile, at);
  for (const { name, platform, gpuPlugin = 'provided' } of clusters) {
    const from = provisionerOn(pool, platform);
    if (from === undefined) continue;
    if (from === 'computeClass') {
      if (sharing.mig?.strategy === 'mixed')
        at(
          ['sharing', 'mig', 'strategy'],
          `GKE announces instances as nvidia.com/gpu, and the cluster "${name}" is gke; write strategy: single`,
        );
    } else if (platform === 'gke') {
      at(
        ['sharing'],
        `how the nodes of a pool of GKE share their GPUs is said where they are made, and those of the cluster "${name}" are there already; take sharing out, or write computeClass:`,
      );
    } else if (gpuPlugin === 'provided') {
      at(
        ['sharing'],
        `GPUs are shared by the device plugin, and that of the cluster "${name}" is not from here; write clusters.${name}.gpuPlugin: ${sharing.mig === undefined ? 'nvidia-device-plugin or gpu-operator' : 'gpu-operator'}, or take sharing out`,
      );
    } else if (sharing.mig !== undefined && gpuPlugin === 'nvidia-device-plugin') {
      at(
        ['sharing', 'mig'],
        `the device plugin announces instances and makes none, so the GPUs in the cluster "${name}" would stay whole; write clusters.${name}.gpuPlugin: gpu-operator, whose MIG manager makes them`,
      );
    }
  }
}

function checkInstances(accelerator: string, profile: string, at: Report): void {
  const profiles = acceleratorOf(accelerator)?.instances ?? [];
  if (profiles.includes(profile)) return;
  if (profiles.length > 0) {
    at(
      ['sharing', 'mig', 'profile'],
      `a ${accelerator} has no instances of ${profile}; choose one of ${profiles.join(', ')}`,
    );
    return;
  }
  const able = acceleratorNames.filter((name) => (acceleratorOf(name)?.instances ?? []).length > 0);
  at(
    ['sharing', 'mig'],
    `a ${accelerator} cannot be divided into instances, or nobody here knows how; write timeSlicing: instead, or choose one of ${able.join(', ')}`,
  );
}
