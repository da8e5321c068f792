import type { Environment } from '../../environments';
import { dcgm, dcgmExporter } from '../../models/exporters';
import { gpuTolerations } from './gpu-tolerations';

/** What each counter is, for the exporter's HELP lines. A comma would end the field. */
const counters = {
  xidCount: 'Number of XID errors within the window',
  engineActive: 'Share of time in which the graphics engine was active',
  memoryUsed: 'Framebuffer memory in use in MiB',
  memoryFree: 'Framebuffer memory free in MiB',
  temperature: 'GPU temperature in degrees Celsius',
} as const satisfies Record<keyof typeof dcgm, string>;

/** The exporter's counters file: name, Prometheus type, help. Every series that we read is a gauge. */
export const dcgmCounters = (): string =>
  (Object.keys(counters) as (keyof typeof dcgm)[])
    .map((key) => `${dcgm[key]}, gauge, ${counters[key]}.\n`)
    .join('');

/** Values of dcgm-exporter: a pod on every node of every GPU pool, with the counters that rules and dashboards read. */
export const dcgmExporterValues = (environment: Environment) => ({
  fullnameOverride: dcgmExporter.selector['app.kubernetes.io/name'],
  // The default file leaves out the XID count, and an unknown name in it would stop the exporter.
  customMetrics: dcgmCounters(),
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
