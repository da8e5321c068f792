import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

const serving = ':tensorflow:serving:';
const predictions = '[Pp]redict|[Cc]lassify|[Rr]egress';

const requests = series(`${serving}request_count`);
const latency = series(`${serving}request_latency`, { API: predictions });
const queueWait = series(`${serving}batching_session:queuing_latency`);

/** 10 × 1.8ⁿ µs as the server prints them, with six digits. */
const bounds = [
  10, 18, 32.4, 58.32, 104.976, 188.957, 340.122, 612.22, 1102, 1983.59, 3570.47, 6426.84, 11568.3, 20823,
  37481.3, 67466.4, 121440, 218591, 393464, 708235, 1.27482e6, 2.29468e6, 4.13043e6, 7.43477e6, 1.33826e7,
  2.40887e7, 4.33596e7, 7.80473e7, 1.40485e8, 2.52873e8, 4.55172e8, 8.19309e8, 1.47476e9,
];

/** 100 × 1.2ⁿ µs: waiting for a batch has steps of its own. */
const waits = [
  100, 120, 144, 172.8, 207.36, 248.832, 298.598, 358.318, 429.982, 515.978, 619.174, 743.008, 891.61,
  1069.93, 1283.92, 1540.7, 1848.84, 2218.61, 2662.33, 3194.8, 3833.76, 4600.51, 5520.61, 6624.74, 7949.68,
  9539.62, 11447.5, 13737.1, 16484.5, 19781.4, 23737.6, 28485.2, 34182.2, 41018.6, 49222.4, 59066.8, 70880.2,
  85056.2, 102067, 122481, 146977, 176373, 211647, 253977, 304772, 365726, 438871, 526646, 631975, 758370,
  910044, 1.09205e6,
];

/**
 * TensorFlow Serving, whose names begin with a colon. Calls for the state of a model, which readiness probes make, are
 * counted like predictions; they are taken off again by the latency histogram, where their API is empty. That histogram
 * holds successes only.
 *
 * Rows are not fed: examples are counted for Classify and Regress only, and under another label.
 */
export const tensorflowServing = {
  title: 'TensorFlow Serving',
  kind: 'online',
  port: 8501,
  path: '/monitoring/prometheus/metrics',
  enable:
    'start the server with --rest_api_port=8501 and a --monitoring_config_file that holds prometheus_config { enable: true, path: "/monitoring/prometheus/metrics" }; waiting times need --enable_batching',
  caution:
    'no series names the version of a model, so give each version a Deployment of its own; sums have six digits, so a mean grows coarse after months without a restart',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: ['queueWait', 'queueWaitMean'],
  feeds: {
    requests: {
      kind: 'rate',
      of: [requests],
      less: [series(`${serving}request_latency_count`, { API: `!${predictions}` })],
    },
    errors: {
      kind: 'rate',
      of: [series(`${serving}request_count`, { status: '!OK|CANCELLED|INVALID_ARGUMENT|NOT_FOUND' })],
    },
    // What the queue of a batch answers when it is full.
    rejections: { kind: 'rate', of: [series(`${serving}request_count`, { status: 'UNAVAILABLE' })] },
    latency: { kind: 'histogram', of: latency, unit: 'us', bounds },
    latencyMean: meanOf(latency, 'us'),
    queueWait: { kind: 'histogram', of: queueWait, unit: 'us', bounds: waits },
    queueWaitMean: meanOf(queueWait, 'us'),
  },
  // What TensorFlow tells of itself: no model, and series for every path and stage.
  drop: ['.+_created', ':tensorflow:(api|cc|core|data|mlir):.+'],
  series: 346,
  limits: { samples: 5_000, labels: 40 },
  preallocates: true,
  logFormat: 'tensorflow',
  panels: [
    {
      key: 'tensorflow-serving-status',
      title: 'Answers by status',
      description: 'gRPC status of each answer, REST calls included; readiness probes count as OK.',
      unit: 'per second',
      of: { kind: 'rate', of: [requests] },
      by: 'status',
    },
    {
      key: 'tensorflow-serving-runtime',
      title: 'Time in the TensorFlow runtime',
      description: 'The model itself with its wait for a batch, without reading and writing of messages.',
      unit: 'seconds',
      of: { kind: 'histogram', of: series(`${serving}runtime_latency`), unit: 'us', bounds },
    },
    {
      key: 'tensorflow-serving-batch-size',
      title: 'Mean batch size',
      description:
        'Rows per execution, padding included. Empty without batching and where models share the server.',
      unit: 'count',
      of: meanOf(series(`${serving}batching_session:processed_batch_size`), 'ratio'),
    },
  ],
  pages: [
    { page: 'tensorflow-serving', version: '2.20 with batching', origin: 'documented' },
    {
      page: 'tensorflow-serving-unbatched',
      version: '2.20 without batching',
      origin: 'documented',
      lacks: ['rejections', 'queueWait', 'queueWaitMean'],
    },
  ],
} as const satisfies Runtime;
