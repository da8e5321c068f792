import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** Bounds in seconds of whole requests and of their phases, the same as vLLM's. */
const requestBounds = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680,
] as const;

const latency = series('trtllm_e2e_request_latency_seconds');
const queueWait = series('trtllm_request_queue_time_seconds');

/**
 * TensorRT-LLM's own server, `trtllm-serve`; behind Triton or Dynamo those runtimes are to be named. A request that
 * failed is counted apart from those that finished, so both make up the rate. Faults of the caller (4xx) are no error.
 */
export const tensorrtLlm = {
  title: 'TensorRT-LLM (trtllm-serve)',
  kind: 'llm',
  port: 8000,
  // `/metrics` answers JSON with the latest iterations.
  path: '/prometheus/metrics',
  enable:
    'set return_perf_metrics: true, and enable_iter_perf_stats: true for load and cache, in the file of --extra_llm_api_options',
  caution:
    'only metrics with the prefix trtllm_ are read; older releases had no prefix and named every model "undefined". The Responses API is not counted.',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: [],
  feeds: {
    requests: {
      kind: 'rate',
      of: [series('trtllm_request_success_total'), series('trtllm_request_error_total')],
    },
    errors: { kind: 'rate', of: [series('trtllm_request_error_total', { http_code: '5..|429' })] },
    latency: { kind: 'histogram', of: latency, unit: 's', bounds: requestBounds },
    latencyMean: meanOf(latency, 's'),
    timeToFirstToken: {
      kind: 'histogram',
      of: series('trtllm_time_to_first_token_seconds'),
      unit: 's',
      bounds: [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160,
        640, 2560,
      ],
    },
    // One observation per request, the mean over its tokens; single gaps are not told.
    interTokenLatency: {
      kind: 'histogram',
      of: series('trtllm_time_per_output_token_seconds'),
      unit: 's',
      bounds: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
    },
    queueWait: { kind: 'histogram', of: queueWait, unit: 's', bounds: requestBounds },
    queueWaitMean: meanOf(queueWait, 's'),
    inflight: { kind: 'gauge', of: series('trtllm_num_requests_running'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('trtllm_num_requests_waiting'), across: 'sum' },
    saturation: { kind: 'gauge', of: series('trtllm_kv_cache_utilization'), across: 'max' },
    tokens: { kind: 'rate', of: [series('trtllm_generation_tokens_total')] },
    promptTokens: { kind: 'rate', of: [series('trtllm_prompt_tokens_total')] },
    cacheHits: {
      kind: 'share',
      of: [series('trtllm_prompt_cached_tokens_total')],
      among: [series('trtllm_prompt_tokens_total')],
    },
  },
  // The configuration is a handful of constants whose labels differ from release to release.
  drop: ['.+_created', 'trtllm_.+_config_info'],
  series: 225,
  limits: { samples: 3_000, labels: 40 },
  preallocates: true,
  logFormat: 'python',
  panels: [
    {
      key: 'tensorrt-llm-finish',
      title: 'Finished requests by reason',
      description:
        'Requests that finished, by what ended them; length means that the token limit cut the answer.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('trtllm_request_success_total')] },
      by: 'finished_reason',
    },
    {
      key: 'tensorrt-llm-failures',
      title: 'Failed requests by status',
      description: 'Requests that failed, by HTTP status; 4xx are faults of the caller.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('trtllm_request_error_total')] },
      by: 'http_code',
    },
    {
      key: 'tensorrt-llm-prefill',
      title: 'Prefill time',
      description: 'Time in which the prompt is computed, from the first scheduling to the first token.',
      unit: 'seconds',
      of: {
        kind: 'histogram',
        of: series('trtllm_request_prefill_time_seconds'),
        unit: 's',
        bounds: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 640, 2560],
      },
    },
    {
      key: 'tensorrt-llm-paused',
      title: 'Paused requests',
      description: 'Requests put aside for want of KV cache; their work is partly done twice.',
      unit: 'count',
      of: { kind: 'gauge', of: series('trtllm_num_paused_requests'), across: 'sum' },
    },
  ],
  pages: [{ page: 'tensorrt-llm', version: 'commit 050f80de', origin: 'documented' }],
} as const satisfies Runtime;
