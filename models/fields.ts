import { z } from 'zod';
import { quantityPattern } from './bytes';
import { parseDuration, type Duration } from './duration';
import { languageVersion } from './versions';

/** The scalar shapes of the entry language: one shape per kind of value, with the message that a wrong one gets. */

/** Text that goes where a second line or a control character would break the output. */
export const oneLine = /^[^\p{Cc}\u2028\u2029]*$/u;

const text = (expectation: string) => z.string({ error: expectation });

/** One line of at most `most` characters, for people. */
export const line = (what: string, most: number) =>
  text('expected text')
    .min(1, `${what} is not empty`)
    .max(most, `${what} has at most ${most} characters`)
    .regex(oneLine, `${what} is one line without control characters`);

/**
 * A shape with the name of its unit or notation, which the reference page prints; `pattern` lets editors check what is
 * read by code and not by a schema.
 */
const inUnit = <S extends z.ZodType>(unit: string, schema: S, pattern?: string): S =>
  schema.meta({ unit, ...(pattern === undefined ? {} : { pattern }) });

/**
 * A field with what the reference page and editors say of it. Examples are in the notation of entries and not of what is
 * read from it, so they have a key of their own.
 */
export const field = <S extends z.ZodType>(
  schema: S,
  description: string,
  ...examples: readonly unknown[]
): S => schema.meta({ description, ...(examples.length === 0 ? {} : { written: examples }) });

/** Version of the language in which a file is written. */
export const languageField = field(
  z
    .int({ error: `expected a version of the language, from 1 to ${languageVersion}` })
    .min(1, 'the first version of the language is 1')
    .max(languageVersion, `this release knows the language up to version ${languageVersion}`),
  'Version of the language in which the file is written; 1 unless given. Older ones go on working ([upgrading](../upgrading.md#the-language-of-entries)).',
  1,
).optional();

