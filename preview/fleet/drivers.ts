import { secondsPer, selects, selectorsOf, suffixed, type Feed, type Selector } from '../../models/feed';
import type { Model, Source } from '../../models/model';
import type { Runtime } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import type { SignalName } from '../../models/signals';
import type { Conduct } from './conduct';
import { meanOf, shareWithin } from './latency';
import { samplesOf, type Page, type Sample } from './page';
import { isOwn } from './source-page';

/** What happened on a server since the last time it was looked at. */
export interface Step {
  readonly conduct: Conduct;
  /** Requests that were answered, and those of them that failed. May have fractions. */
  readonly requests: number;
  readonly errors: number;
  /** Unit: seconds. */
  readonly median: number;
  /** Unit: Unix seconds. */
  readonly now: number;
  /** A number around 0, at most 1 away from it. */
  readonly jitter: number;
}

/** Moves one value on. `values` are in the order of `samplesOf(page)`. */
type Driver = (values: Float64Array, step: Step) => void;

interface Indexed {
  readonly index: number;
  readonly sample: Sample;
}

const add = (values: Float64Array, index: number, amount: number): void => {
  values[index] = (values[index] ?? 0) + amount;
};

/**
 * How each series of a page follows from what happens on the server, read off the runtime's feeds: a new runtime needs no
 * line here. Series of other models and those that no driver moves keep their value.
 */
export function driversOf(page: Page, model: Model, source: Source): readonly Driver[] {
  const { feeds } = runtimes[source.runtime];
  const own = samplesOf(page)
    .map((sample, index): Indexed => ({ index, sample }))
    .filter(({ sample }) => isOwn(sample, model, source));
  const driven = new Set<number>();
  /** The series of some selectors that nothing drives yet; from now on something does. */
  const take = (selectors: readonly Selector[]): readonly Indexed[] => {
    const taken = own.filter(
      ({ index, sample }) =>
        !driven.has(index) && selectors.some((one) => selects(one, sample.name, sample.labels)),
    );
    for (const { index } of taken) driven.add(index);
    return taken;
  };
  return [
    ...gauges(feeds, take),
    ...requestCounters(feeds, take),
    ...histogram(feeds, take),
    ...sumOfTimes(feeds, own, take),
    ...inProportion(feeds, own, driven),
  ];
}

type Take = (selectors: readonly Selector[]) => readonly Indexed[];
type Feeds = Runtime['feeds'];

/** What a gauge of a signal shows; `undefined` leaves it as it is. */
const levels: Partial<Record<SignalName, (usual: number, step: Step) => number | undefined>> = {
  accuracy: (_, { conduct }) => conduct.accuracy,
  drift: (_, { conduct }) => (conduct.drifted ? 1 : 0),
  batchSuccess: (_, { conduct, now }) => now - conduct.batchAge,
  inflight: (usual, { conduct, jitter }) =>
    Math.round(usual * conduct.load * Math.min(conduct.slowdown, 10) * (1 + jitter / 4)),
  queueDepth: (usual, { conduct, jitter }) =>
    Math.round(usual * conduct.load * Math.min(conduct.slowdown, 10) * (1 + jitter / 4)),
  saturation: (usual, { conduct, jitter }) => Math.min(1, usual * conduct.load * (1 + jitter / 10)),
};

/** Levels are set before anything else, so that a gauge is never mistaken for a counter. */
function gauges(feeds: Feeds, take: Take): readonly Driver[] {
  return (Object.entries(feeds) as [SignalName, Feed][]).flatMap(([signal, feed]) => {
    if (feed.kind !== 'gauge') return [];
    const level = levels[signal];
    return take(selectorsOf(feed)).flatMap(({ index, sample }): Driver[] =>
      level === undefined
        ? []
        : [
            (values, step) => {
              const next = level(sample.value, step);
              if (next !== undefined) values[index] = next;
            },
          ],
    );
  });
}

/** Shares in which events fall on series; evenly where all weights are 0. */
function shares(
  of: readonly Indexed[],
  weight: (sample: Sample) => number,
): readonly (readonly [number, number])[] {
  const total = of.reduce((sum, { sample }) => sum + weight(sample), 0);
  return of.map(({ index, sample }) => [index, total > 0 ? weight(sample) / total : 1 / of.length]);
}

const usual = ({ value }: Sample): number => value;
/** How many more there are in trouble. */
const excess = ({ value, inTrouble }: Sample): number => Math.max(0, (inTrouble ?? value) - value);
const isLate = ({ sample }: Indexed): boolean => sample.onDemand === true;

/**
 * Every alternative that tells errors gets all of them; what else counts requests gets the rest, or all where errors are
 * counted apart.
 */
