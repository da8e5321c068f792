/**
 * Names of recorded series about what GPUs cost, in the currency of the environment per hour, where it declares prices.
 * `use` says what for: `busy`, `idle` (a pod holds the GPU and hardly uses it) or `free` (no pod holds it).
 */
export const costRecords = {
  /** What the environment says of a pool; a constant, with the label `pool`. */
  price: 'pool:gpu_price:per_hour',
  /** A GPU by its pool and use. */
  ofGpu: 'gpu:cost:per_hour',
  /** The same for each pod that holds it; pods that share a GPU share its cost evenly. */
  ofPod: 'gpu_pod:cost:per_hour',
  /** Of the pods that serve one model and no other, by use. */
  ofModel: 'model:gpu_cost:per_hour',
  /** Of the models of a team, by use. */
  ofTeam: 'team:gpu_cost:per_hour',
  /** Of all GPUs of a pool, by use. */
  ofPool: 'pool:gpu_cost:per_hour',
} as const;

/** The label of a pool on what dcgm-exporter tells of the GPUs of its nodes. */
export const poolLabel = 'pool';

export const gpuUses = ['busy', 'idle', 'free'] as const;
