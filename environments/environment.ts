import { z } from 'zod';
import { days, inSeconds, minutes, seconds, type Duration } from '../models/duration';
import { duration, namespace, podSelector, secretName, slug } from '../models/fields';
import type { Model } from '../models/model';

/** Environment files: where models run, who is told, where state lies. One complete file per environment. */

const url = z
  .string({ error: 'expected an address such as https://grafana.example.com' })
  .regex(
    /^https?:\/\/[^\s/@?#"'\\]+(?:\/[^\s?#"'\\]*[^\s/?#"'\\])?$/,
    'an address begins with https:// and has no user name, query or slash at its end',
  );

const receiver = z
  .strictObject({
    pagerduty: z.strictObject({ secret: secretName }).optional(),
    opsgenie: z.strictObject({ secret: secretName }).optional(),
    slack: z
      .strictObject({
        channel: z.string().regex(/^#[\w-]+$/, 'a channel begins with #, as in #risk-alerts'),
        secret: secretName,
      })
      .optional(),
    teams: z.strictObject({ secret: secretName }).optional(),
    webhook: z.strictObject({ secret: secretName }).optional(),
  })
  .refine(
    (value) => Object.values(value).filter((kind) => kind !== undefined).length === 1,
    'a receiver is exactly one of pagerduty, opsgenie, slack, teams and webhook',
  );
export type Receiver = z.infer<typeof receiver>;

const clock = z
  .string({ error: 'expected a time of day in quotes, such as "08:00"' })
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written in quotes as "08:00"');
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const hours = z.strictObject({
  days: z
    .string({ error: 'expected days such as Mon-Fri' })
    .refine(
      (value) =>
        value.split('-').length <= 2 &&
        value.split('-').every((day) => (weekdays as readonly string[]).includes(day)),
      'days are one day or a range, such as Mon-Fri',
    ),
  from: clock,
  to: clock,
  zone: z.string({ error: 'expected a time zone such as Europe/Berlin' }),
});
export type TeamHours = z.infer<typeof hours>;

const team = z.strictObject({
  page: receiver.describe('Who is woken.').optional(),
  ticket: receiver.describe('Where work that can wait goes.'),
  hours: hours
    .describe("The team's hours; outside them pages of standard models become tickets, and warnings wait.")
    .optional(),
});

const atLeast =
  (least: Duration) =>
  (given: Duration): boolean =>
    inSeconds(given) >= inSeconds(least);

const state = z
  .strictObject({
    s3: z.strictObject({ bucket: z.string().min(3), region: z.string().min(3) }).optional(),
    gcs: z.strictObject({ bucket: z.string().min(3) }).optional(),
    azurerm: z
      .strictObject({ resourceGroup: z.string(), storageAccount: z.string(), container: z.string() })
      .optional(),
    local: z.strictObject({ directory: z.string().min(1) }).optional(),
  })
  .refine(
    (value) => Object.values(value).filter((kind) => kind !== undefined).length === 1,
    'state is kept in exactly one of s3, gcs, azurerm and local',
  );

const gpuPool = z.strictObject({
  accelerator: z.string({ error: 'expected text' }).min(1).describe('Label of the GPU type.'),
  selector: podSelector.describe('Node labels of the pool.'),
});

const cluster = z.strictObject({
  platform: z.enum(['eks', 'gke', 'aks', 'self-managed']),
  context: z.string({ error: 'expected the name of a kubeconfig context' }).min(1),
});

export const environmentFile = z.strictObject({
  name: slug(20).describe('Equals the folder name.'),
  clusters: z
    .record(slug(30), cluster)
    .refine((value) => Object.keys(value).length === 1, 'an environment has exactly one cluster'),
  state,
  profile: z.enum(['single', 'ha']).describe('Replicas and storage of the platform.').default('single'),
  paging: z
    .boolean({ error: 'expected true or false' })
    .describe('false turns pages into tickets.')
    .default(true),
  retention: z
    .strictObject({
      metrics: duration
        .refine(atLeast(days(3)), 'metrics are kept for at least 3d, the window of the slowest burn alert')
        .default(days(15)),
      logs: duration.refine(atLeast(days(1)), 'logs are kept for at least 1d').default(days(30)),
    })
    .prefault({}),
  models: z.strictObject({ namespace: namespace.default('serving') }).prefault({}),
  teams: z
    .record(slug(30), team)
    .refine((value) => Object.keys(value).length > 0, 'declare at least one team'),
  owner: slug(30).describe('The team that gets what belongs to no model.'),
  heartbeat: z
    .strictObject({
      secret: secretName,
      every: duration
        .refine(
          (every) => atLeast(seconds(10))(every) && !atLeast(minutes(16))(every),
          'a heartbeat comes every 10s to 15m',
        )
        .default(minutes(1)),
    })
    .describe('The service outside the cluster that raises the alarm when the watchdog goes quiet.')
    .optional(),
  gpuPools: z.record(slug(30), gpuPool).default({}),
  grafana: z.strictObject({ url }),
  elastic: z.strictObject({ url, kibana: url }),
  runbooks: z.strictObject({ url }),
});

export type EnvironmentFile = z.infer<typeof environmentFile>;
export type Team = EnvironmentFile['teams'][string];

/** An environment with its resolved models, sorted by name: the input of the four outputs and of the stacks. */
export type Environment = Readonly<Omit<EnvironmentFile, 'clusters' | 'models'>> & {
  readonly cluster: { readonly name: string; readonly platform: string; readonly context: string };
  /** Where models run unless their entries say otherwise. */
  readonly modelNamespace: string;
  readonly models: readonly Model[];
};
