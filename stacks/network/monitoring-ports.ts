/** Where what runs in `monitoring` listens; every Prometheus alike. */
export const monitoringPorts = {
  prometheus: 9090,
  alertmanager: 9093,
  /** Between the Alertmanagers of a cluster. */
  mesh: 9094,
  /** Of what reloads Prometheus and Alertmanager. */
  reloader: 8080,
  operator: 10250,
  kubeStateMetrics: 8080,
  grafana: 3000,
  /** Of Thanos, beside Prometheus. */
  sidecar: 10901,
} as const;
