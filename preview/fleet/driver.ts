import { selects, type Feed, type Selector } from '../../models/feed';
import { feedsOf, type Runtime } from '../../models/runtime';
import type { SignalName } from '../../models/signals';
import type { TimingName } from '../../models/timings';
import type { Conduct } from './conduct';
import type { Sample } from './page';

/** What happened on a server since the last time it was looked at. */
export interface Step {
  readonly conduct: Conduct;
  /** Requests that were answered, and those of them that failed. May have fractions. */
  readonly requests: number;
  readonly errors: number;
  /** Median of a time now. Unit: seconds. */
  readonly medianOf: (timing: TimingName) => number;
  /** Unit: Unix seconds. */
  readonly now: number;
  /** A number around 0, at most 1 away from it. */
  readonly jitter: number;
}

/** Moves one value on. `values` are in the order of `samplesOf(page)`. */
export type Driver = (values: Float64Array, step: Step) => void;

export interface Indexed {
  readonly index: number;
  readonly sample: Sample;
}

/** The own series of a page, each of which at most one driver moves. */
export interface OwnSeries {
  readonly all: readonly Indexed[];
  /** Every series of some selectors, driven or not. */
  readonly of: (selectors: readonly Selector[]) => readonly Indexed[];
  /** Those that nothing drives yet; from now on something does. */
  readonly take: (selectors: readonly Selector[]) => readonly Indexed[];
  readonly isDriven: (one: Indexed) => boolean;
}

export function ownSeriesOf(all: readonly Indexed[]): OwnSeries {
  const driven = new Set<number>();
  const of = (selectors: readonly Selector[]): readonly Indexed[] =>
    all.filter(({ sample }) => selectors.some((one) => selects(one, sample.name, sample.labels)));
  const isDriven = ({ index }: Indexed): boolean => driven.has(index);
  return {
    all,
    of,
    isDriven,
    take(selectors) {
      const taken = of(selectors).filter((one) => !isDriven(one));
      for (const { index } of taken) driven.add(index);
      return taken;
    },
  };
}

export const add = (values: Float64Array, index: number, amount: number): void => {
  values[index] = (values[index] ?? 0) + amount;
};

/** Feeds of one kind among the alternatives of a signal. */
export const feedsOfKind = <Kind extends Feed['kind']>(
  runtime: Runtime,
  signal: SignalName,
  kind: Kind,
): readonly Extract<Feed, { kind: Kind }>[] =>
  feedsOf(runtime, signal).filter((feed): feed is Extract<Feed, { kind: Kind }> => feed.kind === kind);

/** Shares in which events fall on series; evenly where all weights are 0. */
export function shares(
  of: readonly Indexed[],
  weight: (sample: Sample) => number,
): readonly (readonly [number, number])[] {
  const total = of.reduce((sum, { sample }) => sum + weight(sample), 0);
  return of.map(({ index, sample }) => [index, total > 0 ? weight(sample) / total : 1 / of.length]);
}

export const usual = ({ value }: Sample): number => value;
/** How many more there are in trouble. */
export const excess = ({ value, inTrouble }: Sample): number => Math.max(0, (inTrouble ?? value) - value);
export const isLate = ({ sample }: Indexed): boolean => sample.onDemand === true;

export const totalOf = (series: readonly Indexed[]): number =>
  series.reduce((sum, { sample }) => sum + sample.value, 0);

/** What the series of one set of labels of a histogram have in common. */
export const withoutBound = ({ labels }: Sample): string =>
  JSON.stringify(Object.entries(labels).filter(([name]) => name !== 'le'));

/** Upper bound of a bucket, in the unit of its family. */
export const boundOf = ({ labels }: Sample): number =>
  labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
