import { storedLabel } from './names';

/** A condition on a label as the metrics page shows it. The pattern is an anchored regular expression. */
export interface LabelCondition {
  readonly label: string;
  readonly pattern: string;
  readonly negated: boolean;
}

/** Series of one metric on a runtime's own page. */
export interface Selector {
  readonly metric: string;
  readonly where: readonly LabelCondition[];
}

/** Units of the values that a runtime exposes, as a factor to the base unit: seconds, or a ratio from 0 to 1. */
export const basePer = { s: 1, ms: 1e-3, us: 1e-6, ratio: 1 } as const;
export type FeedUnit = keyof typeof basePer;

/** Sum of counters. The first is there from the start; a later one that does not exist yet counts as 0. */
export interface RateFeed {
  readonly kind: 'rate';
  readonly of: readonly Selector[];
  /** Counters to be taken off, on servers that count good events only. The result is never below 0. */
  readonly less?: readonly Selector[];
}

/** Classic histogram: `of` names the family without `_bucket`; `bounds` in the family's own unit, without +Inf. */
export interface HistogramFeed {
  readonly kind: 'histogram';
  readonly of: Selector;
  readonly unit: FeedUnit;
  readonly bounds: readonly number[];
}

/** Mean from two counters. */
export interface MeanFeed {
  readonly kind: 'mean';
  readonly sum: Selector;
  readonly count: Selector;
  readonly unit: FeedUnit;
}

/** Gauge, aggregated over replicas; `per` is a gauge with the same labels by which it is divided, `factor` a constant. */
export interface GaugeFeed {
  readonly kind: 'gauge';
  readonly of: Selector;
  readonly across: 'sum' | 'max' | 'min' | 'avg';
  readonly per?: Selector;
  readonly factor?: number;
}

/** Events `of` some counters among those of others, which count them too. */
export interface ShareFeed {
  readonly kind: 'share';
  readonly of: readonly Selector[];
  readonly among: readonly Selector[];
}

/**
 * How a runtime feeds one signal, as data: rules print PromQL from it, the contract test looks it up in the fixture and
 * the preview's fleet drives the same series.
 */
export type Feed = RateFeed | HistogramFeed | MeanFeed | GaugeFeed | ShareFeed;

/** `series('m', { status: 'error', path: '!/healthz' })`: a leading `!` negates. */
export const series = (metric: string, where: Readonly<Record<string, string>> = {}): Selector => ({
  metric,
  where: Object.entries(where).map(([label, pattern]) => ({
    label,
    pattern: pattern.replace(/^!/, ''),
    negated: pattern.startsWith('!'),
  })),
});

/** The mean of what a histogram, or a summary with the same suffixes, observes. */
export const meanOf = (family: Selector, unit: FeedUnit): MeanFeed => ({
  kind: 'mean',
  sum: suffixed(family, '_sum'),
  count: suffixed(family, '_count'),
  unit,
});

/** A text as a pattern that matches just it: served names may hold dots, slashes and other signs. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const isLiteral = (pattern: string): boolean => escapePattern(pattern) === pattern;

/**
 * PromQL selector over stored series. `extra` are matchers on target labels, such as `runtime="vllm"`; names that
 * PromQL cannot write bare (a leading colon) are matched through `__name__`.
 */
export function printSelector({ metric, where }: Selector, extra: readonly string[] = []): string {
  const matchers = where.map(({ label, pattern, negated }) => {
    const operator = isLiteral(pattern) ? (negated ? '!=' : '=') : negated ? '!~' : '=~';
    return `${storedLabel(label)}${operator}${JSON.stringify(pattern)}`;
  });
  const bare = /^[a-zA-Z_][a-zA-Z0-9_:]*$/.test(metric);
  const all = [...(bare ? [] : [`__name__=${JSON.stringify(metric)}`]), ...matchers, ...extra];
  return `${bare ? metric : ''}${all.length > 0 ? `{${all.join(', ')}}` : ''}`;
}

/** Whether a sample of a metrics page, with the labels of that page, is one of the selector's series. */
export const selects = (
  { metric, where }: Selector,
  name: string,
  labels: Readonly<Record<string, string>>,
): boolean =>
  metric === name &&
  where.every(
    ({ label, pattern, negated }) => new RegExp(`^(?:${pattern})$`).test(labels[label] ?? '') !== negated,
  );

/** Every selector of a feed; for a histogram those of its bucket, count and sum series. */
export function selectorsOf(feed: Feed): readonly Selector[] {
  switch (feed.kind) {
    case 'rate':
      return [...feed.of, ...(feed.less ?? [])];
    case 'histogram':
      return ['_bucket', '_count', '_sum'].map((suffix) => suffixed(feed.of, suffix));
    case 'mean':
      return [feed.sum, feed.count];
    case 'gauge':
      return [feed.of, ...(feed.per === undefined ? [] : [feed.per])];
    case 'share':
      return [...feed.of, ...feed.among];
  }
}

export const suffixed = (selector: Selector, suffix: string): Selector => ({
  ...selector,
  metric: `${selector.metric}${suffix}`,
});
