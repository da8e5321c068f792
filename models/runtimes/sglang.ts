import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/**
 * A finished request is counted by its model, a failed one only by the HTTP layer: both rates come from there. Health
 * checks, administration and unknown paths are left out.
 */
const predictions = {
  method: 'POST',
  endpoint: '/generate|/v1/.+|/api/.+|/invocations',
  status_code: '!404',
};

/** Each stage of a pipeline reports the same requests, and with priorities each one again beside the total. */
const scheduled = { pp_rank: '0', priority: '' };

const latency = series('sglang:e2e_request_latency_seconds');
const queueWait = series('sglang:queue_time_seconds', { pp_rank: '0' });

/**
 * SGLang 0.5. One server serves one model. An answer that breaks off while it is streamed has begun with status 200
 * and is no error here.
 */
export const sglang = {
  title: 'SGLang',
  kind: 'llm',
  port: 30000,
  path: '/metrics',
  enable: 'start the server with --enable-metrics',
  servedLabel: 'model_name',
  servedName: 'never',
  perServer: ['requests', 'errors', 'rejections'],
  feeds: {
    requests: { kind: 'rate', of: [series('sglang:http_responses_total', predictions)] },
    errors: {
      kind: 'rate',
      of: [series('sglang:http_responses_total', { ...predictions, status_code: '5..|429' })],
    },
    rejections: {
      kind: 'rate',
      of: [series('sglang:http_responses_total', { ...predictions, status_code: '503|429' })],
    },
    latency: {
      kind: 'histogram',
      of: latency,
      unit: 's',
      bounds: [
        0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400, 600, 1200, 1800, 2400,
      ],
    },
    latencyMean: meanOf(latency, 's'),
    timeToFirstToken: {
      kind: 'histogram',
      // Without a stream the first token arrives with the last one.
      of: series('sglang:time_to_first_token_seconds', { is_streaming: 'true' }),
      unit: 's',
      bounds: [0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400],
    },
    interTokenLatency: {
      kind: 'histogram',
      of: series('sglang:inter_token_latency_seconds'),
      unit: 's',
      bounds: [
        0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4,
        0.6, 0.8, 1, 2, 4, 6, 8,
      ],
    },
    queueWait: {
      kind: 'histogram',
      of: queueWait,
      unit: 's',
      bounds: [
        0, 0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90,
        100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000,
      ],
    },
    queueWaitMean: meanOf(queueWait, 's'),
    inflight: { kind: 'gauge', of: series('sglang:num_running_reqs', scheduled), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('sglang:num_queue_reqs', scheduled), across: 'sum' },
    saturation: { kind: 'gauge', of: series('sglang:token_usage'), across: 'max' },
    tokens: { kind: 'rate', of: [series('sglang:generation_tokens_total')] },
    promptTokens: { kind: 'rate', of: [series('sglang:prompt_tokens_total')] },
    preemptions: {
      kind: 'rate',
      of: [series('sglang:num_retracted_requests_total', { pp_rank: '0' })],
    },
    cacheHits: {
      kind: 'share',
      of: [series('sglang:cached_tokens_total')],
      among: [series('sglang:prompt_tokens_total')],
    },
  },
  // Distributions of routing keys are gauges with two bounds, which no query reads as a histogram.
  drop: ['.+_created', 'sglang:routing_key_.+'],
  series: 416,
  limits: { samples: 5_000, labels: 40 },
  preallocates: true,
  logFormat: 'python',
  panels: [
    {
      key: 'sglang-responses',
      title: 'Responses by status',
      description: 'Answers to prediction requests by HTTP status; 503 means that the queue was full.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('sglang:http_responses_total', predictions)] },
      by: 'status_code',
    },
    {
      key: 'sglang-aborted',
      title: 'Aborted requests',
      description: 'Requests that ended early: clients that hung up, time limits and a full queue.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('sglang:num_aborted_requests_total')] },
    },
    {
      key: 'sglang-cached-tokens',
      title: 'Prompt tokens from caches',
      description: 'Prompt tokens that were not computed again, by the cache that held them.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('sglang:cached_tokens_total')] },
      by: 'cache_source',
    },
    {
      key: 'sglang-work',
      title: 'Tokens in work',
      description:
        'Tokens as they are worked on, not when a request ends: computed prompts, cached prompts, answers.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('sglang:realtime_tokens_total', { pp_rank: '0' })] },
      by: 'mode',
    },
  ],
  pages: [{ page: 'sglang', version: 'commit 016d8605', origin: 'documented' }],
} as const satisfies Runtime;
