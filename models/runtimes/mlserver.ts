import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/**
 * MLServer 1.7. The model-level duration is a summary without quantiles; the REST histogram has quantiles but no model
 * label, so a latency objective needs a server with one model (and REST traffic).
 *
 * Calls of a model that the server does not know are counted as failures under the name that was asked for. They are
 * left in: leaving out models without a success yet would also hide a rollout in which every call fails.
 *
 * No queue is fed: its two histograms hold lengths in buckets made for seconds, and one of them no model. `version` is
 * what the caller asked for, not what is loaded.
 */
export const mlserver = {
  title: 'MLServer',
  kind: 'online',
  port: 8082,
  path: '/metrics',
  enable: '',
  caution:
    'calls for an unknown model, and those that come while a model loads, count as failures; quantiles of latency are of REST calls only',
  servedLabel: 'model',
  servedName: 'optional',
  perServer: ['latency', 'inflight'],
  feeds: {
    // The duration's count has failures too: it is the number of calls.
    requests: { kind: 'rate', of: [series('model_infer_request_duration_count')] },
    errors: { kind: 'rate', of: [series('model_infer_request_failure_total')] },
    latency: {
      kind: 'histogram',
      // Calls of a model that the server does not know are answered at once, and are no prediction.
      of: series('rest_server_request_duration_seconds', { path: '.+/infer', status_code: '!404' }),
      unit: 's',
      bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
    latencyMean: meanOf(series('model_infer_request_duration'), 's'),
    inflight: { kind: 'gauge', of: series('rest_server_requests_in_progress'), across: 'sum' },
  },
  drop: ['.+_created', 'parallel_request_queue.*'],
  series: 161,
  limits: { samples: 2_000, labels: 40 },
  logFormat: 'python',
  panels: [
    {
      key: 'mlserver-rest-status',
      title: 'REST answers by status',
      description:
        'Of the whole server; 422 is a request that could not be read. Empty where models share it.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('rest_server_requests_total', { path: '.+/infer' })] },
      by: 'status_code',
    },
    {
      key: 'mlserver-adaptive-batching',
      title: 'Mean queue of adaptive batching',
      description: 'Length that a request finds, in models that batch. Empty where models share the server.',
      unit: 'count',
      of: meanOf(series('batch_request_queue'), 'ratio'),
    },
  ],
  pages: [{ page: 'mlserver', version: '1.7.1', origin: 'captured' }],
} as const satisfies Runtime;
