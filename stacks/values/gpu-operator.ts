import { poolsIn, type Cluster, type Environment } from '../../environments';
import { gpuTolerations } from './gpu-tolerations';
import { pluginConfigurations, wholeGpus } from './plugin-configurations';

/** Whether the operator brings driver and container toolkit: Amazon's images have both, and AKS is told to leave them out. */
export const operatorInstallsDriver = ({ platform, gpuPlugin }: Cluster): boolean =>
  gpuPlugin === 'gpu-operator' && (platform === 'self-managed' || platform === 'aks');

/**
 * Values of NVIDIA's GPU operator: device plugin, feature discovery, MIG manager, and where images lack them driver and
 * toolkit. It finds nodes with GPUs by itself.
 */
export function gpuOperatorValues(environment: Environment, cluster: Cluster) {
  const pools = poolsIn(environment, cluster);
  const tolerations = gpuTolerations(pools);
  const data = pluginConfigurations(pools);
  const strategy = pools.find(({ sharing }) => sharing?.mig !== undefined)?.sharing?.mig?.strategy;
  const installs = operatorInstallsDriver(cluster);
  return {
    driver: { enabled: installs },
    toolkit: { enabled: installs },
    // Ours counts what rules and dashboards read, and two exporters would tell everything twice.
    dcgmExporter: { enabled: false },
    dcgm: { enabled: false },
    migManager: { enabled: strategy !== undefined },
    ...(strategy === undefined ? {} : { mig: { strategy } }),
    ...(Object.keys(data).length === 0
      ? {}
      : { devicePlugin: { config: { create: true, name: 'gpu-sharing', default: wholeGpus, data } } }),
    daemonsets: { tolerations },
    'node-feature-discovery': { worker: { tolerations } },
  };
}