function requestCounters({ requests, errors }: Feeds, take: Take): readonly Driver[] {
  if (requests?.kind !== 'rate') return [];
  const isRequest = ({ sample }: Indexed): boolean =>
    requests.of.some((one) => selects(one, sample.name, sample.labels));
  const alternatives =
    errors?.kind === 'rate' ? [errors.of, ...(errors.otherwise === undefined ? [] : [errors.otherwise])] : [];
  const failed = alternatives.map(take);
  const among = failed.some((of) => of.some(isRequest));
  const drivers = failed.flatMap((of) =>
    shares(of, excess).map(([index, share]): Driver => (values, { errors: count }) => {
      add(values, index, share * count);
    }),
  );
  const rest = shares(take(requests.of), usual).map(([index, share]): Driver => (values, step) => {
    add(values, index, share * (among ? step.requests - step.errors : step.requests));
  });
  return [...drivers, ...rest];
}

const withoutBound = ({ labels }: Sample): string =>
  JSON.stringify(Object.entries(labels).filter(([name]) => name !== 'le'));

/**
 * Each set of labels has a distribution of its own, with a share of the requests as in the fixture; sets that only come
 * into being with failures get the failed ones.
 */
function histogram({ latency }: Feeds, take: Take): readonly Driver[] {
  if (latency?.kind !== 'histogram') return [];
  const factor = secondsPer[latency.unit];
  const counts = take([suffixed(latency.of, '_count')]);
  const sums = take([suffixed(latency.of, '_sum')]);
  const buckets = take([suffixed(latency.of, '_bucket')]);
  const late = counts.filter(isLate);
  const early = counts.filter((one) => !isLate(one));
  const groups = [
    ...shares(early, usual).map(
      ([count, share]) =>
        [
          count,
          (step: Step) => share * (late.length > 0 ? step.requests - step.errors : step.requests),
        ] as const,
    ),
    ...shares(late, excess).map(([count, share]) => [count, (step: Step) => share * step.errors] as const),
  ];
  return groups.flatMap(([count, events]): Driver[] => {
    const group = withoutBound(counts.find(({ index }) => index === count)?.sample ?? missing(latency.of));
    const inGroup = (of: readonly Indexed[]): readonly Indexed[] =>
      of.filter(({ sample }) => withoutBound(sample) === group);
    return [
      (values, step) => {
        add(values, count, events(step));
      },
      ...inGroup(sums).map(({ index }): Driver => (values, step) => {
        add(values, index, (events(step) * meanOf(step.median)) / factor);
      }),
      ...inGroup(buckets).map(({ index, sample }): Driver => {
        const bound = boundOf(sample) * factor;
        return (values, step) => {
          add(values, index, events(step) * shareWithin(bound, step.median));
        };
      }),
    ];
  });
}

const missing = (of: Selector): never => {
  throw new Error(`${of.metric}: a histogram without a count`);
};

/** Upper bound of a bucket, in the unit of its family. */
export const boundOf = ({ labels }: Sample): number =>
  labels['le'] === '+Inf' ? Infinity : Number(labels['le']);

/** A counter of time spent grows by the mean for every request that its counter of requests counts. */
function sumOfTimes({ latencyMean }: Feeds, own: readonly Indexed[], take: Take): readonly Driver[] {
  if (latencyMean?.kind !== 'mean') return [];
  const factor = secondsPer[latencyMean.unit];
  const counts = own.filter(({ sample }) => selects(latencyMean.count, sample.name, sample.labels));
  const sums = take([latencyMean.sum]);
  return sums.flatMap(({ index, sample }): Driver[] => {
    const count = counts.find((one) => withoutBound(one.sample) === withoutBound(sample));
    if (count === undefined) return [];
    let before = count.sample.value;
    return [
      (values, { median }) => {
        const after = values[count.index] ?? before;
        add(values, index, ((after - before) * meanOf(median)) / factor);
        before = after;
      },
    ];
  });
}

/**
 * Every other count grows with the requests as it does in the fixture (tokens, bytes, stages, garbage collections), or
 * with the errors where only trouble brings it into being.
 */
function inProportion(
  { requests }: Feeds,
  own: readonly Indexed[],
  driven: ReadonlySet<number>,
): readonly Driver[] {
  if (requests?.kind !== 'rate') return [];
  const total = own
    .filter(({ sample }) => requests.of.some((one) => selects(one, sample.name, sample.labels)))
    .reduce((sum, { sample }) => sum + sample.value, 0);
  if (total === 0) return [];
  return own
    .filter(({ index, sample }) => !driven.has(index) && isCount(sample))
    .map((one): Driver => {
      const each = (isLate(one) ? excess(one.sample) : one.sample.value) / total;
      return (values, step) => {
        add(values, one.index, each * (isLate(one) ? step.errors : step.requests));
      };
    });
}

/** Whether a series only ever grows. Creation times are gauges in all but the name of their family. */
export const isCount = ({ type, name, family }: Sample): boolean =>
  !name.endsWith('_created') &&
  (type === 'counter' || type === 'histogram' || (type === 'summary' && name !== family));
