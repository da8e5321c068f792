import { series } from '../feed';
import type { Runtime } from '../runtime';

/**
 * vLLM 0.33 (V1 engine). `request_success_total` counts every finished request, failed ones too; requests refused at
 * admission (503) are counted elsewhere. Clients that hang up (`abort`) are no error.
 */
export const vllm = {
  title: 'vLLM',
  kind: 'llm',
  port: 8000,
  path: '/metrics',
  enable: '',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: [],
  feeds: {
    requests: {
      kind: 'rate',
      of: [series('vllm:request_success_total'), series('vllm:admission_rejections_total')],
    },
    errors: {
      kind: 'rate',
      of: [
        series('vllm:request_success_total', { finished_reason: 'error' }),
        series('vllm:admission_rejections_total'),
      ],
    },
    latency: {
      kind: 'histogram',
      of: series('vllm:e2e_request_latency_seconds'),
      unit: 's',
      bounds: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
    },
    latencyMean: {
      kind: 'mean',
      sum: series('vllm:e2e_request_latency_seconds_sum'),
      count: series('vllm:e2e_request_latency_seconds_count'),
      unit: 's',
    },
    inflight: { kind: 'gauge', of: series('vllm:num_requests_running'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('vllm:num_requests_waiting'), across: 'sum' },
    saturation: { kind: 'gauge', of: series('vllm:kv_cache_usage_perc'), across: 'max' },
    tokens: { kind: 'rate', of: [series('vllm:generation_tokens_total')] },
  },
  // cache_config_info has about 50 labels, lora_requests_info unbounded ones.
  drop: ['.+_created', 'vllm:cache_config_info', 'vllm:lora_requests_info'],
  limits: { samples: 3_000, labels: 60 },
  logFormat: 'text',
  fixture: 'vllm',
} as const satisfies Runtime;
