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
  /** Of Thanos Query. */
  query: 10902,
} as const;

/** Of a cluster, its nodes, and the parts of its control plane that are scraped where they answer. */
export const clusterPorts = {
  kubelet: [10250],
  nodeExporter: [9100],
  coreDns: [9153],
  kubeDns: [10054, 10055],
  kubeControllerManager: [10257],
  kubeScheduler: [10259],
  kubeEtcd: [2381],
  kubeProxy: [10249],
} as const;
