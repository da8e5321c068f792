import { series } from '../feed';
import type { Runtime } from '../runtime';

/**
 * Triton with its default metrics: cumulative microseconds, no histogram, so only a mean latency can be watched.
 * One server carries many models and every series says which.
 */
export const triton = {
  title: 'NVIDIA Triton Inference Server',
  kind: 'online',
  port: 8002,
  path: '/metrics',
  enable: '',
  servedLabel: 'model',
  servedName: 'required',
  perServer: [],
  feeds: {
    requests: {
      kind: 'rate',
      of: [
        series('nv_inference_request_success'),
        series('nv_inference_request_failure', { reason: '!CANCELED' }),
      ],
    },
    errors: { kind: 'rate', of: [series('nv_inference_request_failure', { reason: '!CANCELED' })] },
    latencyMean: {
      kind: 'mean',
      sum: series('nv_inference_request_duration_us'),
      count: series('nv_inference_request_success'),
      unit: 'us',
    },
    queueDepth: { kind: 'gauge', of: series('nv_inference_pending_request_count'), across: 'sum' },
  },
  drop: [],
  limits: { samples: 5_000, labels: 40 },
  logFormat: 'text',
  fixture: 'triton',
} as const satisfies Runtime;
