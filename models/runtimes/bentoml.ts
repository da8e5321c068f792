import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** Health checks and unknown paths are counted like predictions. */
const predictions = { endpoint: '!/(livez|readyz|healthz|metrics|)', http_response_code: '!404' };
const answers = (code: string) =>
  series('bentoml_service_request_total', { ...predictions, http_response_code: code });
const durations = series('bentoml_service_request_duration_seconds', predictions);

/**
 * BentoML 1.4. Overload never appears as 500: beyond `max_concurrency` a call is refused with 429, and with 503 where
 * adaptive batching cannot keep its `max_latency_ms`. Timeouts are 504.
 */
export const bentoml = {
  title: 'BentoML',
  kind: 'online',
  port: 3000,
  path: '/metrics',
  enable: '',
  servedLabel: 'service_name',
  servedName: 'never',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [series('bentoml_service_request_total', predictions)] },
    errors: { kind: 'rate', of: [answers('5..|429')] },
    rejections: { kind: 'rate', of: [answers('429|503')] },
    latency: {
      kind: 'histogram',
      of: durations,
      unit: 's',
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180],
    },
    latencyMean: meanOf(durations, 's'),
    inflight: {
      kind: 'gauge',
      of: series('bentoml_service_request_in_progress', { endpoint: predictions.endpoint }),
      across: 'sum',
    },
  },
  drop: ['.+_created'],
  series: 126,
  limits: { samples: 3_000, labels: 40 },
  logFormat: 'json',
  panels: [
    {
      key: 'bentoml-endpoints',
      title: 'Requests by endpoint',
      description: 'Health checks and unknown paths left out.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('bentoml_service_request_total', predictions)] },
      by: 'endpoint',
    },
    {
      key: 'bentoml-statuses',
      title: 'Answers by status',
      description: 'The HTTP status of each answer; 404 left out.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('bentoml_service_request_total', predictions)] },
      by: 'http_response_code',
    },
    {
      key: 'bentoml-batch-size',
      title: 'Mean size of adaptive batches',
      description: 'Requests that were scored together, in endpoints that batch.',
      unit: 'count',
      // A mean, because the buckets end where each endpoint's `max_batch_size` does.
      of: meanOf(series('bentoml_service_adaptive_batch_size'), 'ratio'),
    },
  ],
  pages: [
    { page: 'bentoml', version: '1.4.39', origin: 'captured' },
    // The first that came with 429 and 503, which have no series until they happen.
    { page: 'bentoml-overload', version: '1.4.39 under overload', origin: 'captured' },
  ],
} as const satisfies Runtime;
