import { series } from '../feed';
import type { Runtime } from '../runtime';

/** A server of a team's own that follows the metric contract (`docs/reference/metric-contract.md`). */
export const custom = {
  title: 'Custom server on the metric contract',
  kind: 'online',
  port: 8000,
  path: '/metrics',
  enable: '',
  servedLabel: 'model_name',
  servedName: 'optional',
  // The contract's drift_detected carries a feature but no model.
  perServer: ['drift'],
  feeds: {
    requests: { kind: 'rate', of: [series('ml_predictions_total')] },
    errors: {
      kind: 'rate',
      // A request that failed validation is its caller's fault; only servers with the extension can tell.
      of: [series('ml_prediction_errors_total', { error_type: '!validation' })],
      otherwise: [series('ml_predictions_total', { status: 'error|rejected' })],
    },
    latency: {
      kind: 'histogram',
      of: series('ml_prediction_latency_seconds'),
      unit: 's',
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    },
    latencyMean: {
      kind: 'mean',
      sum: series('ml_prediction_latency_seconds_sum'),
      count: series('ml_prediction_latency_seconds_count'),
      unit: 's',
    },
    inflight: { kind: 'gauge', of: series('ml_predictions_in_flight'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('ml_queue_depth'), across: 'sum' },
    // A shadow is a candidate that answers nobody.
    accuracy: { kind: 'gauge', of: series('ml_model_accuracy', { data_source: '!shadow' }), across: 'min' },
    drift: { kind: 'gauge', of: series('drift_detected'), across: 'max' },
  },
  drop: ['.+_created'],
  limits: { samples: 2_000, labels: 40 },
  logFormat: 'json',
  fixture: 'custom',
} as const satisfies Runtime;