/** `250ms`, `2.5s`, `15m`, `4h`, `30d`. */
export const duration = inUnit(
  'duration',
  text('expected a duration such as 250ms, 30s, 15m, 4h or 30d').transform((value, context): Duration => {
    const parsed = parseDuration(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({
      code: 'custom',
      message: `"${value}" is no duration; write a positive number with a unit, no finer than 1ms: 250ms, 2.5s, 15m, 4h or 30d`,
    });
    return z.NEVER;
  }),
  '^\\d+(\\.\\d+)?(ms|s|m|h|d)$',
);

/** `99.5%`, as a ratio from 0 to 1. The sign is required, so that 0.995 and 99.5 cannot be confused. */
export const percentage = inUnit(
  'percentage',
  text('expected a percentage with its sign, such as 99.5%').transform((value, context): number => {
    const match = /^(\d{1,3}(?:\.\d+)?)%$/.exec(value);
    const percent = Number(match?.[1]);
    // Parts per billion: 99.9 % must become 0.999 and not 0.9990000000000001.
    if (match !== null && percent <= 100) return Math.round(percent * 1e7) / 1e9;
    context.addIssue({
      code: 'custom',
      message: `"${value}" is no percentage; write a number from 0 to 100 with its sign, such as 99.5%`,
    });
    return z.NEVER;
  }),
  '^\\d{1,3}(\\.\\d+)?%$',
);

/** A ratio as entries write it: 0.999 is `99.9%`. */
export const printPercentage = (ratio: number): string => `${Math.round(ratio * 1e7) / 1e5}%`;

/** `0.2/s`, `12/m`, `500/h`, as events per second. */
export const rate = inUnit(
  'rate',
  text('expected a rate such as 5/s, 12/m or 500/h').transform((value, context): number => {
    const match = /^(\d+(?:\.\d+)?)\/(s|m|h)$/.exec(value);
    if (match !== null && Number(match[1]) > 0 && Number.isFinite(Number(match[1]))) {
      return Number(match[1]) / { s: 1, m: 60, h: 3_600 }[match[2] as 's' | 'm' | 'h'];
    }
    context.addIssue({
      code: 'custom',
      message: `"${value}" is no rate; write a positive number per second, minute or hour: 5/s, 12/m, 500/h`,
    });
    return z.NEVER;
  }),
  '^\\d+(\\.\\d+)?/(s|m|h)$',
);

/** A rate as entries write it, by the largest unit in which it is whole: 0.2 is `12/m`. */
export function printRate(perSecond: number): string {
  const [unit, seconds] = (
    [
      ['s', 1],
      ['m', 60],
    ] as const
  ).find(([, one]) => Number.isInteger(perSecond * one)) ?? ['h', 3_600];
  return `${Math.round(perSecond * seconds * 1e3) / 1e3}/${unit}`;
}

/** A bare number from 0 to 1, such as an accuracy. */
export const score = inUnit(
  'number 0-1',
  z
    .number({ error: 'expected a number from 0 to 1, such as 0.9' })
    .min(0, 'a score lies between 0 and 1')
    .max(1, 'a score lies between 0 and 1; write 0.9, not 90'),
);

/** A name that becomes part of Kubernetes names, uids, file names and label values. */
export const slug = (most: number) =>
  text('expected a name of lower-case letters, digits and hyphens')
    .regex(
      /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
      'a name consists of lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen',
    )
    .max(most, `a name has at most ${most} characters, because longer names are built from it`);

export const namespace = slug(63);
export const port = inUnit(
  'port',
  z
    .int({ error: 'expected a port number from 1 to 65535', abort: true })
    .min(1, 'a port lies between 1 and 65535')
    .max(65_535, 'a port lies between 1 and 65535'),
);

export const path = text('expected a path such as /metrics').regex(
  /^\/[\w./~-]*$/,
  'a path begins with a slash, as in /metrics',
);

const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const labelName =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

export const podLabel = text('expected the name of a pod label').regex(
  labelName,
  'not a name that Kubernetes accepts for a label, such as app.kubernetes.io/version',
);

const labels = (name: z.ZodString, error: string) =>
  z.record(
    name,
    text('expected the value of a label').regex(
      labelValue,
      'not a value that Kubernetes accepts for a label',
    ),
    { error },
  );

const atLeastOne = (given: Readonly<Record<string, string>>): boolean => Object.keys(given).length > 0;

/** Pod labels that must all match. */
export const podSelector = labels(podLabel, 'expected pod labels, such as { app: fraud }').refine(
  atLeastOne,
  'a selector names at least one label',
);

/** Name of a label or a taint of nodes. */
export const nodeKey = text('expected the name of a node label').regex(
  labelName,
  'not a name that Kubernetes accepts, such as node.example.com/pool',
);

export const nodeLabels = labels(nodeKey, 'expected node labels, such as { node.example.com/pool: a100 }');

/** An amount of memory or disk. */
export const quantity = inUnit(
  'quantity',
  text('expected an amount such as 200Gi').regex(
    quantityPattern,
    'expected a whole number with a unit: 512Mi, 200Gi or 1Ti',
  ),
);

export const storageClass = text('expected the name of a StorageClass').regex(
  /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/,
  'not the name of a StorageClass, such as gp3',
);

/** Node labels that must all match. */
export const nodeSelector = nodeLabels.refine(atLeastOne, 'a selector names at least one label');

/** Value of a taint. */
export const taintValue = text('expected the value of a taint').regex(
  labelValue,
  'not a value that Kubernetes accepts for a taint',
);

/** Name of a Kubernetes Secret; the value itself never appears in these files. */
export const secretName = text('expected the name of a Kubernetes Secret')
  .regex(
    /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'expected the name of a Kubernetes Secret, never the secret itself',
  )
  .describe('Name of a Kubernetes Secret.');

export const feature = text('expected the name of a feature').regex(
  /^[A-Za-z_][\w.:-]{0,99}$/,
  'a feature name consists of letters, digits, _ . : and -, and has at most 100 characters',
);

const relativePattern = /\(\?(?!:)|\\\d/;

/** An anchored regular expression in the dialect that Prometheus and JavaScript share. */
export const pattern = text('expected a regular expression, such as failed|timeout')
  .min(1, 'a pattern is not empty')
  .max(200, 'a pattern has at most 200 characters')
  .refine((value) => {
    try {
      return !relativePattern.test(value) && new RegExp(value, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  }, 'not a regular expression that Prometheus reads; write alternatives as in failed|timeout');

/** Name of a metric as the server writes it, without the suffixes of a histogram. */
export const metricName = text('expected the name of a metric').regex(
  /^[a-zA-Z_:][a-zA-Z0-9_:]{0,199}$/,
  'a metric name consists of letters, digits, _ and :, and does not begin with a digit',
);

/** Name of a label on the metrics page. */
export const metricLabel = text('expected the name of a label').regex(
  /^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/,
  'a label name consists of letters, digits and _, and does not begin with a digit',
);

export const url = text('expected an address such as https://grafana.example.com').regex(
  /^https?:\/\/[^\s/@?#"'\\]+(?:\/[^\s?#"'\\]*[^\s/?#"'\\])?$/,
  'an address begins with https:// and has no user name, query or slash at its end',
);

/** `2026-12-31`: a day of the calendar; what lasts until a day ends with it, in UTC. */
export const day = inUnit(
  'day',
  text('expected a day such as 2026-12-31').refine(
    (value) =>
      /^\d{4}-\d{2}-\d{2}$/.test(value) &&
      !Number.isNaN(Date.parse(value)) &&
      new Date(value).toISOString().startsWith(value),
    'not a day of the calendar, written as 2026-12-31',
  ),
);

/** The first moment after a day, in Unix seconds. */
export const endOf = (calendarDay: string): number => Date.parse(calendarDay) / 1_000 + 86_400;

/**
 * A bound of something that a team measures: a share as `12%`, a rate as `5/s`, or a bare number in the metric's own
 * unit.
 */
export const bound = inUnit(
  'number, percentage or rate',
  z
    .union([z.number(), z.string()], {
      error: 'expected a number, a share such as 12%, or a rate such as 5/s',
    })
    .transform((value, context): Bound => {
      if (typeof value === 'number') return { form: 'number', value };
      const shares = percentage.safeParse(value);
      if (shares.success) return { form: 'share', value: shares.data };
      const rates = rate.safeParse(value);
      if (rates.success) return { form: 'rate', value: rates.data };
      context.addIssue({
        code: 'custom',
        message: `"${value}" is no bound; write a number, a share such as 12%, or a rate such as 5/s, 12/m or 500/h`,
      });
      return z.NEVER;
    }),
);

/** A ratio for a share, events per second for a rate, else the number as it stands. */
export interface Bound {
  readonly form: 'number' | 'share' | 'rate';
  readonly value: number;
}
