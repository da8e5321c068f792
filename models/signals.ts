/**
 * The closed vocabulary: what can be observed of a model, whatever serves it.
 *
 * A runtime says which signals it feeds and from which of its own series; recording rules turn those into the
 * `series` named here, and alerts and panels read nothing else. Each series is keyed by (namespace, model_name).
 */
export interface Signal {
  /** Unit of the recorded series, in words of the reference pages. */
  readonly unit: string;
  readonly meaning: string;
  /** The recorded series, or its first one where a signal has several (see `records` in names of rules). */
  readonly series: string;
  /** Labels beside the model's key. */
  readonly labels: readonly string[];
}

export const signals = {
  requests: {
    unit: 'requests per second',
    meaning: 'answered prediction requests, failed ones included',
    series: 'model:requests:rate5m',
    labels: [],
  },
  errors: {
    unit: 'requests per second',
    meaning: 'requests that failed through no fault of the caller',
    series: 'model:errors:rate5m',
    labels: [],
  },
  latency: {
    unit: 'observations per second, by native bucket bound',
    meaning: 'distribution of the time that a request takes',
    series: 'model:latency_bucket:rate5m',
    labels: ['le'],
  },
  latencyMean: {
    unit: 'seconds',
    meaning: 'mean time that a request takes',
    series: 'model:latency_seconds:avg_5m',
    labels: [],
  },
  inflight: {
    unit: 'requests',
    meaning: 'requests being worked on',
    series: 'model:inflight:sum',
    labels: [],
  },
  queueDepth: {
    unit: 'requests',
    meaning: 'requests that wait for a free slot',
    series: 'model:queue_depth:sum',
    labels: [],
  },
  saturation: {
    unit: 'ratio 0-1',
    meaning: 'share of the scarcest resource in use: KV cache, concurrency or slots; worst replica',
    series: 'model:saturation:ratio',
    labels: [],
  },
  tokens: {
    unit: 'tokens per second',
    meaning: 'tokens generated',
    series: 'model:throughput:rate5m',
    labels: [],
  },
  accuracy: {
    unit: 'ratio 0-1',
    meaning: 'share of right predictions in the latest evaluation; worst data source',
    series: 'model:accuracy:min',
    labels: [],
  },
  drift: {
    unit: 'flag 0 or 1, by feature',
    meaning: 'a statistical test found that the feature no longer looks like its reference',
    series: 'model:drift_detected:max',
    labels: ['feature'],
  },
  batchSuccess: {
    unit: 'Unix seconds',
    meaning: 'end of the last successful run',
    series: 'model:batch_success_timestamp_seconds:max',
    labels: [],
  },
  batchDuration: {
    unit: 'seconds',
    meaning: 'duration of the last run',
    series: 'model:batch_duration_seconds:max',
    labels: [],
  },
  batchRows: {
    unit: 'rows',
    meaning: 'rows scored in the last run',
    series: 'model:batch_rows:sum',
    labels: [],
  },
} as const satisfies Record<string, Signal>;

export type SignalName = keyof typeof signals;

/** Signals that another job than the server may publish, named by `quality.from` of an entry. */
export const qualitySignals = ['accuracy', 'drift'] as const satisfies readonly SignalName[];

export const isQualitySignal = (signal: SignalName): boolean =>
  (qualitySignals as readonly SignalName[]).includes(signal);

/** In the order in which they are listed above, which is the order of reports and panels. */
export const signalNames = Object.keys(signals) as readonly SignalName[];
