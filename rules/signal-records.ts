import { minutes } from '../models/duration';
import { printSelector, secondsPer, suffixed, type Feed, type Selector } from '../models/feed';
import { K, thresholds } from '../models/names';
import { recordedQuantiles, records, type RecordedQuantile } from '../models/records';
import { runtimeIds, runtimes, type RuntimeId } from '../models/runtimes';
import { signalNames, signals, type SignalName } from '../models/signals';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const window = minutes(5);

/** A runtime's series, told apart from an equally named series of another runtime by the target's label. */
const stored = (selector: Selector, runtime: RuntimeId): string =>
  printSelector(selector, [`runtime="${runtime}"`]);

const summedRate = (selector: Selector, runtime: RuntimeId, by = K): Expression =>
  promql`sum by (${by}) (rate(${stored(selector, runtime)}[${window}]))`;

/** One expression per runtime that feeds the signal, each over its own models, joined by `or`. */
function overRuntimes(signal: SignalName, of: (feed: Feed, runtime: RuntimeId) => Expression): Expression {
  return joined(
    runtimeIds.flatMap((id) => {
      const feed = runtimes[id].feeds[signal];
      return feed === undefined ? [] : [of(feed, id)];
    }),
    'or',
  );
}

/**
 * Sum of several counters. A counter that a server has not created yet must count as 0, or the whole sum would be
 * missing: terms fall back on 0 for every model that has `base`, the counter that is always there.
 */
function sumOfRates(of: readonly Selector[], base: Selector, runtime: RuntimeId): Expression {
  const zero = promql`0 * ${summedRate(base, runtime)}`;
  const terms = of.map((selector) =>
    selector === base ? summedRate(selector, runtime) : promql`(${summedRate(selector, runtime)} or ${zero})`,
  );
  return terms.length === 1 ? joined(terms, '+') : promql`(${joined(terms, '+')})`;
}

function rateOf(feed: Feed, runtime: RuntimeId): Expression {
  if (feed.kind !== 'rate') throw new Error(`${runtime}: a rate is fed by counters, not by a ${feed.kind}`);
  const base = feed.of[0];
  if (base === undefined) throw new Error(`${runtime}: a feed without a series`);
  return sumOfRates(feed.of, base, runtime);
}

/** Errors: a missing series means that nothing has failed yet, so every model with requests gets at least 0. */
function errorsOf(feed: Feed, runtime: RuntimeId): Expression {
  const requests = runtimes[runtime].feeds.requests;
  if (feed.kind !== 'rate' || requests?.kind !== 'rate')
    throw new Error(`${runtime}: errors are fed by counters`);
  const base = requests.of[0];
  if (base === undefined) throw new Error(`${runtime}: a feed without a series`);
  const alternatives = [feed.of, ...(feed.otherwise === undefined ? [] : [feed.otherwise])].map((of) =>
    of.length === 1 && of[0] !== undefined ? summedRate(of[0], runtime) : sumOfRates(of, base, runtime),
  );
  return promql`(${joined(alternatives, 'or')})`;
}

/** Gauges that some job sets once in a while, as opposed to those that follow the server's state. */
const verdicts: ReadonlySet<SignalName> = new Set<SignalName>([
  'accuracy',
  'drift',
  'batchSuccess',
  'batchDuration',
  'batchRows',
]);

function gaugeOf(signal: SignalName, feed: Feed, runtime: RuntimeId, by: string): Expression {
  if (feed.kind !== 'gauge') throw new Error(`${runtime}: a gauge cannot be fed by a ${feed.kind}`);
  const now = promql`${stored(feed.of, runtime)}`;
  // A verdict holds although one scrape fails; a load does not outlive its pod.
  const value = verdicts.has(signal) ? promql`last_over_time(${now}[${window}])` : now;
  return promql`${feed.across} by (${by}) (${value})`;
}

