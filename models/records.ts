import { printDuration, type Duration } from './duration';

/** Names of recorded series beside those of signals: model:<signal>:<operation>, all keyed by (namespace, model_name). */
export const records = {
  slowRate: 'model:slow:rate5m',
  /** Means over an hour of the four rates from which ratios are made, the building blocks of the longest window. */
  hourly: (rate5m: string): string => rate5m.replace(/rate5m$/, 'rate1h'),
  latencyCount: 'model:latency_count:rate5m',
  targetsUp: 'model:targets_up:ratio',
  /** Metrics endpoints of which Prometheus has found a target, up or not. */
  sourcesFound: 'model:sources_found:count',
  errorRatio: (window: Duration): string => `model:errors:ratio_rate${printDuration(window)}`,
  slowRatio: (window: Duration): string => `model:slow:ratio_rate${printDuration(window)}`,
  latencyQuantile: (quantile: RecordedQuantile): string => `model:latency_seconds:${quantile}_5m`,
} as const;

/** Quantiles that are recorded for panels. */
export const recordedQuantiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type RecordedQuantile = keyof typeof recordedQuantiles;
