import { z } from 'zod';
import { duration, field, percentage } from '../fields';

/** Shares of requests that an objective can be about. At p90 or below, even all requests being slow would not page. */
export const quantiles = { p95: 0.95, p99: 0.99 } as const;
export type Quantile = keyof typeof quantiles;

const exactlyOne =
  (of: string) =>
  <T extends object>(schema: z.ZodType<T>) =>
    schema.refine(
      (value) => Object.values(value).filter((bound) => bound !== undefined).length === 1,
      `a ${of} objective names exactly one of its fields`,
    );

const share = (name: string, of: string, example: string) =>
  field(
    duration,
    `Time that ${name} of ${of} must stay below; a bound of the histogram.`,
    example,
  ).optional();

const timeOf = (of: string, example: string) => ({
  p95: share('95 %', of, example),
  p99: share('99 %', of, example),
});
const mean = (of: string, example: string) =>
  field(duration, `Mean time of ${of}, for servers without a histogram.`, example).optional();

/** A share of requests that can be promised: one that an alert can tell from the rest. */
export const availability = percentage.refine(
  (value) => value >= 0.94 && value < 1,
  'an availability objective lies from 94% to below 100%: at or below 93.06% no error ratio could ever page, at 100% every error would',
);

export const objectives = field(
  z.strictObject({
    availability: field(
      availability,
      'Share of requests that must not fail; default from the environment, where the server tells which fail.',
      '99.5%',
    ).optional(),
    latency: field(
      z
        .strictObject({ ...timeOf('requests', '250ms'), mean: mean('a request', '50ms') })
        .refine(
          (value) => Object.values(value).filter((one) => one !== undefined).length === 1,
          'a latency objective names exactly one of p95, p99 and mean',
        ),
      'How long a request may take.',
    ).optional(),
    timeToFirstToken: field(
      exactlyOne('first-token')(z.strictObject(timeOf('answers', '2.5s'))),
      'How long the first token of an answer may take.',
    ).optional(),
    interTokenLatency: field(
      exactlyOne('inter-token')(z.strictObject(timeOf('gaps', '100ms'))),
      'How long the gap between two tokens may be.',
    ).optional(),
    queueWait: field(
      exactlyOne('queue')(z.strictObject({ ...timeOf('requests', '2s'), mean: mean('waiting', '500ms') })),
      'How long a request may wait before it is worked on.',
    ).optional(),
    freshness: field(
      duration,
      'Age of the results of a batch model that must not be exceeded; default the longest gap of the schedule and the deadline.',
      '26h',
    ).optional(),
    completion: field(
      percentage.refine((value) => value > 0, 'a completion of 0% asks for nothing'),
      'Share of the rows of a run that must be scored, for batch models.',
      '99%',
    ).optional(),
    window: field(
      z.enum(['7d', '28d', '30d'], { error: 'window' }),
      'Time over which availability and times are promised; default the longest that the environment keeps metrics for.',
      '28d',
    ).optional(),
  }),
  'What is promised to users.',
);
