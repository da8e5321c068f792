export { clusterMonitors, type ServiceMonitor } from './cluster-monitors';
export { exporterMonitors } from './exporter-monitors';
export { podMonitorsFor } from './model-monitors';
export type { PodMetricsEndpoint, PodMonitor, Relabeling } from './pod-monitor';
export { probesFor, type Probe } from './probes';
