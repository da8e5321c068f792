import { z } from 'zod';
import { field, nodeKey, slug } from '../models/fields';
import type { Platform } from './cluster';

/** Kinds of node classes of Karpenter: whose they are, and how instance types are labelled there. */
export const nodeClassKinds = {
  EC2NodeClass: { group: 'karpenter.k8s.aws', platform: 'eks', labels: amazonLabels('karpenter.k8s.aws') },
  /** Of EKS Auto Mode, whose nodes bring a device plugin. */
  NodeClass: { group: 'eks.amazonaws.com', platform: 'eks', labels: amazonLabels('eks.amazonaws.com') },
  AKSNodeClass: {
    group: 'karpenter.azure.com',
    platform: 'aks',
    labels: {
      gpuName: 'karpenter.azure.com/sku-gpu-name',
      gpuCount: 'karpenter.azure.com/sku-gpu-count',
      gpuMemory: undefined,
      family: 'karpenter.azure.com/sku-family',
    },
  },
} as const satisfies Readonly<Record<string, NodeClassFacts>>;

interface NodeClassFacts {
  readonly group: string;
  readonly platform: Platform;
  /** Labels of instance types that a NodePool may require. */
  readonly labels: {
    readonly gpuName: string;
    readonly gpuCount: string;
    readonly gpuMemory: string | undefined;
    readonly family: string;
  };
}

export type NodeClassKind = keyof typeof nodeClassKinds;

function amazonLabels<Group extends string>(group: Group) {
  return {
    gpuName: `${group}/instance-gpu-name`,
    gpuCount: `${group}/instance-gpu-count`,
    gpuMemory: `${group}/instance-gpu-memory`,
    family: `${group}/instance-family`,
  } as const;
}

const gigabytes = (what: string, least: number, most: number) =>
  z
    .int({ error: 'expected a whole number of GB, such as 200', abort: true })
    .min(least, `${what} has at least ${least} GB`)
    .max(most, `${what} has at most ${most} GB`);

/** What is found by a tag, such as the subnets of a cluster. */
const tags = z
  .record(nodeKey, z.string({ error: 'expected the value of a tag' }).min(1).max(256), {
    error: 'expected tags, such as { karpenter.sh/discovery: prod-eu-1 }',
  })
  .refine((given) => Object.keys(given).length > 0, 'what is found by tags has at least one');

const ec2 = z.strictObject({
  role: field(
    z
      .string({ error: 'expected the name of a role' })
      .regex(/^[\w+=,.@-]{1,64}$/, 'the name of an IAM role, not its ARN'),
    'IAM role of the nodes.',
    'karpenter-node-prod',
  ),
  image: field(
    z
      .string({ error: 'expected an image such as al2023@v20261110' })
      .regex(
        /^al2023@v\d{8}$/,
        'an image is one release of Amazon Linux 2023, such as al2023@v20261110; with al2023@latest every new release would replace the nodes',
      ),
    'Image of the nodes, with the driver where an instance has GPUs.',
    'al2023@v20261110',
  ),
  discovery: field(
    tags,
    'Tags by which the subnets and the security groups of the nodes are found, the same in every cluster.',
    { 'karpenter.sh/discovery': 'prod-eu-1' },
  ),
  volume: field(
    gigabytes('a volume', 30, 16_384),
    'GB of the root volume, encrypted; model images and weights lie on it.',
    200,
  ).default(200),
});

const aks = z.strictObject({
  image: field(z.enum(['Ubuntu', 'Ubuntu2204', 'Ubuntu2404', 'AzureLinux']), 'Family of the image.').default(
    'Ubuntu',
  ),
  subnet: field(
    z
      .string({ error: 'expected the id of a subnet' })
      .regex(
        /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i,
        'the id of a subnet begins with /subscriptions/ and ends with /subnets/ and its name',
      ),
    "Id of the subnet of the nodes; Karpenter's own where absent.",
    '/subscriptions/0000/resourceGroups/prod/providers/Microsoft.Network/virtualNetworks/prod/subnets/gpu',
  ).optional(),
  volume: field(
    gigabytes('a disk', 30, 2_048),
    'GB of the disk of the system; model images and weights lie on it.',
    200,
  ).default(200),
});

export const nodeClass = z.strictObject({
  name: field(
    slug(63),
    'Name of the node class. It is made by the owner of the cluster, unless `ec2` or `aks` says here what it is.',
    'gpu',
  ),
  kind: field(
    z.enum(['EC2NodeClass', 'NodeClass', 'AKSNodeClass']),
    'Kind of a node class that is there already: EC2NodeClass on eks and AKSNodeClass on aks unless given; NodeClass is that of EKS Auto Mode.',
  ).optional(),
  ec2: field(ec2, 'Makes the EC2NodeClass, in clusters on eks.').optional(),
  aks: field(aks, 'Makes the AKSNodeClass, in clusters on aks.').optional(),
});

export type NodeClass = z.infer<typeof nodeClass>;
