import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

const overHttp = series('ray_serve_num_http_requests_total');
const overGrpc = series('ray_serve_num_grpc_requests_total');
/** 408 is what a request gets that took longer than the server allows. */
const httpFailures = series('ray_serve_num_http_requests_total', { status_code: '5..|408|429' });
const grpcFailures = series('ray_serve_num_grpc_requests_total', {
  status_code: 'ABORTED|DATA_LOSS|DEADLINE_EXCEEDED|INTERNAL|RESOURCE_EXHAUSTED|UNAVAILABLE|UNKNOWN',
});

/** Ray's own steps for time, in milliseconds, unless RAY_SERVE_REQUEST_LATENCY_BUCKETS_MS names others. */
const steps = [
  1, 2, 5, 10, 20, 50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 10000, 60000, 120000, 300000, 600000,
];
const httpRefusals = series('ray_serve_num_http_requests_total', { status_code: '503' });
const grpcRefusals = series('ray_serve_num_grpc_requests_total', { status_code: 'RESOURCE_EXHAUSTED' });

const latency = series('ray_serve_http_request_latency_ms');
const queueWait = series('ray_serve_request_router_fulfillment_time_ms');

/**
 * Ray Serve, where a model is an application. Requests are counted where they come in, so one that passes several
 * deployments counts once, and one that no replica took counts too. Latency is that of HTTP requests.
 *
 * Every node has a page of its own with all applications on it. Sums of its histograms add up middles of buckets, so
 * means are rough.
 */
export const rayServe = {
  title: 'Ray Serve',
  kind: 'online',
  port: 8080,
  path: '/metrics',
  enable: 'start every node with --metrics-export-port=8080; the port is random otherwise',
  caution:
    'select the pods of all Ray nodes, head and workers; calls through Python handles from outside the application are not counted; means are made of middles of buckets and saturation is a mean over 10 minutes',
  servedLabel: 'application',
  servedName: 'required',
  perServer: [],
  feeds: {
    requests: [
      { kind: 'rate', of: [overHttp, overGrpc] },
      { kind: 'rate', of: [overGrpc] },
    ],
    errors: [
      { kind: 'rate', of: [httpFailures, grpcFailures] },
      { kind: 'rate', of: [grpcFailures] },
    ],
    // No replica had room and the queue of the deployment (max_queued_requests) was full, or there was no replica.
    rejections: [
      { kind: 'rate', of: [httpRefusals, grpcRefusals] },
      { kind: 'rate', of: [grpcRefusals] },
    ],
    latency: { kind: 'histogram', of: latency, unit: 'ms', bounds: steps },
    latencyMean: meanOf(latency, 'ms'),
    queueWait: { kind: 'histogram', of: queueWait, unit: 'ms', bounds: steps },
    queueWaitMean: meanOf(queueWait, 'ms'),
    inflight: { kind: 'gauge', of: series('ray_serve_replica_processing_queries'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('ray_serve_deployment_queued_queries'), across: 'sum' },
    saturation: {
      kind: 'gauge',
      of: series('ray_serve_replica_utilization_percent'),
      across: 'max',
      factor: 0.01,
    },
  },
  drop: ['.+_created'],
  // Never `replica`, `handle` or `actor_id`: replicas of one node would become one series, and samples be lost.
  dropLabels: ['otel_scope_.+', 'Component', 'NodeAddress', 'SessionName', 'Version', 'WorkerId'],
  series: 437,
  limits: { samples: 10_000, labels: 40 },
  logFormat: 'python',
  renames: ['num_http_requests', 'num_grpc_requests', 'deployment_error_counter'].map((name) => ({
    from: `ray_serve_${name}`,
    to: `ray_serve_${name}_total`,
    since: '2.10',
  })),
  panels: [
    {
      key: 'ray-serve-deployments',
      title: 'Time in each deployment',
      description:
        'Mean time of a call, its calls of other deployments included; rough, of middles of buckets.',
      unit: 'seconds',
      of: meanOf(series('ray_serve_deployment_processing_latency_ms'), 'ms'),
      by: 'deployment',
    },
    {
      key: 'ray-serve-exceptions',
      title: 'Exceptions of deployments',
      description: 'By type; those that another deployment handles are no failed request.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('ray_serve_deployment_error_counter_total')] },
      by: 'exception_type',
    },
    {
      key: 'ray-serve-replicas',
      title: 'Healthy replicas',
      description: 'Replicas whose latest health check passed.',
      unit: 'count',
      of: { kind: 'gauge', of: series('ray_serve_deployment_replica_healthy'), across: 'sum' },
      by: 'deployment',
    },
    {
      key: 'ray-serve-batch-size',
      title: 'Mean batch size',
      description: 'Calls that were scored together, in deployments that batch.',
      unit: 'count',
      // Counted, because the histogram of sizes takes a batch of one for a half.
      of: {
        kind: 'mean',
        sum: series('ray_serve_deployment_request_counter_total'),
        count: series('ray_serve_batches_processed_total'),
        unit: 'ratio',
      },
      by: 'deployment',
    },
  ],
  pages: [{ page: 'ray-serve', version: '2.60.0', origin: 'captured' }],
} as const satisfies Runtime;
