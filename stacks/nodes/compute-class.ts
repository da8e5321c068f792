import type { PlacedPool, PoolNodes, Sharing } from '../../environments';
import { inSeconds } from '../../models/duration';
import { gpuTaint } from '../../models/gpu-nodes';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';

/** A pool whose nodes GKE makes. */
export type ComputeClassPool = PlacedPool & { readonly nodes: Extract<PoolNodes, { from: 'computeClass' }> };

/**
 * The ComputeClass of a pool, `cloud.google.com/v1`. Its definition is part of GKE and in no public module: fields are
 * those of Google's reference page.
 */
export function computeClassOf({
  name,
  accelerator,
  labels,
  taints,
  sharing,
  nodes,
}: ComputeClassPool): KubernetesObject {
  const { computeClass, gpusPerNode } = nodes;
  const { machineTypes, capacity, zones, driver, consolidateAfter, autoCreation } = computeClass;
  const gpu = { type: accelerator, count: gpusPerNode, driverVersion: driver, ...gpuSharing(sharing) };
  // GKE taints nodes with GPUs itself.
  const own = taints.filter(({ key }) => key !== gpuTaint.key);
  const nodePoolConfig = {
    ...(Object.keys(labels).length === 0 ? {} : { nodeLabels: labels }),
    ...(own.length === 0 ? {} : { taints: own.map((taint) => ({ ...taint, effect: 'NoSchedule' })) }),
  };
  return {
    apiVersion: 'cloud.google.com/v1',
    kind: 'ComputeClass',
    metadata: { name, labels: ownedLabels('platform') },
    spec: {
      // Of each kind of capacity every machine type, before the next kind.
      priorities: capacity.flatMap((kind) =>
        (machineTypes ?? [undefined]).map((machineType) => ({
          ...(machineType === undefined ? {} : { machineType }),
          gpu,
          spot: kind === 'spot',
          ...(zones === undefined ? {} : { location: { zones } }),
        })),
      ),
      ...(Object.keys(nodePoolConfig).length === 0 ? {} : { nodePoolConfig }),
      nodePoolAutoCreation: { enabled: autoCreation },
      autoscalingPolicy: {
        consolidationDelayMinutes: inSeconds(consolidateAfter) / 60,
        // Only nodes that nothing uses go: another share would restart models.
        consolidationThreshold: 0,
        gpuConsolidationThreshold: 0,
      },
      // Another machine would have another GPU, or none.
      whenUnsatisfiable: 'DoNotScaleUp',
    },
  };
}

/** From GKE 1.35.2-gke.1485000 on. */
function gpuSharing(sharing: Sharing | undefined): object {
  if (sharing?.timeSlicing !== undefined) {
    const { replicas } = sharing.timeSlicing;
    return { gpuSharing: { sharingStrategy: 'TIME_SHARING', maxSharedClientsPerGPU: replicas } };
  }
  return sharing?.mig === undefined ? {} : { gpuSharing: { gpuPartitionSize: sharing.mig.profile } };
}
