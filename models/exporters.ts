/** Exporters beside the models that this project deploys and scrapes: port, path, and how their pods are found. */
export interface Exporter {
  readonly portNumber: number;
  readonly path: string;
  /** Pod labels by which the exporter's pods are found. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its page in `test/fixtures/metrics/`. */
  readonly fixture: string;
}

export const dcgmExporter = {
  portNumber: 9400,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'dcgm-exporter' },
  fixture: 'dcgm-exporter',
} as const satisfies Exporter;

/** Calls addresses on behalf of Prometheus. This is its own page; what it finds is told where it is asked to call. */
export const blackboxExporter = {
  portNumber: 9115,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'prometheus-blackbox-exporter' },
  fixture: 'blackbox-exporter',
} as const satisfies Exporter;

/** How the blackbox exporter is asked: path of a call, and the module that says what counts as an answer. */
export const probing = { path: '/probe', module: 'http_2xx' } as const;

/** Series of the blackbox exporter 0.28 about one call. */
export const blackbox = { success: 'probe_success' } as const;

/** Series of the kubelet's cAdvisor about containers; those with an empty `container` are sums over a pod. */
export const cadvisor = {
  cpu: 'container_cpu_usage_seconds_total',
  memory: 'container_memory_working_set_bytes',
} as const;

/** Series of kube-state-metrics 2.20 about containers. */
export const kubeState = {
  limits: 'kube_pod_container_resource_limits',
  restarts: 'kube_pod_container_status_restarts_total',
} as const;

/** Series of dcgm-exporter 4.8. `xidCount` is a recount over a window and hence a gauge; it is off by default. */
export const dcgm = {
  xidCount: 'DCGM_EXP_XID_ERRORS_COUNT',
  engineActive: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
  memoryUsed: 'DCGM_FI_DEV_FB_USED',
  memoryFree: 'DCGM_FI_DEV_FB_FREE',
  temperature: 'DCGM_FI_DEV_GPU_TEMP',
} as const;

/**
 * XID codes that mean broken hardware, by what is broken. Source: NVIDIA's XID catalogue; vendors disagree on some, so
 * the list is data.
 */
export const hardwareXids: readonly number[] = [
  46, 48, 61, 62, 64, 74, 79, 95, 119, 120, 140, 143, 158, 171, 172,
];

/** Every page of an exporter in `test/fixtures/metrics/`, with the series that are read from it. */
export const exporterPages: Readonly<Record<string, readonly string[]>> = {
  [dcgmExporter.fixture]: Object.values(dcgm),
  [blackboxExporter.fixture]: Object.values(blackbox),
  cadvisor: Object.values(cadvisor),
  'kube-state-metrics': Object.values(kubeState),
};
