export { boundedSignals } from './alerts';
export { longestModelName, modelEntry, tiers, type ModelEntry, type Tier } from './entry';
export { availability, quantiles, type Quantile } from './objectives';
export { driftTests } from './quality';
export type { MetricNames } from './serving';
export { trafficPatterns, type TrafficPattern } from './workload';
