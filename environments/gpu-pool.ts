import { z } from 'zod';
import { field, nodeKey, nodeLabels, nodeSelector, taintValue } from '../models/fields';
import { computeClass } from './compute-class';
import { gpuPrice } from './gpu-price';
import { karpenter } from './karpenter';

/** Pools of GPU nodes: what they offer, and for each kind of platform where they come from. */

const taint = z.strictObject(
  {
    key: field(nodeKey, 'Key of the taint.', 'nvidia.com/gpu'),
    value: field(taintValue, 'Value of the taint.', 'present'),
  },
  { error: 'expected a taint such as { key: nvidia.com/gpu, value: present }' },
);

const mig = z.strictObject({
  profile: field(
    z
      .string({ error: 'expected a profile such as 1g.10gb' })
      .regex(/^\dg\.\d{1,3}gb$/, 'a profile is written as 1g.10gb: slices of the GPU, then its memory'),
    'Instances into which every GPU of the pool is divided.',
    '1g.10gb',
  ),
  strategy: field(
    z.enum(['single', 'mixed']),
    'What pods ask for: nvidia.com/gpu, as for whole GPUs (single), or nvidia.com/mig-1g.10gb and the like (mixed). One strategy for all pools.',
  ).default('single'),
});

const timeSlicing = z.strictObject({
  replicas: field(
    z
      .int({ error: 'expected a whole number of pods that share a GPU', abort: true })
      .min(2, 'with fewer than 2 pods at a time nothing is shared; take sharing out, or write at least 2')
      .max(48, 'at most 48 pods share a GPU'),
    'Pods that share each GPU. They share its memory too, and nothing keeps one from taking it all.',
    4,
  ),
});

const sharing = z
  .strictObject({
    mig: field(
      mig,
      'Divides each GPU into instances with memory of their own (Multi-Instance GPU). Metrics are per instance, and of an instance no GPU_UTIL exists.',
    ).optional(),
    timeSlicing: field(
      timeSlicing,
      'Lets pods take turns on each GPU. Metrics are of the GPU: which pod uses how much of it cannot be told.',
    ).optional(),
  })
  .refine(
    (kinds) => Object.values(kinds).filter((kind) => kind !== undefined).length === 1,
    'GPUs are shared in exactly one of the ways mig and timeSlicing',
  );

export const gpuPool = z.strictObject({
  accelerator: field(
    z.string({ error: 'expected text' }).min(1),
    'Type of the GPUs, as GKE spells it.',
    'nvidia-a100-80gb',
  ),
  gpusPerNode: field(
    z
      .int({ error: 'expected a whole number of GPUs', abort: true })
      .min(1, 'a node of a GPU pool has at least one GPU')
      .max(16, 'a node has at most 16 GPUs'),
    'GPUs of one node; required where nodes are made.',
    8,
  ).optional(),
  selector: field(
    nodeSelector,
    'Node labels by which nodes are found that are there already. Deployment stops where fewer than `minimumNodes` have them, or one lacks a label or taint of the pool.',
    { 'node.example.com/pool': 'a100' },
  ).optional(),
  minimumNodes: field(
    z
      .int({ error: 'expected a whole number of nodes', abort: true })
      .min(0, 'a number of nodes is not negative')
      .max(5_000, 'a cluster has at most 5000 nodes'),
    'Nodes found by `selector` that must be there; 0 for a pool that scales to none.',
    0,
  ).default(1),
  labels: field(
    nodeLabels,
    'Labels of every node of the pool: given to nodes that are made, demanded of nodes that are there. Models select the pool by them in every cluster alike.',
    { 'node.example.com/pool': 'a100' },
  ).default({}),
  taints: field(
    z.array(taint, { error: 'expected a list of taints' }).max(20, 'a pool has at most 20 taints'),
    'Taints of every node of the pool, with the effect NoSchedule: given to nodes that are made, demanded of nodes that are there. Nodes that are made have nvidia.com/gpu=present unless this says otherwise; on gke they have it whatever this says.',
  ).optional(),
  sharing: field(
    sharing,
    'How pods share GPUs; absent: each GPU belongs to one pod. Beside `computeClass` it takes GKE 1.35.2-gke.1485000; elsewhere `gpuPlugin` of the cluster.',
  ).optional(),
  price: field(
    gpuPrice,
    'What the GPUs of the pool cost; absent: nothing is said about it. With it what models cost is recorded, and there is a board about it ([cost of GPUs](../gpu-pools.md#cost)).',
  ).optional(),
  karpenter: field(
    karpenter,
    'A NodePool of Karpenter, in clusters on eks and aks. Karpenter itself is installed by the owner of the cluster.',
  ).optional(),
  computeClass: field(
    computeClass,
    'A ComputeClass, in clusters on gke; its name is that of the pool.',
  ).optional(),
});

export type GpuPool = z.infer<typeof gpuPool>;
export type Sharing = NonNullable<GpuPool['sharing']>;
export type Taint = z.infer<typeof taint>;
