import type { ModelKind } from './runtime';

/** What a signal is about; documentation and boards are ordered by it. */
export const signalFamilies = {
  interface: 'Interface and performance',
  system: 'System and GPU',
  quality: 'Data and prediction quality',
  business: 'Business',
} as const;
export type SignalFamily = keyof typeof signalFamilies;

/**
 * What kind of value the recorded series hold, which decides how they are made from a runtime's own:
 * - `rate`: events per second over five minutes, from counters
 * - `distribution`: the same per bucket of a histogram, by native bound `le`
 * - `mean`: mean time in seconds over five minutes
 * - `level`: state of a server now; gone with its pods
 * - `verdict`: what a job found out last; holds although one scrape fails
 * - `share`: events among others over an hour, 0-1
 */
export type SignalForm = 'rate' | 'distribution' | 'mean' | 'level' | 'verdict' | 'share';

/** Who publishes a signal: the server, a job that judges its predictions, the cluster's exporters, or the entry says. */
export type SignalOrigin = 'server' | 'quality' | 'cluster' | 'entry';

/**
 * The closed vocabulary: what can be observed of a model, whatever serves it.
 *
 * A runtime says which signals it feeds and from which of its own series; recording rules turn those into the
 * `series` named here, and alerts and panels read nothing else. Each series is keyed by (namespace, model_name).
 */
export interface Signal {
  readonly family: SignalFamily;
  readonly origin: SignalOrigin;
  /** Kinds of models of which it is expected; a server may be able to tell more than its model's kind needs. */
  readonly kinds: readonly ModelKind[];
  readonly form: SignalForm;
  /** Unit of the recorded series, in words of the reference pages. */
  readonly unit: string;
  readonly meaning: string;
  /** The recorded series, or its first one where a signal has several (see `records`). */
  readonly series: string;
  /** Labels beside the model's key. */
  readonly labels: readonly string[];
}

/** Units that several signals share. */
export const perSecond = (what: string): string => `${what} per second`;
export const buckets = 'observations per second, by native bucket bound';

/** Kinds of models of which a signal is expected. */
export const served: readonly ModelKind[] = ['online', 'llm'];
export const generating: readonly ModelKind[] = ['llm'];
export const everyKind: readonly ModelKind[] = ['online', 'batch', 'llm'];
export const inRuns: readonly ModelKind[] = ['batch'];
