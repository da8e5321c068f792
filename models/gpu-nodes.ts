/** Names by which GPU nodes, and what runs on them, are told from others. */

/** What a GPU is called among the resources of a node. */
export const gpuResource = 'nvidia.com/gpu';

/** The taint that keeps other work off GPU nodes; GKE puts it on them itself. */
export const gpuTaint = { key: 'nvidia.com/gpu', value: 'present' } as const;

/** Labels that a provisioner puts on each of its nodes, with the name of the pool as value. */
export const provisionerLabels = {
  karpenter: 'karpenter.sh/nodepool',
  /** GKE makes a taint of it as well. */
  computeClass: 'cloud.google.com/compute-class',
} as const;

/** Node labels that NVIDIA's components read. */
export const nvidiaLabels = {
  /** Which of the device plugin's configurations counts on the node. */
  pluginConfiguration: 'nvidia.com/device-plugin.config',
  /** Into which instances the MIG manager divides the node's GPUs. */
  instances: 'nvidia.com/mig.config',
} as const;
