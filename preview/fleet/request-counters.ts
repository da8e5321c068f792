import type { RateFeed } from '../../models/feed';
import type { Runtime } from '../../models/runtime';
import { add, excess, feedsOfKind, shares, usual, type Driver, type Indexed, type OwnSeries } from './driver';

/**
 * Every alternative that tells errors gets all of them; what else counts requests gets the rest, or all where errors are
 * counted apart. Counters that are taken off stand still (callers who hang up, health checks), unless they count what
 * went well on a server that counts nothing else.
 */
export function requestCounters(runtime: Runtime, own: OwnSeries): readonly Driver[] {
  const requests = feedsOfKind(runtime, 'requests', 'rate');
  const errors = feedsOfKind(runtime, 'errors', 'rate');
  const counted = own.of(requests.flatMap(({ of }) => of));
  if (counted.length === 0) return [];
  for (const { less = [] } of requests) own.take(less);
  const failed = new Set<Indexed>();
  const drivers = errors.flatMap((feed): readonly Driver[] => {
    const without = own.take(feed.less ?? []);
    if (countsGoodOnly(feed, counted, own)) {
      return growing(without, usual, (step) => step.requests - step.errors);
    }
    const taken = own.take(feed.of);
    for (const one of taken) failed.add(one);
    return growing(taken, excess, (step) => step.errors);
  });
  return [
    ...drivers,
    ...requests.flatMap(({ of }): readonly Driver[] => {
      const hasFailed = own.of(of).some((one) => failed.has(one));
      return growing(own.take(of), usual, (step) =>
        hasFailed ? step.requests - step.errors : step.requests,
      );
    }),
  ];
}

/** Whether failures are what is left of all requests when those that went well are taken off. */
const countsGoodOnly = ({ of, less }: RateFeed, counted: readonly Indexed[], own: OwnSeries): boolean =>
  less !== undefined && counted.every((one) => own.of(of).includes(one));

const growing = (
  series: readonly Indexed[],
  weight: Parameters<typeof shares>[1],
  events: (step: Parameters<Driver>[1]) => number,
): readonly Driver[] =>
  shares(series, weight).map(([index, share]): Driver => (values, step) => {
    add(values, index, share * events(step));
  });
