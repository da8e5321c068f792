import { series } from '../feed';
import type { Runtime } from '../runtime';

/** Health checks and unknown paths are counted like predictions. */
const predictions = { endpoint: '!/(livez|readyz|healthz|metrics|)', http_response_code: '!404' };

/** BentoML 1.4. Overload (429) and timeouts (504) never appear as 500. */
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
    errors: {
      kind: 'rate',
      of: [series('bentoml_service_request_total', { ...predictions, http_response_code: '5..|429' })],
    },
    latency: {
      kind: 'histogram',
      of: series('bentoml_service_request_duration_seconds', predictions),
      unit: 's',
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180],
    },
    latencyMean: {
      kind: 'mean',
      sum: series('bentoml_service_request_duration_seconds_sum', predictions),
      count: series('bentoml_service_request_duration_seconds_count', predictions),
      unit: 's',
    },
    inflight: {
      kind: 'gauge',
      of: series('bentoml_service_request_in_progress', { endpoint: predictions.endpoint }),
      across: 'sum',
    },
  },
  drop: ['.+_created'],
  limits: { samples: 3_000, labels: 40 },
  logFormat: 'json',
  fixture: 'bentoml',
} as const satisfies Runtime;
