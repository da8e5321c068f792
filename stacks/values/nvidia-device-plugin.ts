import { poolsIn, type Cluster, type Environment } from '../../environments';
import { objects } from '../../models/names';
import { gpuTolerations } from './gpu-tolerations';
import { pluginConfigurations, wholeGpus } from './plugin-configurations';
import { poolAffinity } from './pool-affinity';

/** Values of NVIDIA's device plugin: a pod on every node of every GPU pool. */
export const nvidiaDevicePluginValues = (environment: Environment, cluster: Cluster) => {
  const pools = poolsIn(environment, cluster);
  const map = pluginConfigurations(pools);
  return {
    fullnameOverride: 'nvidia-device-plugin',
    // The chart's own affinity waits for labels of a feature discovery that need not be there.
    affinity: poolAffinity(pools),
    priorityClassName: objects.nodePriority,
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    tolerations: gpuTolerations(pools),
    ...(Object.keys(map).length === 0 ? {} : { config: { map, default: wholeGpus } }),
  };
};
