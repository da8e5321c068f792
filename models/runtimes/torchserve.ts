import { series } from '../feed';
import type { Runtime } from '../runtime';

const requests = series('ts_inference_requests_total');

/**
 * TorchServe with its default metrics: sums of microseconds and no histogram. Failures are counted by HTTP status for
 * the whole server, calls of the management API among them; a handler that raises answers 503, as a full queue does, so
 * rejections cannot be told apart.
 *
 * `model_version` is what the caller asked for, not what is loaded.
 */
export const torchserve = {
  title: 'TorchServe',
  kind: 'online',
  port: 8082,
  path: '/metrics',
  enable:
    'set metrics_mode=prometheus and metrics_address=http://0.0.0.0:8082 in config.properties; the address is 127.0.0.1 otherwise',
  caution:
    'no longer maintained: vulnerabilities are not fixed; gRPC calls are counted without their times and failures; failures are known per server only',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: ['errors'],
  feeds: {
    requests: { kind: 'rate', of: [requests] },
    // The series comes with the first failure.
    errors: { kind: 'rate', of: [series('Requests5XX')] },
    latencyMean: {
      kind: 'mean',
      sum: series('ts_inference_latency_microseconds'),
      count: requests,
      unit: 'us',
    },
    queueWaitMean: {
      kind: 'mean',
      sum: series('ts_queue_latency_microseconds'),
      count: requests,
      unit: 'us',
    },
  },
  // The node's exporter tells more of disks.
  drop: ['.+_created', 'Disk.+'],
  series: 23,
  limits: { samples: 2_000, labels: 40 },
  logFormat: 'torchserve',
  panels: [
    {
      key: 'torchserve-prediction',
      title: 'Time in the model',
      description:
        'Of the latest prediction of each worker process, slowest replica. Empty where models share the server.',
      unit: 'seconds',
      of: { kind: 'gauge', of: series('PredictionTime'), across: 'max', factor: 0.001 },
      by: 'ModelName',
    },
    {
      key: 'torchserve-load',
      title: 'Time to load the model',
      description: 'Of each worker when it last started. Empty where models share the server.',
      unit: 'seconds',
      of: { kind: 'gauge', of: series('WorkerLoadTime'), across: 'max', factor: 0.001 },
      by: 'WorkerName',
    },
    {
      key: 'torchserve-refused',
      title: 'Answers with a 4xx status',
      description: 'Faults of callers, over all APIs of the server. Empty where models share the server.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('Requests4XX')] },
    },
  ],
  pages: [{ page: 'torchserve', version: '0.12.0', origin: 'documented' }],
} as const satisfies Runtime;
