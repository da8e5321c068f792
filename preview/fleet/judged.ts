import { basePer, suffixed, type HistogramFeed, type ShareFeed } from '../../models/feed';
import type { Model } from '../../models/model';
import type { Runtime } from '../../models/runtime';
import type { SignalName } from '../../models/signals';
import { wellAbove } from './conduct';
import { add, boundOf, feedsOfKind, shares, totalOf, usual, type Driver, type OwnSeries } from './driver';

/** Share of a limit that a healthy model uses. */
const usualUse = 0.4;

/** The share that a healthy model shows where the fixture's own would break a limit of the entry. */
const healthyShares: Partial<Record<SignalName, (fixture: number, model: Model) => number | undefined>> = {
  missing: (fixture, { data }) => below(fixture, data?.missing),
  outliers: (fixture, { data }) => below(fixture, data?.outliers),
  refusals: (fixture, { refusals }) => below(fixture, refusals?.ceiling),
  feedback: (fixture, { feedback }) =>
    feedback === undefined ? undefined : Math.max(fixture, wellAbove(feedback.floor)),
};

const below = (fixture: number, limit: number | undefined): number | undefined =>
  limit === undefined ? undefined : Math.min(fixture, usualUse * limit);

/** How many times more rows a healthy source of data brings than it must. */
const usualRows = 3;

/**
 * Counts of a job that judges predictions, where the entry has a limit for them: a healthy model keeps it. `requests`
 * is how many the page stands for.
 */
export const judgedDrivers = (
  runtime: Runtime,
  model: Model,
  own: OwnSeries,
  page: { readonly requests: number; readonly usualRequests: number },
): readonly Driver[] => [
  ...(Object.keys(healthyShares) as SignalName[]).flatMap((signal) =>
    feedsOfKind(runtime, signal, 'share').flatMap((feed) => share(signal, feed, model, own, page.requests)),
  ),
  ...(model.data?.volume === undefined
    ? []
    : growing(own, 'dataRows', runtime, (usualRows * model.data.volume) / page.usualRequests)),
  ...(model.confidence === undefined
    ? []
    : feedsOfKind(runtime, 'confidence', 'histogram').flatMap((feed) =>
        confidence(feed, model.confidence, own, page.requests),
      )),
];

/** No feature has more than its part: each is judged by itself. */
const evenly = (): number => 0;

function share(
  signal: SignalName,
  { of, among }: ShareFeed,
  model: Model,
  own: OwnSeries,
  requests: number,
): readonly Driver[] {
  const whole = own.of(among);
  const part = own.of(of);
  const healthy = healthyShares[signal]?.(totalOf(part) / totalOf(whole), model);
  if (healthy === undefined || part.length === 0 || totalOf(whole) === 0) return [];
  const events = totalOf(whole) / requests;
  const isAmong = part.some((one) => whole.includes(one));
  const good = isAmong ? own.take(among).filter((one) => !part.includes(one)) : [];
  own.take(of);
  return [
    ...shares(part, evenly).map(([index, fraction]): Driver => (values, step) => {
      add(values, index, fraction * healthy * events * step.requests);
    }),
    ...shares(good, usual).map(([index, fraction]): Driver => (values, step) => {
      add(values, index, fraction * (1 - healthy) * events * step.requests);
    }),
  ];
}

const growing = (
  own: OwnSeries,
  signal: SignalName,
  runtime: Runtime,
  perRequest: number,
): readonly Driver[] =>
  feedsOfKind(runtime, signal, 'rate').flatMap(({ of }) =>
    shares(own.take(of), usual).map(([index, fraction]): Driver => (values, { requests }) => {
      add(values, index, fraction * perRequest * requests);
    }),
  );

/** The fixture's distribution, with fewer unsure predictions where it has too many. */
function confidence(
  { of, unit }: HistogramFeed,
  limit: Model['confidence'],
  own: OwnSeries,
  requests: number,
): readonly Driver[] {
  const buckets = own.of([suffixed(of, '_bucket')]);
  const total = totalOf(own.of([suffixed(of, '_count')]));
  const unsure =
    totalOf(buckets.filter(({ sample }) => boundOf(sample) * basePer[unit] === limit?.low)) / total;
  if (limit === undefined || total === 0 || !(unsure > usualUse * limit.share)) return [];
  const healthy = usualUse * limit.share;
  return own.take([suffixed(of, '_bucket')]).map(({ index, sample }): Driver => {
    const before = sample.value / total;
    const after =
      boundOf(sample) * basePer[unit] <= limit.low
        ? (before * healthy) / unsure
        : 1 - ((1 - before) * (1 - healthy)) / (1 - unsure);
    return (values, step) => {
      add(values, index, (after * total * step.requests) / requests);
    };
  });
}
