import { poolsIn, type Cluster, type Environment } from '../../environments';
import { objects } from '../../models/names';
import { gpuTolerations } from './gpu-tolerations';
import { pluginConfigurations, wholeGpus } from './plugin-configurations';

/** Whether the operator brings driver and container toolkit: Amazon's images have both, and AKS is told to leave them out. */
export const operatorInstallsDriver = ({ platform, gpuPlugin }: Cluster): boolean =>
  gpuPlugin === 'gpu-operator' && (platform === 'self-managed' || platform === 'aks');

/** Of an agent that watches its node: the chart gives none. */
const small = {
  resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '512Mi' } },
} as const;

/** Of one that divides or prepares GPUs, which NVIDIA's own tools do for it. */
const working = {
  resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '1Gi' } },
} as const;

/**
 * As many compilers as the node has processors build the driver, and one that is killed leaves a node without GPUs; so it
 * has no limit.
 */
const building = { resources: { requests: { cpu: '500m', memory: '512Mi' } } } as const;

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
    operator: { priorityClassName: objects.priority },
    driver: { enabled: installs, ...(installs ? building : {}) },
    toolkit: { enabled: installs, ...(installs ? working : {}) },
    validator: small,
    gfd: small,
    // Ours counts what rules and dashboards read, and two exporters would tell everything twice.
    dcgmExporter: { enabled: false },
    dcgm: { enabled: false },
    migManager: { enabled: strategy !== undefined, ...(strategy === undefined ? {} : working) },
    ...(strategy === undefined ? {} : { mig: { strategy } }),
    devicePlugin: {
      ...small,
      ...(Object.keys(data).length === 0
        ? {}
        : { config: { create: true, name: 'gpu-sharing', default: wholeGpus, data } }),
    },
    // The class of the system's own pods, the default, is for what a node cannot be without.
    daemonsets: { tolerations, priorityClassName: objects.nodePriority },
    'node-feature-discovery': { priorityClassName: objects.nodePriority, worker: { tolerations } },
  };
}
