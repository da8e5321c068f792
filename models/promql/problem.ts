import type { Span } from './tree';

/** Problems that Prometheus has with an expression too: it would not load the rule. */
export const refusedByPrometheus = [
  /** Nothing but blanks and comments. */
  'empty',
  'syntax',
  /** A function that is not there. */
  'unknown-function',
  /** What Prometheus knows only with a feature flag, which the platform does not set. */
  'experimental',
  'arity',
  'argument-type',
  'operand-type',
  /** `bool`, `on`, `group_left`, `offset` or a window where it cannot be. */
  'modifier',
  /** A selector that would read every series, or names two metrics. */
  'selector',
  /** A regular expression that does not compile. */
  'pattern',
] as const;

/** Problems that every linter lets through: the rule loads, and does not do what it is there for. */
export const foundByMeaning = [
  /** A series of the shared rules that no rule records. */
  'unknown-series',
  /** A window or a text where series or a number is wanted. */
  'result-type',
  /** The value of a counter, which only grows, where its growth is meant. */
  'raw-counter',
  /** The growth of what does not only grow. */
  'rate-of-gauge',
  /** A rate of a sum of counters, which takes the restart of one for a restart of all. */
  'rate-of-sum',
  'quantile-of-raw-buckets',
  'quantile-without-le',
  /** A quantile that is no share from 0 to 1. */
  'quantile-range',
  /** Sides whose labels cannot be equal. */
  'never-matches',
  /** A series that meets itself: a quotient that is always 1, a difference that is always 0. */
  'matches-itself',
  /** A label that the series no longer have. */
  'label-lost',
  /** Events per second compared as if they were a share. */
  'rate-as-ratio',
  /** An alert that fires for ever. */
  'no-condition',
  /** An alert on 0 or 1 instead of on the series that pass. */
  'bool-in-alert',
  /** A comparison that can never hold. */
  'never-true',
  'beyond-retention',
  'short-window',
  /** `le="1"`, which is stored as `le="1.0"`. */
  'float-form',
] as const;

export type ProblemKind = (typeof refusedByPrometheus)[number] | (typeof foundByMeaning)[number];

/** What is wrong with an expression and what would be right, in one sentence. */
export interface Problem extends Span {
  readonly kind: ProblemKind;
  readonly message: string;
}

export type Report = (kind: ProblemKind, at: Span, message: string) => void;
