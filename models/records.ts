import { printDuration, type Duration } from './duration';
import { timings, type TimingName } from './timings';

/** `model:slow:...` for requests, `model:ttft_slow:...` and so on for parts of them. */
const slow = (timing: TimingName): string =>
  timing === 'latency' ? 'model:slow' : `model:${timings[timing].stem}_slow`;

/** Names of recorded series beside those of signals: model:<signal>:<operation>, all keyed by (namespace, model_name). */
export const records = {
  /** What a series of the model is the sum of: the same by version, keyed by `KV`. */
  ofVersion: (series: string): string => series.replace(/^model:/, 'model_version:'),
  /** Events of a window, from their rate. */
  eventsWithin: (rate5m: string, window: Duration): string =>
    rate5m.replace(/rate5m$/, `increase${printDuration(window)}`),
  /** The version of each model that answered most requests within a day, and how many. */
  stableVersion: 'model_version:stable:increase1d',
  /** Share of bad events of an hour, by `objective`, of versions that are worse than the stable one; only while they are. */
  versionRegression: 'model_version:regression:ratio_rate1h',
  /** Rate of events slower than the objective, and of all that are judged by it. */
  slowRate: (timing: TimingName): string => `${slow(timing)}:rate5m`,
  timedRate: (timing: TimingName): string => `model:${timings[timing].stem}_count:rate5m`,
  /** Means over an hour of the rates from which ratios are made, the building blocks of the longest window. */
  hourly: (rate5m: string): string => rate5m.replace(/rate5m$/, 'rate1h'),
  /** Time series that are stored of a model's own pages. */
  seriesStored: 'model:series:sum',
  targetsUp: 'model:targets_up:ratio',
  /** Metrics endpoints of which Prometheus has found a target, up or not. */
  sourcesFound: 'model:sources_found:count',
  /** Targets of each version that are up, by the runtime that they are of: a version is there where it has any, up or not. */
  targetsOfVersion: 'model_version:targets_up:sum',
  /** Every pod of a model, those that serve others as well included; always 1. */
  podsOfModel: 'model_pod:targets:group',
  /** Pods that serve one model and no other; always 1. What exporters tell of pods becomes the model's through it. */
  podOfModel: 'model_pod:up:group',
  /** Log lines for each request of a quarter of an hour, and how many there are at least most of the time; the latter while lines come. */
  linesPerRequest: 'model:log_lines_per_request:ratio_rate15m',
  usualLinesPerRequest: 'model:log_lines_per_request:quantile1d',
  errorRatio: (window: Duration): string => `model:errors:ratio_rate${printDuration(window)}`,
  slowRatio: (timing: TimingName, window: Duration): string =>
    `${slow(timing)}:ratio_rate${printDuration(window)}`,
  /** The same over the whole window of the model's objectives. */
  errorRatioOfWindow: 'model:errors:ratio_objective',
  slowRatioOfWindow: (timing: TimingName): string => `${slow(timing)}:ratio_objective`,
  /** Bad events within that window. */
  badOfWindow: (rate5m: string): string => rate5m.replace(/rate5m$/, 'increase_objective'),
  quantile: (timing: TimingName, quantile: RecordedQuantile): string =>
    `model:${timings[timing].stem}_seconds:${quantile}_5m`,
  /** Share of predictions of which the model is unsure. */
  lowConfidence: 'model:low_confidence:ratio_rate1h',
  /** Share of each class among the predictions of an hour, and of the week before the last day. */
  classShare: 'model:predicted_class:ratio_rate1h',
  classShareOfWeek: 'model:predicted_class:ratio_rate7d',
  /** Mean of what a value was, and how far from it is still normal. */
  accuracyOfWeeks: 'model:accuracy:avg14d',
  /** By how much accuracy is below its floor or its baseline less the normal fall; only while it is. */
  accuracyShortfall: 'model:accuracy_shortfall:max',
  /** Share of bad events of half an hour, where it spends an error budget at the slower of the speeds that page. */
  budgetBurn: 'model:budget_burn:ratio_rate30m',
  /** Waiting requests of models where they wait too long; only while they do. */
  backlog: 'model:backlog:sum',
  /** For how long the active Jobs of the cluster have been running, by namespace and job_name. */
  jobRunning: 'job:running_seconds:max',
  /** Last success of a model's CronJob, as Kubernetes knows it: jobs that publish nothing have no other. */
  cronJobSuccess: 'model:cronjob_success_timestamp_seconds:max',
  accuracySpread: 'model:accuracy:spread14d',
  lowConfidenceOfWeek: 'model:low_confidence:avg7d',
  lowConfidenceSpread: 'model:low_confidence:spread7d',
  requestsOfDayBefore: 'model:requests:avg1h_offset1d',
  requestsSpreadOfDayBefore: 'model:requests:spread1h_offset1d',
  requestsOfWeekBefore: 'model:requests:avg1h_offset1w',
  requestsSpreadOfWeekBefore: 'model:requests:spread1h_offset1w',
  /** The band in which a value is normal by its own past. */
  lowerOf: (series: string): string => series.replace(/[^:]+$/, 'lower'),
  upperOf: (series: string): string => series.replace(/[^:]+$/, 'upper'),
  /** What was last told, also by a job that is gone. For times: since when one is awaited, until the first is told. */
  latest: (told: string): string => told.replace(/[^:]+$/, 'latest'),
  /** Events that a share over an hour is made of, good and bad. */
  eventsOf: (share: string): string => share.replace(/:ratio_rate1h$/, '_events:increase1h'),
} as const;

/** Quantiles that are recorded for panels. */
export const recordedQuantiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type RecordedQuantile = keyof typeof recordedQuantiles;
