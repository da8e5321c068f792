/** All replicas but one stay when nodes are drained; a budget for a single one would block every drain of its node. */
export const disruptionBudget = (replicas: number) =>
  replicas > 1 ? { podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 } } : {};
