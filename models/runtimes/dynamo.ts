import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** A call of a model that nobody serves appears as a model of that name. */
const known = { error_type: '!not_found' };

const latency = series('dynamo_frontend_request_duration_seconds');
const promptLength = series('dynamo_frontend_input_sequence_tokens_sum');

/**
 * The frontend of NVIDIA Dynamo, which carries many models; its times are those that users see. Clients that hang up
 * and requests that are invalid or ask for what there is not are no error. Older frontends have no `error_type`: there
 * every failure counts.
 */
export const dynamo = {
  title: 'NVIDIA Dynamo frontend',
  kind: 'llm',
  port: 8000,
  path: '/metrics',
  enable: '',
  caution:
    'the frontend does not tell how full workers are. For that, describe the workers as a model of their own with the runtime of their engine, port 8081, and DYN_SYSTEM_PORT=8081 set.',
  servedLabel: 'model',
  servedName: 'optional',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [series('dynamo_frontend_requests_total', known)] },
    errors: {
      kind: 'rate',
      of: [
        series('dynamo_frontend_requests_total', {
          status: 'error',
          error_type: '!cancelled|not_found|validation|not_implemented',
        }),
      ],
    },
    rejections: {
      kind: 'rate',
      of: [series('dynamo_frontend_requests_total', { error_type: 'overload' })],
    },
    latency: {
      kind: 'histogram',
      of: latency,
      unit: 's',
      bounds: [0, 2, 4, 8, 16, 32, 64, 130, 260, 510],
    },
    latencyMean: meanOf(latency, 's'),
    timeToFirstToken: {
      kind: 'histogram',
      of: series('dynamo_frontend_time_to_first_token_seconds'),
      unit: 's',
      bounds: [
        0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480,
      ],
    },
    interTokenLatency: {
      kind: 'histogram',
      of: series('dynamo_frontend_inter_token_latency_seconds'),
      unit: 's',
      bounds: [0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2],
    },
    // Newer frontends have both, with the same value.
    inflight: [
      { kind: 'gauge', of: series('dynamo_frontend_active_requests'), across: 'sum' },
      { kind: 'gauge', of: series('dynamo_frontend_inflight_requests'), across: 'sum' },
    ],
    // Until the first token, so prompts that are being computed are counted too.
    queueDepth: { kind: 'gauge', of: series('dynamo_frontend_queued_requests'), across: 'sum' },
    tokens: { kind: 'rate', of: [series('dynamo_frontend_output_tokens_total')] },
    promptTokens: { kind: 'rate', of: [promptLength] },
    cacheHits: { kind: 'share', of: [series('dynamo_frontend_cached_tokens_sum')], among: [promptLength] },
  },
  // Last values of single requests, by workers whose ids change with every start.
  drop: ['.+_created', 'dynamo_frontend_worker_.+', 'dynamo_tokio_.+'],
  series: 280,
  limits: { samples: 5_000, labels: 40 },
  preallocates: true,
  logFormat: 'text',
  panels: [
    {
      key: 'dynamo-failures',
      title: 'Failed requests by cause',
      description:
        'unavailable means that no worker could serve, response_timeout that one stopped to answer.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('dynamo_frontend_requests_total', { ...known, status: 'error' })] },
      by: 'error_type',
    },
    {
      key: 'dynamo-endpoints',
      title: 'Requests by endpoint',
      description: 'Answered requests by the part of the API that was called.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('dynamo_frontend_requests_total', known)] },
      by: 'endpoint',
    },
    {
      key: 'dynamo-migrations',
      title: 'Requests moved to another worker',
      description:
        'Requests whose worker went away before (new_request) or while it answered (ongoing_request).',
      unit: 'per second',
      of: { kind: 'rate', of: [series('dynamo_frontend_model_migration_total')] },
      by: 'migration_type',
    },
    {
      key: 'dynamo-ready',
      title: 'Frontends that can route',
      description: '1 while every frontend knows a worker for the model, 0 as soon as one does not.',
      unit: 'count',
      of: { kind: 'gauge', of: series('dynamo_frontend_model_ready'), across: 'min' },
    },
  ],
  pages: [{ page: 'dynamo', version: 'commit 0014908a', origin: 'documented' }],
} as const satisfies Runtime;
