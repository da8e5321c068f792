import { buckets, perSecond, served, type Signal } from '../signal';

const of = { family: 'interface', origin: 'server', kinds: served, labels: [] } as const;

/** Requests and the time that they take. */
export const requests = {
  requests: {
    ...of,
    form: 'rate',
    unit: perSecond('requests'),
    meaning: 'answered prediction requests, failed ones included',
    series: 'model:requests:rate5m',
  },
  errors: {
    ...of,
    form: 'rate',
    unit: perSecond('requests'),
    meaning: 'requests that failed through no fault of the caller',
    series: 'model:errors:rate5m',
  },
  rejections: {
    ...of,
    form: 'rate',
    unit: perSecond('requests'),
    meaning: 'requests that were refused because the server was full; a part of the errors',
    series: 'model:rejections:rate5m',
  },
  latency: {
    ...of,
    form: 'distribution',
    unit: buckets,
    meaning: 'distribution of the time that a request takes',
    series: 'model:latency_bucket:rate5m',
    labels: ['le'],
  },
  latencyMean: {
    ...of,
    form: 'mean',
    unit: 'seconds',
    meaning: 'mean time that a request takes',
    series: 'model:latency_seconds:avg_5m',
  },
  queueWait: {
    ...of,
    form: 'distribution',
    unit: buckets,
    meaning: 'distribution of the time that a request waits before it is worked on',
    series: 'model:queue_wait_bucket:rate5m',
    labels: ['le'],
  },
  queueWaitMean: {
    ...of,
    form: 'mean',
    unit: 'seconds',
    meaning: 'mean time that a request waits before it is worked on',
    series: 'model:queue_wait_seconds:avg_5m',
  },
  inflight: {
    ...of,
    form: 'level',
    unit: 'requests',
    meaning: 'requests being worked on',
    series: 'model:inflight:sum',
  },
  queueDepth: {
    ...of,
    form: 'level',
    unit: 'requests',
    meaning: 'requests that wait for a free slot',
    series: 'model:queue_depth:sum',
  },
  saturation: {
    ...of,
    form: 'level',
    unit: 'ratio 0-1',
    meaning: 'share of the scarcest resource in use: KV cache, concurrency or slots; worst replica',
    series: 'model:saturation:ratio',
  },
  inferences: {
    ...of,
    kinds: ['online'],
    form: 'rate',
    unit: perSecond('rows'),
    meaning: 'rows scored; a request may hold many',
    series: 'model:inferences:rate5m',
  },
} as const satisfies Record<string, Signal>;
