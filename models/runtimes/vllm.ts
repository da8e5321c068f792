import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

const steps = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];
const gaps = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];
const firstTokens = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640,
  2560,
];

/**
 * vLLM with its V1 engine. `request_success_total` counts every finished request, failed ones too; requests refused at
 * admission (503) are counted elsewhere. Clients that hang up (`abort`) are no error.
 */
export const vllm = {
  title: 'vLLM',
  kind: 'llm',
  port: 8000,
  path: '/metrics',
  enable: '',
  caution:
    'old versions (0.10.2 among them) count failed and refused requests by HTTP status only, without a model: errors read 0 there, so watch them at the ingress',
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
    rejections: { kind: 'rate', of: [series('vllm:admission_rejections_total')] },
    latency: { kind: 'histogram', of: series('vllm:e2e_request_latency_seconds'), unit: 's', bounds: steps },
    latencyMean: meanOf(series('vllm:e2e_request_latency_seconds'), 's'),
    timeToFirstToken: {
      kind: 'histogram',
      of: series('vllm:time_to_first_token_seconds'),
      unit: 's',
      bounds: firstTokens,
    },
    interTokenLatency: [
      { kind: 'histogram', of: series('vllm:inter_token_latency_seconds'), unit: 's', bounds: gaps },
      { kind: 'histogram', of: series('vllm:time_per_output_token_seconds'), unit: 's', bounds: gaps },
    ],
    queueWait: { kind: 'histogram', of: series('vllm:request_queue_time_seconds'), unit: 's', bounds: steps },
    queueWaitMean: meanOf(series('vllm:request_queue_time_seconds'), 's'),
    inflight: { kind: 'gauge', of: series('vllm:num_requests_running'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('vllm:num_requests_waiting'), across: 'sum' },
    saturation: [
      { kind: 'gauge', of: series('vllm:kv_cache_usage_perc'), across: 'max' },
      { kind: 'gauge', of: series('vllm:gpu_cache_usage_perc'), across: 'max' },
    ],
    tokens: { kind: 'rate', of: [series('vllm:generation_tokens_total')] },
    promptTokens: { kind: 'rate', of: [series('vllm:prompt_tokens_total')] },
    preemptions: { kind: 'rate', of: [series('vllm:num_preemptions_total')] },
    // What other caches gave is a part of what was looked up here. Alternatives differ in the lookups too: a share whose
    // second counter existed on an older server would read 0 there.
    cacheHits: [
      {
        kind: 'share',
        of: [series('vllm:prefix_cache_hits_total'), series('vllm:external_prefix_cache_hits_total')],
        among: [series('vllm:prefix_cache_queries_total')],
      },
      {
        kind: 'share',
        of: [series('vllm:gpu_prefix_cache_hits_total')],
        among: [series('vllm:gpu_prefix_cache_queries_total')],
      },
    ],
  },
  // cache_config_info has about 50 labels, lora_requests_info unbounded ones.
  drop: ['.+_created', 'vllm:cache_config_info', 'vllm:lora_requests_info'],
  series: 409,
  limits: { samples: 3_000, labels: 60 },
  preallocates: true,
  logFormat: 'vllm',
  renames: [
    { from: 'vllm:gpu_cache_usage_perc', to: 'vllm:kv_cache_usage_perc', since: '0.9' },
    { from: 'vllm:gpu_prefix_cache_hits_total', to: 'vllm:prefix_cache_hits_total', since: '0.9' },
    { from: 'vllm:gpu_prefix_cache_queries_total', to: 'vllm:prefix_cache_queries_total', since: '0.9' },
    { from: 'vllm:time_per_output_token_seconds', to: 'vllm:inter_token_latency_seconds', since: '0.10.2' },
  ],
  panels: [
    {
      key: 'vllm-finished',
      title: 'Finished requests by reason',
      description: 'Length means that the answer was cut off, abort that the client hung up.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('vllm:request_success_total')] },
      by: 'finished_reason',
    },
    {
      key: 'vllm-waiting',
      title: 'Waiting requests by reason',
      description: 'Capacity is overload; deferred requests wait for an adapter or for a cache transfer.',
      unit: 'count',
      of: { kind: 'gauge', of: series('vllm:num_requests_waiting_by_reason'), across: 'sum' },
      by: 'reason',
    },
    {
      key: 'vllm-prefill',
      title: 'Time to read a prompt',
      description: 'Grows with long prompts that no cache holds.',
      unit: 'seconds',
      of: { kind: 'histogram', of: series('vllm:request_prefill_time_seconds'), unit: 's', bounds: steps },
    },
    {
      key: 'vllm-prompt-sources',
      title: 'Prompt tokens by source',
      description: 'What was computed, what a cache held and what another server sent.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('vllm:prompt_tokens_by_source_total')] },
      by: 'source',
    },
  ],
  pages: [
    { page: 'vllm', version: '0.33.0', origin: 'captured' },
    { page: 'vllm-0.10.2', version: '0.10.2', origin: 'captured', lacks: ['errors', 'rejections'] },
  ],
} as const satisfies Runtime;
