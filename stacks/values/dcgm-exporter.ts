import { poolsIn, type Cluster, type Environment } from '../../environments';
import { dcgmCounters } from '../../models/dcgm';
import { dcgmExporter } from '../../models/exporters';
import { objects } from '../../models/names';
import { operatorInstallsDriver } from './gpu-operator';
import { gpuTolerations } from './gpu-tolerations';
import { defaultSeccomp } from './hardened';
import { poolAffinity } from './pool-affinity';

/** The exporter's counters file: name, Prometheus type, help. A comma within a field would end it. */
export const countersFile = (): string =>
  Object.values(dcgmCounters)
    .map(({ metric, type, help }) => `${metric}, ${type}, ${help}.\n`)
    .join('');

/** Values of dcgm-exporter: a pod on every node of every GPU pool, with the counters that rules and dashboards read. */
export const dcgmExporterValues = (environment: Environment, cluster: Cluster) => {
  const pools = poolsIn(environment, cluster);
  return {
    fullnameOverride: dcgmExporter.selector['app.kubernetes.io/name'],
    // The default file leaves out what most alerts read, and an unknown name in it would stop the exporter.
    customMetrics: countersFile(),
    // A PodMonitor of ours scrapes it, with labels that tell models from the exporter itself.
    serviceMonitor: { enabled: false },
    // The class of the system's own pods, the default, is not everybody's: GKE keeps it to itself.
    priorityClassName: objects.nodePriority,
    // Who counts what keeps a GPU busy must be an administrator.
    securityContext: {
      runAsNonRoot: false,
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] },
    },
    podSecurityContext: defaultSeccomp,
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    tolerations: gpuTolerations(pools),
    affinity: poolAffinity(pools),
    // The operator's container toolkit leaves the default runtime as it was.
    ...(operatorInstallsDriver(cluster) ? { runtimeClassName: 'nvidia' } : {}),
  };
};
