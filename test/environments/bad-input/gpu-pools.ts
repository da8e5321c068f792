import { edited, entry, settings, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const cluster = '  shop-1: { platform: gke, context: shop-1 }\n';
const pool = '  a100: { accelerator: nvidia-a100-80gb, selector: { pool: a100 } }\n';

/** A pool as Karpenter makes it, and as GKE does. */
const karpenter = `  a100:
    accelerator: nvidia-a100-80gb
    gpusPerNode: 8
    karpenter: { nodeClass: { name: gpu }, limits: { gpus: 16 } }
`;
const computeClass = `  a100:
    accelerator: nvidia-a100-80gb
    gpusPerNode: 8
    computeClass: { capacity: [spot] }
`;

/** The fixture's cluster on another platform, and its pool in other words. */
export const told =
  (given: string, platform = 'gke', plugin?: string) =>
  (workspace: Workspace): void => {
    const told = plugin === undefined ? '' : `, gpuPlugin: ${plugin}`;
    workspace.replace(settings, pool, given);
    const made = `{ platform: ${platform}, context: shop-1${told}, storageClass: standard }`;
    workspace.replace(settings, cluster, `  shop-1: ${made}\n`);
  };

/** A mistake in the text of a pool that is right otherwise. */
const spoiled = (given: string, from: string, to: string): string => {
  const text = given.replace(from, () => to);
  if (text === given) throw new Error(`the pool does not have ${from}`);
  return text;
};
const onEks = (from: string, to: string, plugin = 'provided') =>
  told(spoiled(karpenter, from, to), 'eks', plugin);
const onGke = (from: string, to: string) => told(spoiled(computeClass, from, to));

const static8 = '  a100: { accelerator: nvidia-a100-80gb, selector: { pool: a100 }, sharing: SHARING }\n';
const shared = (sharing: string, platform = 'self-managed', plugin?: string, accelerator?: string) =>
  told(
    static8.replace('SHARING', sharing).replace('nvidia-a100-80gb', accelerator ?? 'nvidia-a100-80gb'),
    platform,
    plugin,
  );

const slicing = '{ timeSlicing: { replicas: 4 } }';
const instances = '{ mig: { profile: 1g.10gb } }';

/** A pool of the same node class, or of another strategy, as a second one. */
export const second = (of: string, name: string): string => of.replace('  a100:', `  ${name}:`);
const making = spoiled(
  karpenter,
  '{ name: gpu }',
  "{ name: gpu, ec2: { role: nodes, image: al2023@v20261110, discovery: { 'karpenter.sh/discovery': shop } } }",
);

/** What a file can say wrongly of GPU pools. */
export const gpuPools: readonly BadCase[] = [
  {
    file: 'pool-nowhere',
    mistake: 'a pool that does not say where its nodes come from',
    spoil: told('  a100: { accelerator: nvidia-a100-80gb }\n'),
  },
  {
    file: 'pool-nowhere-self-managed',
    mistake: 'the same where nobody makes nodes',
    spoil: told('  a100: { accelerator: nvidia-a100-80gb }\n', 'self-managed'),
  },
  {
    file: 'pool-karpenter-self-managed',
    mistake: 'Karpenter on a self-managed cluster',
    spoil: told(karpenter, 'self-managed'),
  },
  { file: 'pool-karpenter-gke', mistake: 'Karpenter on gke', spoil: told(karpenter) },
  { file: 'pool-compute-class-eks', mistake: 'a ComputeClass on eks', spoil: told(computeClass, 'eks') },
  {
    file: 'pool-selector-unused',
    mistake: 'a selector of nodes that are made',
    spoil: onGke('    gpusPerNode', '    selector: { pool: a100 }\n    gpusPerNode'),
  },
  {
    file: 'pool-second-cluster',
    mistake: 'a cluster that gets no nodes of the pool, beside one that does',
    spoil: (workspace) => {
      told(karpenter, 'eks', 'provided')(workspace);
      workspace.replace(
        settings,
        'state:\n',
        '  shop-2: { platform: gke, context: shop-2, prometheus: https://p.shop.example, alertmanager: https://a.shop.example, longTerm: https://l.shop.example }\nhome: shop-1\nnetwork: { entrances: [{ cidr: 10.0.0.0/8 }] }\nstate:\n',
      );
    },
  },
  {
    file: 'pool-plugin-missing',
    mistake: 'nodes of Karpenter whose GPUs nobody announces',
    spoil: told(karpenter, 'eks'),
  },
  {
    file: 'pool-plugin-gke',
    mistake: 'a second device plugin on gke',
    spoil: told(computeClass, 'gke', 'nvidia-device-plugin'),
  },
  {
    file: 'pool-plugin-automatic',
    mistake: 'a second device plugin on EKS Auto Mode',
    spoil: onEks('{ name: gpu }', '{ name: gpu, kind: NodeClass }', 'gpu-operator'),
  },
  {
    file: 'pool-plugin-unknown',
    mistake: 'a device plugin that nobody knows',
    spoil: told(karpenter, 'eks', 'nvidia-plugin'),
  },
  {
    file: 'pool-limit-low',
    mistake: 'a limit below the GPUs of one node',
    spoil: onEks('gpus: 16', 'gpus: 4'),
  },
  { file: 'pool-limit-missing', mistake: 'no limit', spoil: onEks(', limits: { gpus: 16 }', '') },
  {
    file: 'pool-count-missing',
    mistake: 'nodes of an unknown size',
    spoil: onEks('    gpusPerNode: 8\n', ''),
  },
  { file: 'pool-count-zero', mistake: 'nodes without a GPU', spoil: onEks('PerNode: 8', 'PerNode: 0') },
  {
    file: 'pool-accelerator-unknown',
    mistake: 'a misspelt accelerator of nodes that are made',
    spoil: onEks('nvidia-a100-80gb', 'nvidia-a100-80g'),
  },
  {
    file: 'pool-accelerator-gke',
    mistake: 'a GPU that Google does not have',
    spoil: onGke('nvidia-a100-80gb', 'nvidia-l40s'),
  },
  {
    file: 'pool-class-missing',
    mistake: 'Karpenter without a node class',
    spoil: onEks('nodeClass: { name: gpu }, ', ''),
  },
  {
    file: 'pool-class-kind',
    mistake: 'a node class of another platform',
    spoil: onEks('{ name: gpu }', '{ name: gpu, kind: AKSNodeClass }'),
  },
  {
    file: 'pool-class-made',
    mistake: 'a node class that is made on another platform',
    spoil: onEks('{ name: gpu }', '{ name: gpu, aks: {} }'),
  },
  {
    file: 'pool-class-both',
    mistake: 'a node class that is there and is made',
    spoil: told(making.replace('{ name: gpu,', '{ name: gpu, kind: EC2NodeClass,'), 'eks', 'provided'),
  },
  {
    file: 'pool-class-twice',
    mistake: 'a node class that two pools make',
    spoil: told(making + second(making, 'spare'), 'eks', 'provided'),
  },
  {
    file: 'pool-class-latest',
    mistake: 'an image that changes under the nodes',
    spoil: told(making.replace('@v20261110', '@latest'), 'eks', 'provided'),
  },
  {
    file: 'pool-capacity',
    mistake: 'a kind of capacity with a letter missing',
    spoil: onEks('limits:', 'capacity: [spt], limits:'),
  },
  { file: 'pool-capacity-none', mistake: 'no kind of capacity', spoil: onGke('[spot]', '[]') },
  {
    file: 'pool-budget-half',
    mistake: 'a budget that begins and never ends',
    spoil: onEks('limits:', "disruption: { budgets: [{ nodes: '0', schedule: '0 8 * * 1-5' }] }, limits:"),
  },
  {
    file: 'pool-budget-number',
    mistake: 'a budget that is a bare number',
    spoil: onEks('limits:', 'disruption: { budgets: [{ nodes: 1 }] }, limits:'),
  },
  {
    file: 'pool-consolidation',
    mistake: 'a policy in other words',
    spoil: onEks('limits:', 'disruption: { consolidation: when-empty }, limits:'),
  },
  {
    file: 'pool-wait-fine',
    mistake: 'a wait that Karpenter cannot count',
    spoil: onEks('limits:', 'disruption: { consolidateAfter: 1500ms }, limits:'),
  },
  {
    file: 'pool-wait-gke',
    mistake: 'a wait that GKE cannot count',
    spoil: onGke('capacity: [spot]', 'consolidateAfter: 90s'),
  },
  {
    file: 'pool-label-reserved',
    mistake: 'a label that belongs to Karpenter',
    spoil: onEks('    gpusPerNode', '    labels: { karpenter.sh/nodepool: other }\n    gpusPerNode'),
  },
  {
    file: 'pool-taint-key',
    mistake: 'a taint in the notation of kubectl',
    spoil: onEks('    gpusPerNode', '    taints: [nvidia.com/gpu=present:NoSchedule]\n    gpusPerNode'),
  },
  {
    file: 'pool-name-gke',
    mistake: 'a name that GKE keeps to itself',
    spoil: (workspace) => {
      told(second(computeClass, 'gke-a100'))(workspace);
      workspace.replace(entry('tagger'), 'pool: a100', 'pool: gke-a100');
    },
  },
  {
    file: 'pool-sharing-none',
    mistake: 'sharing that says nothing',
    spoil: shared('{}', 'self-managed', 'gpu-operator'),
  },
  {
    file: 'pool-sharing-both',
    mistake: 'two ways to share at once',
    spoil: shared(
      '{ timeSlicing: { replicas: 2 }, mig: { profile: 1g.10gb } }',
      'self-managed',
      'gpu-operator',
    ),
  },
  {
    file: 'pool-sharing-alone',
    mistake: 'turns of one pod',
    spoil: shared('{ timeSlicing: { replicas: 1 } }', 'self-managed', 'gpu-operator'),
  },
  {
    file: 'pool-sharing-provided',
    mistake: 'sharing by a device plugin that is not from here',
    spoil: (workspace) => {
      shared(slicing)(workspace);
      workspace.replace(entry('tagger'), ', count: 2', '');
    },
  },
  {
    file: 'pool-sharing-gke',
    mistake: 'sharing of nodes that are there already on gke',
    spoil: (workspace) => {
      shared(slicing, 'gke')(workspace);
      workspace.replace(entry('tagger'), ', count: 2', '');
    },
  },
  {
    file: 'pool-sharing-count',
    mistake: 'a model that asks for two turns',
    spoil: shared(slicing, 'self-managed', 'nvidia-device-plugin'),
  },
  {
    file: 'pool-mig-plugin',
    mistake: 'instances that nobody makes',
    spoil: shared(instances, 'self-managed', 'nvidia-device-plugin'),
  },
  {
    file: 'pool-mig-accelerator',
    mistake: 'instances of a GPU that has none',
    spoil: shared(instances, 'self-managed', 'gpu-operator', 'nvidia-tesla-t4'),
  },
  {
    file: 'pool-mig-profile',
    mistake: 'instances of another GPU',
    spoil: shared('{ mig: { profile: 1g.5gb } }', 'self-managed', 'gpu-operator'),
  },
  {
    file: 'pool-mig-notation',
    mistake: 'instances in the notation of the MIG manager',
    spoil: shared('{ mig: { profile: all-1g.10gb } }', 'self-managed', 'gpu-operator'),
  },
  {
    file: 'pool-mig-mixed-gke',
    mistake: 'instances under a name that GKE does not know',
    spoil: onGke(
      '    gpusPerNode',
      '    sharing: { mig: { profile: 1g.10gb, strategy: mixed } }\n    gpusPerNode',
    ),
  },
  {
    file: 'pool-mig-strategies',
    mistake: 'two strategies under one operator',
    spoil: told(
      static8.replace('SHARING', instances) +
        second(static8, 'spare').replace('SHARING', '{ mig: { profile: 1g.10gb, strategy: mixed } }'),
      'self-managed',
      'gpu-operator',
    ),
  },
  {
    file: 'pool-model-large',
    mistake: 'a model larger than a node',
    spoil: edited(settings, 'selector: { pool: a100 } }', 'selector: { pool: a100 }, gpusPerNode: 1 }'),
  },
];
