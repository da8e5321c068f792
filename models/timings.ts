import type { Model, TimeObjective } from './model';
import { thresholds } from './names';
import type { SignalName } from './signals';

/** A time with a distribution, about which a quantile can be promised. */
export interface Timing {
  /** The signal with the distribution; the mean, where there is one, and what entries call the objective. */
  readonly signal: SignalName;
  readonly mean?: SignalName;
  /** What is timed and counted, in the words of a sentence: "requests", "answers". */
  readonly events: string;
  /** Threshold series: the bound, the share of events that may be slower, and the mean. */
  readonly bound: string;
  readonly budget: string;
  readonly meanBound?: string;
  /** First part of the names of records: `model:<stem>_count:rate5m`, `model:<stem>_slow:rate5m`, ... */
  readonly stem: string;
  readonly objective: (model: Model) => TimeObjective | undefined;
}

/** Every time that an objective can be about, by the name that entries use. */
export const timings = {
  latency: {
    signal: 'latency',
    mean: 'latencyMean',
    events: 'requests',
    bound: thresholds.latency,
    budget: thresholds.latencyBudget,
    meanBound: thresholds.latencyMean,
    stem: 'latency',
    objective: ({ latency }) => latency,
  },
  timeToFirstToken: {
    signal: 'timeToFirstToken',
    events: 'answers',
    bound: thresholds.firstToken,
    budget: thresholds.firstTokenBudget,
    stem: 'ttft',
    objective: ({ timeToFirstToken }) => timeToFirstToken,
  },
  interTokenLatency: {
    signal: 'interTokenLatency',
    events: 'gaps between tokens',
    bound: thresholds.interToken,
    budget: thresholds.interTokenBudget,
    stem: 'itl',
    objective: ({ interTokenLatency }) => interTokenLatency,
  },
  queueWait: {
    signal: 'queueWait',
    mean: 'queueWaitMean',
    events: 'requests',
    bound: thresholds.queueWait,
    budget: thresholds.queueWaitBudget,
    meanBound: thresholds.queueWaitMean,
    stem: 'queue_wait',
    objective: ({ queueWait }) => queueWait,
  },
} as const satisfies Record<string, Timing>;

export type TimingName = keyof typeof timings;
export const timingNames = Object.keys(timings) as readonly TimingName[];
export const timingOf = (name: TimingName): Timing => timings[name];
