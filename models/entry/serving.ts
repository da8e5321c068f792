import { z } from 'zod';
import {
  duration,
  field,
  line,
  metricLabel,
  metricName,
  namespace,
  path,
  pattern,
  podLabel,
  podSelector,
  port,
  secretName,
  url,
} from '../fields';
import { minutes, seconds, inSeconds } from '../duration';

const units = ['seconds', 'milliseconds', 'microseconds'] as const;
const bounds = z
  .array(z.number({ error: 'expected a number' }).positive('a bucket ends above 0'), {
    error: 'expected the upper bounds of the buckets, such as [0.1, 0.25, 0.5]',
  })
  .min(1, 'name at least one bound')
  .max(100, 'name at most 100 bounds')
  .refine(
    (all) => all.every((bound, index) => index === 0 || bound > (all[index - 1] ?? 0)),
    'bounds are written in rising order, each once',
  );

const timing = z.strictObject({
  histogram: field(metricName, 'The histogram, without _bucket, _count and _sum.', 'model_inference_latency'),
  unit: field(z.enum(units), 'Unit of its values.').default('seconds'),
  bounds: field(bounds, 'Upper bounds of its buckets, in that unit, without +Inf.', [0.1, 0.25, 0.5, 1]),
});

const counter = (what: string, example: string) => field(metricName, what, example).optional();

/** Names of a server's own metrics, by the signal that they feed. What is not named here is not read. */
export const metricNames = field(
  z
    .strictObject({
      requests: counter('Counter of answered requests, failed ones included.', 'model_inference_count'),
      errors: field(
        z.strictObject({
          metric: field(
            metricName,
            'Counter of failed requests, or the one of all requests with `where`.',
            'model_inference_count',
          ),
          where: field(
            z.record(metricLabel, pattern, { error: 'expected labels, such as { status: failed|timeout }' }),
            'Labels that tell failures apart, as anchored regular expressions.',
            { status: 'failed|timeout' },
          ).optional(),
        }),
        'What counts failed requests.',
      ).optional(),
      latency: field(timing, 'Histogram of the time that a request takes.').optional(),
      queueWait: field(timing, 'Histogram of the time that a request waits.').optional(),
      timeToFirstToken: field(timing, 'Histogram of the time to the first token.').optional(),
      interTokenLatency: field(timing, 'Histogram of the time between two tokens.').optional(),
      inflight: counter('Gauge of requests being worked on.', 'requests_active'),
      queueDepth: counter('Gauge of waiting requests.', 'queue_length'),
      inferences: counter('Counter of rows scored.', 'rows_scored_total'),
      tokens: counter('Counter of tokens generated.', 'tokens_out_total'),
      accuracy: counter('Gauge of the accuracy, 0-1.', 'model_accuracy'),
      evaluationTime: counter(
        'Gauge of the time of the latest evaluation, in Unix seconds.',
        'model_evaluated_at',
      ),
      drift: counter(
        'Gauge by feature: 1 where the feature drifted. Its label is `feature`.',
        'feature_drifted',
      ),
      driftTime: counter('Gauge of the time of the latest drift check, in Unix seconds.', 'drift_checked_at'),
      dataTime: counter('Gauge of the time of the newest input, in Unix seconds.', 'input_newest_timestamp'),
    })
    .refine(
      (names) => Object.values(names).some((name) => name !== undefined),
      'name at least one metric, or remove the group',
    ),
  'Names of the metrics of a custom server that does not follow the metric contract. Only signals that are named here are read.',
);
export type MetricNames = z.infer<typeof metricNames>;

/** How a page is reached, for servers and quality jobs alike. */
export const endpoint = {
  scheme: field(z.enum(['http', 'https']), 'Protocol of the metrics page.').default('http'),
  tls: field(
    z.strictObject({
      ca: field(
        secretName,
        'Secret with the certificate authority in the key ca.crt; without it, that of the system.',
        'serving-ca',
      ).optional(),
      serverName: field(
        line('a server name', 200),
        'Name that the certificate is issued for; pods are called by address.',
        'churn.serving.svc',
      ).optional(),
    }),
    'How the certificate of an https page is checked. Secrets lie in the namespace model-observatory.',
  ).optional(),
  token: field(
    secretName,
    'Secret in the namespace model-observatory whose key `token` is sent as bearer token.',
    'litellm-metrics',
  ).optional(),
  metrics: metricNames.optional(),
};

const probe = z.strictObject({
  url: field(
    url,
    'Address that is called from the monitoring namespace.',
    'http://churn.serving.svc:8080/v2/health/ready',
  ),
  every: field(
    duration.refine(
      (every) => inSeconds(every) >= inSeconds(seconds(10)) && inSeconds(every) <= inSeconds(minutes(2)),
      'a probe comes every 10s to 2m: later, Prometheus would take its results for gone',
    ),
    'Time between two calls.',
    '30s',
  ).prefault('30s'),
});

export const serving = field(
  z.strictObject({
    namespace: field(namespace, 'Namespace of the pods; default from the environment.', 'vision').optional(),
    selector: field(podSelector, 'Pod labels; default app.kubernetes.io/name: <name>.', {
      app: 'triton-shared',
    }).optional(),
    port: field(port, 'Port that serves metrics; default from the runtime.', 8002).optional(),
    path: field(path, 'Path of the metrics page; default from the runtime.', '/metrics').optional(),
    ...endpoint,
    model: field(
      z
        .string({ error: 'expected the name by which the server knows this model' })
        .min(1, 'the name by which the server knows this model must not be empty')
        .max(200, 'the name by which the server knows this model has at most 200 characters')
        .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'a name is one line without control characters'),
      "This model's name on a server that carries several.",
      'image_tagger_ensemble',
    ).optional(),
    versionLabel: field(podLabel, 'Pod label that carries the version of the model.').default(
      'app.kubernetes.io/version',
    ),
    probe: field(probe, 'A call from outside the pods that must succeed with a 2xx status.').optional(),
  }),
  'Where the model runs and how its server is found.',
);
