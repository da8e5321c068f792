import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

const latency = series('e2e_request_latency_seconds');

/**
 * NVIDIA NIM for LLMs 1.x. Its names have no prefix, so other servers may use the same: they are only ever read of
 * targets of this runtime. Whatever does not end by itself or at its token limit is a failure, clients that hang up
 * included; those are taken off.
 */
export const nim = {
  title: 'NVIDIA NIM for LLMs 1.x',
  kind: 'llm',
  port: 8000,
  path: '/v1/metrics',
  enable: '',
  caution: 'from 2.0 a NIM is vLLM, from 2.1.4 vLLM or SGLang: name that runtime instead.',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [series('request_success_total'), series('request_failure_total')] },
    errors: {
      kind: 'rate',
      of: [series('request_failure_total')],
      less: [series('request_finish_total', { finished_reason: 'abort|cancelled' })],
    },
    latency: {
      kind: 'histogram',
      of: latency,
      unit: 's',
      bounds: [1, 2.5, 5, 10, 15, 20, 30, 40, 50, 60],
    },
    latencyMean: meanOf(latency, 's'),
    timeToFirstToken: {
      kind: 'histogram',
      of: series('time_to_first_token_seconds'),
      unit: 's',
      bounds: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
    // In spite of its name one observation per gap.
    interTokenLatency: {
      kind: 'histogram',
      of: series('time_per_output_token_seconds'),
      unit: 's',
      bounds: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
    },
    inflight: { kind: 'gauge', of: series('num_requests_running'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('num_requests_waiting'), across: 'sum' },
    saturation: { kind: 'gauge', of: series('gpu_cache_usage_perc'), across: 'max' },
    tokens: { kind: 'rate', of: [series('generation_tokens_total')] },
    promptTokens: { kind: 'rate', of: [series('prompt_tokens_total')] },
  },
  drop: ['.+_created', 'python_gc_.+'],
  series: 101,
  limits: { samples: 2_000, labels: 40 },
  preallocates: true,
  logFormat: 'vllm',
  panels: [
    {
      key: 'nim-slots',
      title: 'Slots in use',
      description: 'Requests that run, of those that may run at once; worst replica.',
      unit: 'ratio',
      of: {
        kind: 'gauge',
        of: series('num_requests_running'),
        per: series('num_request_max'),
        across: 'max',
      },
    },
    {
      key: 'nim-finish',
      title: 'Finished requests by reason',
      description: 'stop and length are successes; abort are clients that hung up.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('request_finish_total')] },
      by: 'finished_reason',
    },
  ],
  pages: [{ page: 'nim', version: '1.14', origin: 'documented' }],
} as const satisfies Runtime;
