import { basePer, suffixed, type HistogramFeed, type MeanFeed } from '../../models/feed';
import type { Runtime } from '../../models/runtime';
import { timingNames, timingOf, type TimingName } from '../../models/timings';
import {
  add,
  boundOf,
  excess,
  feedsOfKind,
  isLate,
  shares,
  totalOf,
  usual,
  withoutBound,
  type Driver,
  type Indexed,
  type OwnSeries,
  type Step,
} from './driver';
import { meanOf, shareWithin } from './latency';

/** Histograms and means of every time that the server tells. `requests` is how many the page stands for. */
export const timingDrivers = (runtime: Runtime, own: OwnSeries, requests: number): readonly Driver[] =>
  timingNames.flatMap((timing) => {
    const { signal, mean } = timingOf(timing);
    return [
      ...feedsOfKind(runtime, signal, 'histogram').flatMap((feed) => histogram(timing, feed, own, requests)),
      ...(mean === undefined
        ? []
        : feedsOfKind(runtime, mean, 'mean').flatMap((feed) => sumOfTimes(timing, feed, own))),
    ];
  });

/**
 * Each set of labels has a distribution of its own, with a share of the events as in the fixture; sets that only come
 * into being with failures get the failed ones. A request is one event of latency, and of the other times as many as in
 * the fixture.
 */
function histogram(
  timing: TimingName,
  { of, unit }: HistogramFeed,
  own: OwnSeries,
  requests: number,
): readonly Driver[] {
  const counts = own.take([suffixed(of, '_count')]);
  const sums = own.take([suffixed(of, '_sum')]);
  const buckets = own.take([suffixed(of, '_bucket')]);
  const late = counts.filter(isLate);
  const early = counts.filter((one) => !isLate(one));
  const perRequest = timing === 'latency' ? 1 : totalOf(early) / requests;
  const usualEvents = ({ requests: all, errors }: Step): number =>
    perRequest * (late.length > 0 ? all - errors : all);
  const groups = [
    ...shares(early, usual).map(
      ([count, share]) => [count, (step: Step): number => share * usualEvents(step)] as const,
    ),
    ...shares(late, excess).map(
      ([count, share]) => [count, (step: Step): number => share * perRequest * step.errors] as const,
    ),
  ];
  return groups.flatMap(([count, events]): Driver[] => {
    const group = counts.filter(({ index }) => index === count).map(({ sample }) => withoutBound(sample));
    const inGroup = (series: readonly Indexed[]): readonly Indexed[] =>
      series.filter(({ sample }) => group.includes(withoutBound(sample)));
    return [
      (values, step) => {
        add(values, count, events(step));
      },
      ...inGroup(sums).map(({ index }): Driver => (values, step) => {
        add(values, index, (events(step) * meanOf(step.medianOf(timing))) / basePer[unit]);
      }),
      ...inGroup(buckets).map(({ index, sample }): Driver => {
        const bound = boundOf(sample) * basePer[unit];
        return (values, step) => {
          add(values, index, events(step) * shareWithin(bound, step.medianOf(timing)));
        };
      }),
    ];
  });
}

/** A counter of time spent grows by the mean for every request that its counter of requests counts. */
function sumOfTimes(timing: TimingName, { sum, count, unit }: MeanFeed, own: OwnSeries): readonly Driver[] {
  const counts = own.of([count]);
  return own.take([sum]).flatMap(({ index, sample }): Driver[] => {
    const counter = counts.find((one) => withoutBound(one.sample) === withoutBound(sample));
    if (counter === undefined) return [];
    let before = counter.sample.value;
    return [
      (values, { medianOf }) => {
        const after = values[counter.index] ?? before;
        add(values, index, ((after - before) * meanOf(medianOf(timing))) / basePer[unit]);
        before = after;
      },
    ];
  });
}
