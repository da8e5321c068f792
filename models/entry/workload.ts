import { z } from 'zod';
import { duration, field, rate, slug } from '../fields';

export const trafficPatterns = ['continuous', 'business-hours', 'sporadic', 'scale-to-zero'] as const;
export type TrafficPattern = (typeof trafficPatterns)[number];

export const traffic = field(
  z.strictObject({
    pattern: field(
      z.enum(trafficPatterns),
      'When requests are expected; business-hours are the hours of the team.',
    ).default('continuous'),
    minimum: field(
      rate.refine(
        (perSecond) => perSecond >= 1 / 60,
        'a rate below 1/m cannot be judged from five minutes; write pattern: sporadic instead',
      ),
      'Lowest rate that is still normal while requests are expected.',
      '5/s',
    ).optional(),
  }),
  'What traffic is normal.',
);

const count = (what: string, example: number) =>
  field(
    z.int({ error: 'expected a whole number', abort: true }).min(0, 'a count is not negative'),
    what,
    example,
  ).optional();

export const batch = field(
  z.strictObject({
    schedule: field(
      z.string({ error: 'expected a cron expression such as "0 2 * * *"' }),
      'When runs start, as a cron expression of five fields.',
      '0 2 * * *',
    ),
    zone: field(
      z.string({ error: 'expected a time zone such as Europe/Berlin' }),
      'Time zone of the schedule.',
    ).default('Etc/UTC'),
    deadline: field(duration, 'How long after its start a run must have succeeded.', '4h'),
    cronJob: field(
      z
        .string({ error: 'expected the name of a CronJob' })
        .regex(
          /^[a-z0-9](?:[a-z0-9.-]{0,50}[a-z0-9])?$/,
          'a CronJob is named by at most 52 lower-case letters, digits, hyphens and dots, and begins and ends with a letter or a digit',
        ),
      "The CronJob that starts the runs, in the model's namespace; without it nobody is told that none was started.",
      'nightly-scoring',
    ).optional(),
    rows: field(
      z
        .strictObject({
          min: count('Fewest rows that a run normally scores.', 900_000),
          max: count('Most rows that a run normally scores.', 1_500_000),
        })
        .refine(({ min, max }) => min !== undefined || max !== undefined, 'name min, max or both')
        .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min is above max'),
      'How many rows a run normally scores.',
    ).optional(),
    publish: field(
      z.enum(['gateway', 'pods']),
      'Where results are read: pushed to the gateway, or from the pods of a job that outlives several scrapes.',
    ).default('gateway'),
  }),
  'When a batch model runs.',
);

export const gpu = field(
  z.strictObject({
    pool: field(slug(30), 'A pool that environment.yaml declares.', 'h100'),
    count: field(
      z
        .int({ error: 'expected a whole number of GPUs', abort: true })
        .min(1, 'a model that names a pool uses at least one GPU')
        .max(64, 'a pod uses at most 64 GPUs'),
      'GPUs of one pod.',
      2,
    ).default(1),
  }),
  'The GPUs that the model uses.',
);
