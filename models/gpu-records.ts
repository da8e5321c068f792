/** G: what identifies a GPU, `node` being from discovery. */
export const gpuKey = ['node', 'gpu', 'UUID'] as const;
export const G = gpuKey.join(', ');

/** A GPU and the pod that holds it; both labels of the pod are missing where none does. */
export const gpuPodKey = [...gpuKey, 'namespace', 'pod'] as const;

/** Names of recorded series about GPUs and their nodes. The first part of a name is the level: what it is keyed by. */
export const gpuRecords = {
  /** Which pod holds which GPU; always 1. It outlasts a GPU that reports no more for a while. */
  held: 'gpu_pod:held:group',
  /** The code of the last XID error, while it is new; always 1. */
  newXid: 'gpu_pod:new_xid:group',
  /** XID errors of the last minutes, by code. */
  xids: 'gpu_pod:xid_errors:count',
  busy: 'gpu_pod:busy:ratio',
  memory: 'gpu_pod:memory:ratio',
  temperature: 'gpu:temperature_celsius:max',
  power: 'gpu:power_watts:max',
  /** Share of time with lower clocks, because of heat or of power. */
  thermalThrottle: 'gpu:thermal_throttle:ratio_rate5m',
  powerThrottle: 'gpu:power_throttle:ratio_rate5m',
  /** Rows of memory that were replaced after errors which could not be corrected, and double-bit errors. */
  uncorrectableRows: 'gpu:uncorrectable_rows:increase1h',
  doubleBitErrors: 'gpu:double_bit_errors:increase1h',
  pcieReplays: 'gpu:pcie_replays:rate15m',
  nvlinkRecoveries: 'gpu:nvlink_recoveries:increase1h',
  /** Packets over NVLink with a wrong checksum or sent again, per second. */
  nvlinkErrors: 'gpu:nvlink_errors:rate15m',
  /** GPUs that the pod holds which holds this one; 0 where none does. */
  podGpus: 'gpu:pod_gpus:max',
  /** 0 well, 1 degraded, 2 failing. */
  fault: 'gpu:fault:max',
  /** GPUs of a node that the kubelet knows and that it may give away, by resource, and those that the exporter sees. */
  capacity: 'node:gpu_capacity:max',
  allocatable: 'node:gpu_allocatable:max',
  seen: 'node:gpus_seen:count',
} as const;
