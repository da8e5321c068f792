import type { Duration } from './duration';
import type { Model } from './model';
import { thresholds } from './names';
import { records } from './records';
import { signals } from './signals';
import { timingNames, timingOf, type TimingName } from './timings';

/** A share of bad events about which something can be promised. */
export interface Ratio {
  /** The objective that promises it, as entries call it. */
  readonly objective: 'availability' | TimingName;
  /** Recorded ratio, by window and over the objective's own. */
  readonly ratio: (window: Duration) => string;
  readonly ofWindow: string;
  /** Recorded rates of bad events and of all. */
  readonly bad: string;
  readonly all: string;
  /** Threshold series: the share that may be bad, by `window`. */
  readonly budget: string;
  /** Whether the entry of a model promises anything about it. */
  readonly promisedBy: (model: Model) => boolean;
}

export const errorRatio: Ratio = {
  objective: 'availability',
  ratio: records.errorRatio,
  ofWindow: records.errorRatioOfWindow,
  bad: signals.errors.series,
  all: signals.requests.series,
  budget: thresholds.errorBudget,
  promisedBy: ({ availability }) => availability !== undefined,
};

export const slowRatio = (timing: TimingName): Ratio => ({
  objective: timing,
  ratio: (window) => records.slowRatio(timing, window),
  ofWindow: records.slowRatioOfWindow(timing),
  bad: records.slowRate(timing),
  all: records.timedRate(timing),
  budget: timingOf(timing).budget,
  promisedBy: (model) => timingOf(timing).objective(model)?.kind === 'quantile',
});

/** Every share that an objective can be about. */
export const ratios: readonly Ratio[] = [errorRatio, ...timingNames.map(slowRatio)];
