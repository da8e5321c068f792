/** A series of dcgm-exporter, as its file of counters asks for it. */
interface DcgmCounter {
  readonly metric: string;
  readonly type: 'counter' | 'gauge';
  /** For the HELP line, in one field of a comma-separated line. */
  readonly help: string;
}

const counter = (metric: string, help: string): DcgmCounter => ({ metric, type: 'counter', help });
const gauge = (metric: string, help: string): DcgmCounter => ({ metric, type: 'gauge', help });

/**
 * Every series of dcgm-exporter 4.8 that rules and boards read, and nothing else: the exporter is told to publish these.
 * It ends at a name that it does not know. Those that begin with `DCGM_EXP` are counts over the last five minutes, so they
 * are gauges although the exporter's own file calls them counters; most others are off by default.
 */
export const dcgmCounters = {
  xidCount: gauge('DCGM_EXP_XID_ERRORS_COUNT', 'XID errors within the window by code'),
  lastXid: gauge('DCGM_FI_DEV_XID_ERRORS', 'Code of the last XID error until the exporter restarts'),
  clockEvents: gauge(
    'DCGM_EXP_CLOCK_EVENTS_COUNT',
    'Samples within the window with a reason for lower clocks',
  ),
  engineActive: gauge(
    'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    'Share of time in which the graphics engine was active',
  ),
  memoryUsed: gauge('DCGM_FI_DEV_FB_USED', 'Framebuffer memory in use in MiB'),
  memoryFree: gauge('DCGM_FI_DEV_FB_FREE', 'Framebuffer memory free in MiB'),
  memoryReserved: gauge('DCGM_FI_DEV_FB_RESERVED', 'Framebuffer memory that the driver keeps in MiB'),
  temperature: gauge('DCGM_FI_DEV_GPU_TEMP', 'GPU temperature in degrees Celsius'),
  power: gauge('DCGM_FI_DEV_POWER_USAGE', 'Power draw in watts'),
  thermalThrottle: counter('DCGM_FI_DEV_THERMAL_VIOLATION', 'Time with lower clocks because of heat in ns'),
  powerThrottle: counter('DCGM_FI_DEV_POWER_VIOLATION', 'Time with lower clocks because of power in ns'),
  uncorrectableRows: counter(
    'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
    'Rows of memory replaced after errors that could not be corrected',
  ),
  doubleBitErrors: counter(
    'DCGM_FI_DEV_ECC_DBE_AGG_TOTAL',
    'Double-bit errors of memory in the life of the GPU',
  ),
  remapPending: gauge('DCGM_FI_DEV_ROW_REMAP_PENDING', 'Whether a row is replaced at the next reset'),
  remapFailure: gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', 'Whether a row could not be replaced'),
  pcieReplays: counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'Packets sent again over PCIe'),
  nvlinkRecoveries: counter('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', 'Recoveries of NVLink lanes'),
  nvlinkReplays: counter('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', 'Packets sent again over NVLink'),
  nvlinkFlitErrors: counter(
    'DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL',
    'NVLink flow control with a wrong checksum',
  ),
  nvlinkDataErrors: counter(
    'DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL',
    'NVLink data with a wrong checksum',
  ),
} as const satisfies Record<string, DcgmCounter>;

type DcgmName = keyof typeof dcgmCounters;

/** Names of these series. */
export const dcgm = Object.fromEntries(
  Object.entries(dcgmCounters).map(([name, { metric }]) => [name, metric]),
) as Readonly<Record<DcgmName, string>>;

/** Reasons for lower clocks, as the exporter names them: heat, and a power supply that calls for help. */
export const clockEvents = { thermal: 'sw_thermal|hw_thermal', powerBrake: 'hw_power_brake' } as const;
