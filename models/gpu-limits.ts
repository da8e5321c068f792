/** From which values on something is wrong with a GPU, for alerts and for the lines of boards. */
export const gpuLimits = {
  /** Degrees Celsius. From `hot` on, data-centre GPUs lower their clocks. */
  warm: 80,
  hot: 85,
  /** Share of time with lower clocks, because of heat; and because of the power limit, which is normal under full load. */
  heatThrottled: 0.1,
  powerThrottled: 0.5,
  /** Share of time in which the GPU works: so little is idle, so much leaves no room. */
  idle: 0.05,
  saturated: 0.95,
  /** Used share of memory. */
  full: 0.95,
  /** Packets sent again over PCIe, and over NVLink together with those that arrived broken. Unit: per second. */
  pcieReplays: 0.1,
  nvlinkErrors: 0.02,
} as const;
