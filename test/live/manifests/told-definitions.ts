import type { KubernetesObject } from '../../../models/kubernetes';

/**
 * Definitions that are in no Go module, told here for the fields that we set, after the reference pages of their owners:
 * a field that is not told is refused, and so is a value of another type. That the owner's own definition takes them is
 * not shown.
 */

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const texts = { type: 'array', minItems: 1, items: text } as const;
const labels = { type: 'object', additionalProperties: text } as const;
const oneOf = (...values: readonly string[]) => ({ type: 'string', enum: values }) as const;
const whole = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum }) as const;
const group = (properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) =>
  ({ type: 'object', properties, ...(required.length === 0 ? {} : { required }) }) as const;

/** GKE's ComputeClass: `cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass`. */
export const computeClassDefinition = definition(
  { group: 'cloud.google.com', version: 'v1', kind: 'ComputeClass', plural: 'computeclasses' },
  group(
    {
      priorities: {
        type: 'array',
        minItems: 1,
        items: group({
          machineType: { type: 'string', maxLength: 100 },
          gpu: group({
            type: text,
            count: { type: 'integer', minimum: 0 },
            driverVersion: oneOf('default', 'latest'),
            gpuSharing: group({
              sharingStrategy: oneOf('TIME_SHARING', 'MPS'),
              maxSharedClientsPerGPU: whole(2, 48),
              gpuPartitionSize: text,
            }),
          }),
          spot: flag,
          location: group({ zones: texts }),
        }),
      },
      nodePoolConfig: group({
        nodeLabels: labels,
        taints: {
          type: 'array',
          items: group({
            key: { type: 'string', maxLength: 320 },
            value: { type: 'string', pattern: '^([a-z0-9][-A-Za-z0-9_.]{1,61})?[A-Za-z0-9]$' },
            effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
          }),
        },
      }),
      nodePoolAutoCreation: group({ enabled: flag }, 'enabled'),
      autoscalingPolicy: group({
        consolidationDelayMinutes: whole(1, 1_440),
        consolidationThreshold: whole(0, 100),
        gpuConsolidationThreshold: whole(0, 100),
      }),
      whenUnsatisfiable: oneOf('ScaleUpAnyway', 'DoNotScaleUp'),
    },
    'priorities',
  ),
);

/** Of Karpenter on AKS: `Azure/karpenter-provider-azure`, pkg/apis/crds. */
export const aksNodeClassDefinition = definition(
  { group: 'karpenter.azure.com', version: 'v1beta1', kind: 'AKSNodeClass', plural: 'aksnodeclasses' },
  group({
    imageFamily: oneOf('Ubuntu', 'Ubuntu2204', 'Ubuntu2404', 'AzureLinux'),
    osDiskSizeGB: whole(30, 2_048),
    vnetSubnetID: {
      type: 'string',
      pattern:
        '(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$',
    },
    gpu: group({ mode: oneOf('Driver', 'None') }),
  }),
);

interface Names {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

/** A definition of a kind that belongs to the whole cluster. */
function definition({ group: owner, version, kind, plural }: Names, spec: object): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${owner}` },
    spec: {
      group: owner,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Cluster',
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { apiVersion: text, kind: text, metadata: { type: 'object' }, spec },
            },
          },
        },
      ],
    },
  };
}
