import type { Environment } from '../../environments';
import { dcgmCounters } from '../../models/dcgm';
import { dcgmExporter } from '../../models/exporters';
import { gpuTolerations } from './gpu-tolerations';

/** The exporter's counters file: name, Prometheus type, help. A comma within a field would end it. */
export const countersFile = (): string =>
  Object.values(dcgmCounters)
    .map(({ metric, type, help }) => `${metric}, ${type}, ${help}.\n`)
    .join('');

/** Values of dcgm-exporter: a pod on every node of every GPU pool, with the counters that rules and dashboards read. */
export const dcgmExporterValues = (environment: Environment) => ({
  fullnameOverride: dcgmExporter.selector['app.kubernetes.io/name'],
  // The default file leaves out what most alerts read, and an unknown name in it would stop the exporter.
  customMetrics: countersFile(),
  // A PodMonitor of ours scrapes it, with labels that tell models from the exporter itself.
  serviceMonitor: { enabled: false },
  tolerations: gpuTolerations,
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        // Terms are alternatives: one per pool.
        nodeSelectorTerms: Object.values(environment.gpuPools).map(({ selector }) => ({
          matchExpressions: Object.entries(selector).map(([key, value]) => ({
            key,
            operator: 'In',
            values: [value],
          })),
        })),
      },
    },
  },
});
