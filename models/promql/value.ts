import { either, noLabels, type Labels } from './labels';
import type { Selector, Span } from './tree';

/**
 * What a number is: a total that only grows, events per second, a share of 1, a time in seconds, or something of which
 * the checker knows no more.
 */
export type Unit = 'counter' | 'per second' | 'ratio' | 'seconds' | 'unknown';

/**
 * When there are series at all: `always` as long as something is scraped, `sometimes` where a condition decides, and
 * `unknown` where the expression does not tell.
 */
export type Presence = 'always' | 'sometimes' | 'unknown';

/** What is known of all series of a vector or a window. */
export interface Series {
  readonly labels: Labels;
  readonly unit: Unit;
  /** Selectors of counters whose totals this is, for as long as nothing has taken their growth. */
  readonly totals: readonly Selector[];
  /** The matcher or name by which the events are failures. */
  readonly failures?: string;
  /** Counts of a classic histogram, by `le`. */
  readonly buckets: boolean;
  /** A sum, mean and so on over several series. */
  readonly merged: boolean;
  readonly presence: Presence;
  /** A comparison with `bool`, of which this is the 0 or 1. */
  readonly bool?: Span;
  /** Every value that these series can have, where they are few: `absent()` gives 1 or nothing. */
  readonly constant?: number;
}

export type Value =
  | { readonly kind: 'scalar'; readonly literal?: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'vector'; readonly series: Series }
  | { readonly kind: 'window'; readonly series: Series };

export const scalar = (literal?: number): Value =>
  literal === undefined ? { kind: 'scalar' } : { kind: 'scalar', literal };

export const vector = (series: Series): Value => ({ kind: 'vector', series });

/** Series of which nothing is known. */
export const unknownSeries: Series = {
  labels: { has: new Map(), lacks: new Set() },
  unit: 'unknown',
  totals: [],
  buckets: false,
  merged: false,
  presence: 'unknown',
};

/** A number as a series without labels, as `vector()` makes it. */
export const plainSeries: Series = { ...unknownSeries, labels: noLabels, presence: 'always' };

/** The same series with values of another unit, no longer totals. */
export function withUnit(series: Series, unit: Unit): Series {
  const { bool: _bool, constant: _constant, ...rest } = series;
  return { ...rest, unit, totals: [] };
}

/** What `or` gives. */
export function union(one: Series, other: Series): Series {
  const failures = one.failures ?? other.failures;
  const bool = one.bool ?? other.bool;
  const isSure = (presence: Presence): boolean => one.presence === presence || other.presence === presence;
  return {
    labels: either(one.labels, other.labels),
    unit: one.unit === other.unit ? one.unit : 'unknown',
    totals: [...one.totals, ...other.totals],
    ...(failures === undefined ? {} : { failures }),
    buckets: one.buckets && other.buckets,
    merged: one.merged || other.merged,
    presence: isSure('always') ? 'always' : isSure('unknown') ? 'unknown' : 'sometimes',
    ...(bool === undefined ? {} : { bool }),
    ...(one.constant !== undefined && one.constant === other.constant ? { constant: one.constant } : {}),
  };
}

/** What kinds of values are called in sentences. */
export const inWords = {
  scalar: 'a number',
  text: 'a text',
  vector: 'series',
  window: 'a window of samples',
} as const satisfies Record<Value['kind'], string>;
