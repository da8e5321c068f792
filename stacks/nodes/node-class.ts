import { makesNodeClass, type Cluster } from '../../environments';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import type { KarpenterPool } from './node-pool';

/** The node class of a pool, where it is not one of the cluster's owner. */
export function nodeClassesOf({ nodes }: KarpenterPool, cluster: Cluster): readonly KubernetesObject[] {
  const { platform, gpuPlugin } = cluster;
  if (!makesNodeClass(nodes.karpenter, platform)) return [];
  const { name, ec2, aks } = nodes.karpenter.nodeClass;
  const metadata = { name, labels: ownedLabels('platform') };
  if (platform === 'eks' && ec2 !== undefined) {
    const found = [{ tags: ec2.discovery }];
    return [
      {
        apiVersion: 'karpenter.k8s.aws/v1',
        kind: 'EC2NodeClass',
        metadata,
        spec: {
          role: ec2.role,
          amiSelectorTerms: [{ alias: ec2.image }],
          subnetSelectorTerms: found,
          securityGroupSelectorTerms: found,
          blockDeviceMappings: [
            {
              // The root volume of Amazon Linux.
              deviceName: '/dev/xvda',
              ebs: {
                volumeSize: `${ec2.volume}G`,
                volumeType: 'gp3',
                encrypted: true,
                deleteOnTermination: true,
              },
            },
          ],
        },
      },
    ];
  }
  if (aks === undefined) return [];
  return [
    {
      apiVersion: 'karpenter.azure.com/v1beta1',
      kind: 'AKSNodeClass',
      metadata,
      spec: {
        imageFamily: aks.image,
        osDiskSizeGB: aks.volume,
        ...(aks.subnet === undefined ? {} : { vnetSubnetID: aks.subnet }),
        // AKS installs the driver, unless the operator does.
        gpu: { mode: gpuPlugin === 'gpu-operator' ? 'None' : 'Driver' },
      },
    },
  ];
}
