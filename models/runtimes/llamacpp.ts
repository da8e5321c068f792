import { series } from '../feed';
import type { Runtime } from '../runtime';

const computed = series('llamacpp:prompt_tokens_total');
const reused = series('llamacpp:prompt_tokens_cached_total');

/**
 * llama.cpp's server: tokens and load, without a label. It counts no request and no error and times none, so an
 * objective on availability or latency needs another source.
 */
export const llamacpp = {
  title: 'llama.cpp server',
  kind: 'llm',
  port: 8080,
  path: '/metrics',
  enable: 'start the server with --metrics',
  caution:
    'requests, errors and latency are not counted: take them from a probe or the ingress. In router mode the page must be asked for with ?model=, which a monitor does not do.',
  servedName: 'never',
  perServer: [],
  feeds: {
    inflight: { kind: 'gauge', of: series('llamacpp:requests_processing'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('llamacpp:requests_deferred'), across: 'sum' },
    tokens: { kind: 'rate', of: [series('llamacpp:tokens_predicted_total')] },
    // Tokens that the cache saved are counted apart, since August 2026; older builds leave them out.
    promptTokens: { kind: 'rate', of: [computed, reused] },
    // Reused tokens come first among all, so that a build which does not count them has no share instead of 0.
    cacheHits: { kind: 'share', of: [reused], among: [reused, computed] },
  },
  drop: ['.+_created'],
  series: 15,
  limits: { samples: 500, labels: 40 },
  logFormat: 'text',
  panels: [
    {
      key: 'llamacpp-token-time',
      title: 'Time per token',
      description: 'Mean time in which one token of an answer is generated.',
      unit: 'seconds',
      of: {
        kind: 'mean',
        sum: series('llamacpp:tokens_predicted_seconds_total'),
        count: series('llamacpp:tokens_predicted_total'),
        unit: 's',
      },
    },
    {
      key: 'llamacpp-prompt-token-time',
      title: 'Time per prompt token',
      description: 'Mean time in which one token of a prompt is computed.',
      unit: 'seconds',
      of: { kind: 'mean', sum: series('llamacpp:prompt_seconds_total'), count: computed, unit: 's' },
    },
    {
      key: 'llamacpp-decodes',
      title: 'Decode calls',
      description:
        'Steps of the whole batch; few steps with many tokens mean that slots are worked on together.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('llamacpp:n_decode_total')] },
    },
    {
      key: 'llamacpp-context',
      title: 'Longest context',
      description: 'Most tokens that a slot has held since the server started.',
      unit: 'count',
      of: { kind: 'gauge', of: series('llamacpp:n_tokens_max'), across: 'max' },
    },
  ],
  pages: [{ page: 'llamacpp', version: 'b10472', origin: 'documented' }],
} as const satisfies Runtime;