function meanOf(feed: Feed, runtime: RuntimeId): Expression {
  if (feed.kind !== 'mean') throw new Error(`${runtime}: a mean is fed by a sum and a count`);
  const factor = secondsPer[feed.unit];
  const mean = promql`${summedRate(feed.sum, runtime)} / (${summedRate(feed.count, runtime)} > 0)`;
  return factor === 1 ? mean : promql`${mean} * ${factor}`;
}

function bucketsOf(feed: Feed, runtime: RuntimeId): Expression {
  if (feed.kind !== 'histogram') throw new Error(`${runtime}: a distribution is fed by a histogram`);
  return summedRate(suffixed(feed.of, '_bucket'), runtime, `${K}, le`);
}

/** The base group: raw series of every runtime become the recorded series of the vocabulary, and nothing else does. */
export const signalRecords: readonly RecordingRule[] = [
  ...signalNames.flatMap((signal): RecordingRule[] => {
    const record = signals[signal].series;
    const by = [K, ...signals[signal].labels].join(', ');
    switch (signal) {
      case 'errors':
        return [
          {
            record,
            expression: joined(
              [overRuntimes(signal, errorsOf), promql`0 * ${signals.requests.series}`],
              'or',
            ),
          },
        ];
      case 'latency':
        return [{ record, expression: overRuntimes(signal, bucketsOf) }, ...latencyRecords()];
      case 'latencyMean':
        return [{ record, expression: overRuntimes(signal, meanOf) }];
      case 'requests':
      case 'tokens':
        return [{ record, expression: overRuntimes(signal, rateOf) }];
      default:
        return [{ record, expression: overRuntimes(signal, (feed, id) => gaugeOf(signal, feed, id, by)) }];
    }
  }),
  // The worst endpoint counts: a server must not hide behind its quality job, nor the job behind the server.
  {
    record: records.targetsUp,
    expression: promql`min by (${K}) (avg by (${K}, job) (up{model_name!=""}))`,
  },
  {
    record: records.sourcesFound,
    expression: promql`count by (${K}) (count by (${K}, job) (up{model_name!=""}))`,
  },
];

/**
 * The recorded buckets keep the bounds of their runtime. Runtimes that count in another unit come first, converted from
 * their own series; `or` leaves the rest to the recorded buckets. Without traffic there is no quantile.
 */
function quantileInSeconds(quantile: number, buckets: string): Expression {
  const converted = runtimeIds.flatMap((id) => {
    const feed = runtimes[id].feeds.latency;
    if (feed?.kind !== 'histogram' || feed.unit === 's') return [];
    return [promql`histogram_quantile(${quantile}, ${bucketsOf(feed, id)}) * ${secondsPer[feed.unit]} > 0`];
  });
  return joined([...converted, promql`histogram_quantile(${quantile}, ${buckets}) > 0`], 'or');
}

/**
 * Quantiles for panels, and the rate of requests slower than the objective: all of them less those in the bucket whose
 * bound is the objective, which the threshold series names by its `le`.
 */
function latencyRecords(): readonly RecordingRule[] {
  const buckets = signals.latency.series;
  const quantiles = (Object.keys(recordedQuantiles) as RecordedQuantile[]).map((name) => ({
    record: records.latencyQuantile(name),
    expression: quantileInSeconds(recordedQuantiles[name], buckets),
  }));
  return [
    ...quantiles,
    // Counted from when there is an objective, so that its ratios never mix with a past in which nothing was slow.
    {
      record: records.latencyCount,
      expression: promql`
        sum by (${K}) (${buckets}{le="+Inf"})
        and on (${K})
        ${thresholds.latency}
      `,
    },
    {
      record: records.slowRate,
      expression: promql`
        clamp_min(
          ${records.latencyCount}
          - on (${K})
          sum by (${K}) (${buckets} and on (${K}, le) ${thresholds.latency}),
          0
        )
      `,
    },
  ];
}
