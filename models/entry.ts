import { z } from 'zod';
import {
  duration,
  feature,
  namespace,
  oneLine,
  path,
  percentage,
  podLabel,
  podSelector,
  port,
  rate,
  score,
  slug,
} from './fields';
import { logFormats } from './runtime';
import { runtimeIds } from './runtimes';

/** Longest name of a model: with `mlo-model-` before it, a dashboard's uid still fits Grafana's 40 characters. */
export const longestModelName = 30;

export const tiers = ['critical', 'standard', 'experimental'] as const;
export type Tier = (typeof tiers)[number];

export const trafficPatterns = ['continuous', 'business-hours', 'sporadic', 'scale-to-zero'] as const;
export type TrafficPattern = (typeof trafficPatterns)[number];

/** Shares of requests that an objective can be about. At p90 or below, even all requests being slow would not page. */
export const quantiles = { p95: 0.95, p99: 0.99 } as const;
export type Quantile = keyof typeof quantiles;

const serving = z
  .strictObject({
    namespace: namespace.describe('Namespace of the pods; default from the environment.').optional(),
    selector: podSelector.describe('Pod labels; default app.kubernetes.io/name: <name>.').optional(),
    port: port.describe('Port that serves metrics; default from the runtime.').optional(),
    path: path.describe('Path of the metrics page; default from the runtime.').optional(),
    model: z
      .string({ error: 'expected the name by which the server knows this model' })
      .min(1, 'the name by which the server knows this model must not be empty')
      .max(200, 'the name by which the server knows this model has at most 200 characters')
      .regex(oneLine, 'a name is one line without control characters')
      .describe("This model's name on a server that carries several.")
      .optional(),
    versionLabel: podLabel
      .describe('Pod label that carries the version of the model.')
      .default('app.kubernetes.io/version'),
  })
  .describe('Where the model runs and how its server is found.');

const traffic = z
  .strictObject({
    pattern: z.enum(trafficPatterns).describe('When requests are expected.').default('continuous'),
    minimum: rate
      .refine(
        (perSecond) => perSecond >= 1 / 60,
        'a rate below 1/m cannot be judged from five minutes; write pattern: sporadic instead',
      )
      .describe('Lowest rate that is still normal while requests are expected.')
      .optional(),
  })
  .describe('What traffic is normal.');

const objectives = z
  .strictObject({
    availability: percentage
      .describe('Share of requests that must not fail, over 30 days.')
      .refine(
        (value) => value >= 0.94 && value < 1,
        'an availability objective lies from 94% to below 100%: at or below 93.06% no error ratio could ever page, at 100% every error would',
      )
      .optional(),
    latency: z
      .strictObject({
        p95: duration.optional(),
        p99: duration.optional(),
        mean: duration.describe('For servers without a histogram.').optional(),
      })
      .refine(
        (value) => Object.values(value).filter((bound) => bound !== undefined).length === 1,
        'a latency objective names exactly one of p95, p99 and mean',
      )
      .describe('Time that the given share of requests must stay below.')
      .optional(),
  })
  .describe('What is promised to users.');

const source = z
  .strictObject({
    namespace: namespace.optional(),
    selector: podSelector,
    port: port.default(8000),
    path: path.default('/metrics'),
  })
  .describe(
    'The pods that publish quality metrics on the metric contract, where the server itself does not.',
  );

const quality = z
  .strictObject({
    from: source.optional(),
    accuracy: z
      .strictObject({
        floor: score.describe('Accuracy below which the model is unfit.'),
      })
      .optional(),
    drift: z
      .strictObject({
        features: z
          .array(feature, { error: 'expected a list of features, such as [tenure, price]' })
          .min(1, 'name at least one feature')
          .max(200, 'name at most 200 features')
          .refine((names) => new Set(names).size === names.length, 'a feature is named twice'),
        share: percentage
          .describe('Share of drifted features that counts as widespread.')
          .refine((value) => value > 0, 'a share of 0% would count as widespread drift when nothing drifts')
          .default(0.3),
      })
      .optional(),
  })
  .describe('Whether predictions are still good.');

const batch = z
  .strictObject({
    schedule: z
      .string({ error: 'expected a cron expression such as "0 2 * * *"' })
      .describe('When runs start, as a cron expression of five fields.'),
    zone: z
      .string({ error: 'expected a time zone such as Europe/Berlin' })
      .describe('Time zone of the schedule.')
      .default('Etc/UTC'),
    deadline: duration.describe('How long after its start a run must have succeeded.'),
  })
  .describe('When a batch model runs.');

const gpu = z
  .strictObject({
    pool: slug(30).describe('A pool that environment.yaml declares.'),
    count: z
      .int({ error: 'expected a whole number of GPUs', abort: true })
      .min(1, 'a model that names a pool uses at least one GPU')
      .max(64, 'a pod uses at most 64 GPUs')
      .default(1),
  })
  .describe('The GPUs that the model uses.');

const logs = z
  .strictObject({
    format: z.enum(logFormats).describe('Format of a line; default from the runtime.').optional(),
    fields: z
      .array(feature, { error: 'expected a list of fields, such as [decision, rule_set]' })
      .max(50, 'name at most 50 fields')
      .describe('Fields of a JSON line that are kept beside the standard ones; all else is dropped.')
      .default([]),
  })
  .describe('How the log of the model is read.');

/** One model deployment in one environment, as people write it. */
export const modelEntry = z.strictObject({
  name: slug(longestModelName).describe('Name of the model; equals the file name.'),
  title: z
    .string({ error: 'expected text' })
    .min(1, 'a title is not empty')
    .max(80, 'a title has at most 80 characters')
    .regex(oneLine, 'a title is one line without control characters')
    .describe('What people call it.')
    .optional(),
  team: slug(30).describe('Owner; declared in environment.yaml.'),
  runtime: z
    .enum(runtimeIds as [(typeof runtimeIds)[number]], { error: 'serving runtime' })
    .describe('What serves the model.'),
  tier: z.enum(tiers).describe('Who is told, and how fast.').default('standard'),
  serving: serving.prefault({}),
  traffic: traffic.prefault({}),
  objectives: objectives.prefault({}),
  quality: quality.prefault({}),
  batch: batch.optional(),
  gpu: gpu.optional(),
  logs: logs.prefault({}),
});

export type ModelEntry = z.infer<typeof modelEntry>;
