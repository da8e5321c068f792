import { series } from '../feed';
import type { Runtime } from '../runtime';

const calls = series('seldon_model_infer_total');

/** A model that cannot be loaded is answered as not found; unknown models never get past the mesh to a server. */
const failures =
  '5..|404|429|Aborted|DataLoss|DeadlineExceeded|Internal|NotFound|ResourceExhausted|Unavailable|Unknown';

/**
 * Seldon Core 2: the agent beside each inference server (MLServer or Triton) counts the calls that it passes on. Codes
 * are HTTP statuses over REST and names of gRPC statuses over gRPC.
 *
 * Calls for metadata and readiness of a model are counted like predictions. The only histogram has no model; it does
 * tell those calls apart over REST, where they are GETs.
 */
export const seldon = {
  title: 'Seldon Core 2',
  kind: 'online',
  port: 9006,
  path: '/metrics',
  enable: '',
  caution:
    'calls that never reach the inference server (it is down or still starting) are not counted by model: watch restarts and probes as well; quantiles of latency need a server with one model',
  servedLabel: 'model',
  servedName: 'optional',
  servedVersion: 'model_internal',
  perServer: ['latency'],
  feeds: {
    requests: { kind: 'rate', of: [calls] },
    errors: { kind: 'rate', of: [series('seldon_model_infer_total', { code: failures })] },
    latency: {
      kind: 'histogram',
      of: series('seldon_model_infer_api_seconds', { method: 'post|grpc' }),
      unit: 's',
      bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
    latencyMean: {
      kind: 'mean',
      sum: series('seldon_model_infer_seconds_total'),
      count: calls,
      unit: 's',
    },
  },
  drop: ['.+_created', 'go_.+', 'promhttp_.+'],
  series: 91,
  limits: { samples: 5_000, labels: 40 },
  logFormat: 'python',
  panels: [
    {
      key: 'seldon-codes',
      title: 'Answers by code',
      description: 'HTTP statuses of REST calls and names of gRPC statuses.',
      unit: 'per second',
      of: { kind: 'rate', of: [calls] },
      by: 'code',
    },
    {
      key: 'seldon-versions',
      title: 'Calls by version of the model',
      description: 'During a rollout or an experiment several versions answer.',
      unit: 'per second',
      of: { kind: 'rate', of: [calls] },
      by: 'model_internal',
    },
    {
      key: 'seldon-memory',
      title: 'Memory of loaded models',
      description: 'As their settings declare it, by version. Empty where models share the server.',
      unit: 'bytes',
      of: { kind: 'gauge', of: series('seldon_loaded_model_memory_bytes_gauge'), across: 'sum' },
      by: 'model_internal',
    },
  ],
  pages: [{ page: 'seldon', version: '2.10.2', origin: 'documented' }],
} as const satisfies Runtime;
