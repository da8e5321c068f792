/** The taint that keeps other work off GPU nodes; what watches them must tolerate it, or it watches nothing. */
export const gpuTolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] as const;
