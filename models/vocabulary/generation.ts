import { buckets, generating, perSecond, type Signal } from '../signal';

const of = { family: 'interface', origin: 'server', kinds: generating, labels: [] } as const;

/** What is special about models that generate text. */
export const generation = {
  timeToFirstToken: {
    ...of,
    form: 'distribution',
    unit: buckets,
    meaning: 'distribution of the time from a request to the first token of its answer',
    series: 'model:ttft_bucket:rate5m',
    labels: ['le'],
  },
  interTokenLatency: {
    ...of,
    form: 'distribution',
    unit: buckets,
    meaning: 'distribution of the time between two tokens of an answer',
    series: 'model:itl_bucket:rate5m',
    labels: ['le'],
  },
  tokens: {
    ...of,
    form: 'rate',
    unit: perSecond('tokens'),
    meaning: 'tokens generated',
    series: 'model:throughput:rate5m',
  },
  promptTokens: {
    ...of,
    form: 'rate',
    unit: perSecond('tokens'),
    meaning: 'tokens of prompts',
    series: 'model:prompt_tokens:rate5m',
  },
  preemptions: {
    ...of,
    form: 'rate',
    unit: perSecond('requests'),
    meaning: 'requests thrown out of the running batch for want of memory, whose work is done twice',
    series: 'model:preemptions:rate5m',
  },
  cacheHits: {
    ...of,
    form: 'share',
    unit: 'ratio 0-1',
    meaning: 'share of prompt tokens whose computation a prefix cache saved',
    series: 'model:cache_hits:ratio_rate1h',
  },
} as const satisfies Record<string, Signal>;
