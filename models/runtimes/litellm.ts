import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** Refused scrapes and calls of the administration count as requests, without a model; health checks have a route. */
const predictions = { requested_model: '.+', route: '!/metrics/?|/health.*' };
const requests = series('litellm_proxy_total_requests_metric_total', predictions);

/**
 * The provider or all deployments are at their limit, with or without a status of 429. A key's own limit is an
 * `HTTPException`, and its caller's matter.
 */
const refusals = series('litellm_proxy_failed_requests_metric_total', {
  ...predictions,
  exception_class: '(.+[.])?RateLimitError|RouterRateLimitError(Basic)?',
});

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 420, 600];
const latency = series('litellm_request_total_latency_metric');
const queueWait = series('litellm_request_queue_time_seconds');

/**
 * LiteLLM's proxy, with models by the names under which callers ask for them; names that it does not know are all
 * `other`. Histograms hold successes only, and the one of first tokens streams only.
 *
 * Labels name people. Those that follow from another label are dropped here. Addresses and programs of clients, and end
 * users, must be left out by the proxy: dropped here, several series would become one and all but one be lost.
 */
export const litellm = {
  title: 'LiteLLM proxy',
  kind: 'llm',
  port: 4000,
  path: '/metrics/',
  enable:
    'under litellm_settings: callbacks: [prometheus] and prometheus_exclude_labels: [client_ip, user_agent, end_user, user, user_email]; with a master key also serving.token in the entry, or require_auth_for_metrics_endpoint: false',
  caution:
    'unless prometheus_exclude_labels is set, series hold addresses and programs of clients, and there is one for each',
  servedLabel: 'requested_model',
  servedName: 'optional',
  perServer: ['inflight'],
  feeds: {
    requests: { kind: 'rate', of: [requests] },
    // 408 is a time limit of the proxy or of the provider.
    errors: [
      {
        kind: 'rate',
        of: [
          series('litellm_proxy_total_requests_metric_total', { ...predictions, status_code: '5..|408' }),
          refusals,
        ],
      },
      { kind: 'rate', of: [refusals] },
    ],
    rejections: { kind: 'rate', of: [refusals] },
    latency: { kind: 'histogram', of: latency, unit: 's', bounds },
    latencyMean: meanOf(latency, 's'),
    timeToFirstToken: {
      kind: 'histogram',
      of: series('litellm_llm_api_time_to_first_token_metric'),
      unit: 's',
      bounds,
    },
    queueWait: { kind: 'histogram', of: queueWait, unit: 's', bounds },
    queueWaitMean: meanOf(queueWait, 's'),
    inflight: { kind: 'gauge', of: series('litellm_in_flight_requests'), across: 'sum' },
    tokens: { kind: 'rate', of: [series('litellm_output_tokens_metric_total')] },
    promptTokens: { kind: 'rate', of: [series('litellm_input_tokens_metric_total')] },
    cacheHits: {
      kind: 'share',
      of: [series('litellm_input_cached_tokens_metric_total')],
      among: [series('litellm_input_tokens_metric_total')],
    },
  },
  // Budgets and limits are those of keys, teams and people, not of models.
  drop: ['.+_created', 'python_gc_.+', 'litellm_(remaining|.+_max|.+_remaining)_.+'],
  dropLabels: ['user_email', 'user_alias'],
  series: 328,
  limits: { samples: 20_000, labels: 40 },
  logFormat: 'python',
  panels: [
    {
      key: 'litellm-statuses',
      title: 'Answers by status',
      description: 'None is a call without a valid key, or a failure that has no status.',
      unit: 'per second',
      of: { kind: 'rate', of: [requests] },
      by: 'status_code',
    },
    {
      key: 'litellm-exceptions',
      title: 'Failures by exception',
      description:
        'With the provider before the dot where it came from one; HTTPException is often the limit of a key.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('litellm_proxy_failed_requests_metric_total', predictions)] },
      by: 'exception_class',
    },
    {
      key: 'litellm-provider',
      title: 'Time at the provider',
      description: 'The part of a request that the proxy waits for its upstream.',
      unit: 'seconds',
      of: { kind: 'histogram', of: series('litellm_llm_api_latency_metric'), unit: 's', bounds },
    },
    {
      key: 'litellm-spend',
      title: 'Spending',
      description: 'US dollars per second, by the price list that the proxy has.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('litellm_spend_metric_total')] },
    },
  ],
  pages: [{ page: 'litellm', version: '1.106.2', origin: 'captured' }],
} as const satisfies Runtime;
