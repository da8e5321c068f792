import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** Bounds in seconds of every duration: 35 steps of a factor 1.5, as the server multiplies them. */
const durationBounds: readonly number[] = Array.from({ length: 34 }).reduce<readonly number[]>(
  (bounds) => [...bounds, (bounds.at(-1) ?? 0) * 1.5],
  [0.0001 * 1.5],
);

/** Invalid requests and messages that do not fit the chat template are the caller's, `dropped` are clients gone. */
const ours = { err: '!validation|template|dropped' };

const latency = series('tgi_request_duration');
const queueWait = series('tgi_request_queue_duration');

/**
 * Text Generation Inference 3. Requests are counted when they come in, durations only of those that succeed. Histograms
 * in seconds have no unit in their names, and there is no time to the first token.
 */
export const tgi = {
  title: 'Text Generation Inference (TGI)',
  kind: 'llm',
  // The API's port in the container image; the listener of --prometheus-port is never started.
  port: 80,
  path: '/metrics',
  enable: '',
  caution: 'TGI is in maintenance mode: its makers only fix bugs and recommend vLLM or SGLang.',
  servedName: 'never',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [series('tgi_request_count')] },
    errors: { kind: 'rate', of: [series('tgi_request_failure', ours)] },
    rejections: { kind: 'rate', of: [series('tgi_request_failure', { err: 'overloaded' })] },
    latency: { kind: 'histogram', of: latency, unit: 's', bounds: durationBounds },
    latencyMean: meanOf(latency, 's'),
    // One observation per request, the mean over its tokens with the prefill in it; single gaps are not told.
    interTokenLatency: {
      kind: 'histogram',
      of: series('tgi_request_mean_time_per_token_duration'),
      unit: 's',
      bounds: durationBounds,
    },
    queueWait: { kind: 'histogram', of: queueWait, unit: 's', bounds: durationBounds },
    queueWaitMean: meanOf(queueWait, 's'),
    inflight: { kind: 'gauge', of: series('tgi_batch_current_size'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('tgi_queue_size'), across: 'sum' },
    // Tokens that the running batch may need at most, of those that fit the memory.
    saturation: {
      kind: 'gauge',
      of: series('tgi_batch_current_max_tokens'),
      per: series('tgi_batch_max_total_tokens'),
      across: 'max',
    },
    tokens: { kind: 'rate', of: [series('tgi_request_generated_tokens_sum')] },
    promptTokens: { kind: 'rate', of: [series('tgi_request_input_length_sum')] },
  },
  // A thousand buckets of batch sizes, and a hundred each of lengths, of which only the sums are read.
  drop: [
    '.+_created',
    'tgi_batch_next_size.*',
    'tgi_request_(generated_tokens|input_length|max_new_tokens|skipped_tokens)_bucket',
  ],
  series: 551,
  limits: { samples: 6_000, labels: 40 },
  preallocates: true,
  logFormat: 'text',
  panels: [
    {
      key: 'tgi-failures',
      title: 'Failed requests by cause',
      description:
        'validation and template are faults of the caller, dropped are clients that hung up, overloaded means no free slot.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('tgi_request_failure')] },
      by: 'err',
    },
    {
      key: 'tgi-batch-forward',
      title: 'Forward pass of a batch',
      description: 'Time that the model takes for one step of a batch, prefill or decode.',
      unit: 'seconds',
      of: { kind: 'histogram', of: series('tgi_batch_forward_duration'), unit: 's', bounds: durationBounds },
      by: 'method',
    },
    {
      key: 'tgi-validation',
      title: 'Validation time',
      description: 'Time in which a request is checked and its prompt is tokenised, before it is queued.',
      unit: 'seconds',
      of: {
        kind: 'histogram',
        of: series('tgi_request_validation_duration'),
        unit: 's',
        bounds: durationBounds,
      },
    },
  ],
  pages: [{ page: 'tgi', version: '3.3.7', origin: 'documented' }],
} as const satisfies Runtime;
