/** Exporters beside the models: port, path and the series that rules and dashboards read from them. */
export interface Exporter {
  readonly portNumber: number;
  readonly path: string;
  /** Pod labels by which the exporter's pods are found. */
  readonly selector: Readonly<Record<string, string>>;
  /** The page in `test/fixtures/metrics/` that holds every series named here. */
  readonly fixture: string;
}

export const dcgmExporter = {
  portNumber: 9400,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'dcgm-exporter' },
  fixture: 'dcgm-exporter',
} as const satisfies Exporter;

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
