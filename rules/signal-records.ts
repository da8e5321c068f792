import { minutes, hours } from '../models/duration';
import {
  basePer,
  printSelector,
  suffixed,
  type Feed,
  type GaugeFeed,
  type HistogramFeed,
  type MeanFeed,
  type RateFeed,
  type Selector,
  type ShareFeed,
} from '../models/feed';
import { K, KV } from '../models/names';
import { records } from '../models/records';
import { feedsOf } from '../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../models/runtimes';
import {
  isByVersion,
  signalNames,
  signals,
  type Signal,
  type SignalForm,
  type SignalName,
} from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import { firstOf, joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const rateWindow = minutes(5);
/** Shares are read over an hour: what they count is rare. */
const shareWindow = hours(1);

/** A runtime's series, told apart from an equally named series of another runtime by the target's label. */
const stored = (selector: Selector, runtime: RuntimeId): string =>
  printSelector(selector, [`runtime="${runtime}"`]);

interface Place {
  readonly runtime: RuntimeId;
  /** What is kept of a sum's labels. */
  readonly by: string;
}

const summed = (selector: Selector, { runtime, by }: Place, window = rateWindow): Expression =>
  promql`sum by (${by}) (rate(${stored(selector, runtime)}[${window}]))`;

/**
 * Sum of counters; one that a server has not created yet must count as 0, or the whole sum would be missing. The first
 * is there from the start, but of events that may never have happened (`rare`) any series may be the only one.
 */
export function sumOf(of: readonly Selector[], place: Place, window = rateWindow, rare = false): Expression {
  const terms = of.map((one) => summed(one, place, window));
  const [base, ...later] = terms;
  if (base === undefined) throw new Error(`${place.runtime}: a feed without a series`);
  if (later.length === 0) return base;
  const zero = rare ? promql`0 * (${joined(terms, 'or')})` : promql`0 * ${base}`;
  const safe = (term: Expression): Expression => promql`(${term} or ${zero})`;
  return promql`(${joined([rare ? safe(base) : base, ...later.map(safe)], '+')})`;
}

function rateOf({ of, less }: RateFeed, place: Place, rare: boolean): Expression {
  const all = sumOf(of, place, rateWindow, rare);
  if (less === undefined) return all;
  return promql`clamp_min(${all} - (${sumOf(less, place)} or 0 * ${all}), 0)`;
}

const bucketsOf = ({ of }: HistogramFeed, place: Place): Expression => summed(suffixed(of, '_bucket'), place);

function meanOf({ sum, count, unit }: MeanFeed, place: Place): Expression {
  const mean = promql`${summed(sum, place)} / (${summed(count, place)} > 0)`;
  return scaled(mean, basePer[unit]);
}

const scaled = (expression: Expression, factor: number): Expression =>
  factor === 1 ? expression : promql`${expression} * ${factor}`;

function gaugeOf({ of, per, factor, across }: GaugeFeed, { runtime, by }: Place, holds: boolean): Expression {
  // A verdict holds although one scrape fails; a load does not outlive its pod.
  const read = (selector: Selector): Expression =>
    holds
      ? promql`last_over_time(${stored(selector, runtime)}[${rateWindow}])`
      : promql`${stored(selector, runtime)}`;
  const value = per === undefined ? read(of) : promql`${read(of)} / ${read(per)}`;
  return scaled(promql`${across} by (${by}) (${value})`, factor ?? 1);
}

/**
 * Without events there is no share. Where the events of interest are some series of the counter of all, there being none
 * of them means 0; a counter of its own that is missing is one that the server does not have.
 */
function shareOf({ of, among }: ShareFeed, place: Place): Expression {
  const all = sumOf(among, place, shareWindow);
  const some = sumOf(of, place, shareWindow);
  const isPart = of.some(({ metric }) => among.some((one) => one.metric === metric));
  return promql`${isPart ? promql`(${some} or 0 * ${all})` : some} / (${all} > 0)`;
}

/** The expression of one feed, when its kind fits the form of the signal. */
function expressionOf(signal: SignalName, feed: Feed, place: Place): Expression | undefined {
  const { form }: Signal = signals[signal];
  if (form === 'rate' && feed.kind === 'rate') return rateOf(feed, place, rare.has(signal));
  if (form === 'distribution' && feed.kind === 'histogram') return bucketsOf(feed, place);
  if (form === 'mean' && feed.kind === 'mean') return meanOf(feed, place);
  if (form === 'share' && feed.kind === 'share') return shareOf(feed, place);
  if ((form === 'level' || form === 'verdict') && feed.kind === 'gauge')
    return gaugeOf(feed, place, form === 'verdict');
  return undefined;
}

/** Events that may never have happened: a server that counts requests and has no such series has none of them. */
const rare: ReadonlySet<SignalName> = new Set<SignalName>(['errors', 'rejections', 'preemptions']);

/** Of whom a signal is read: of the model, or of each of its versions. */
const keyOf = (signal: SignalName): string => (isByVersion(signal) ? KV : K);

/** What a runtime tells of a signal: of several feeds the first that a model has, or a version of it. */
function overFeeds(signal: SignalName, runtime: RuntimeId): Expression | undefined {
  const { form, labels }: Signal = signals[signal];
  const key = keyOf(signal);
  const place = { runtime, by: [key, ...labels].join(', ') };
  const feeds = feedsOf(runtimes[runtime], signal).map((feed) => {
    const expression = expressionOf(signal, feed, place);
    if (expression === undefined) throw new Error(`${runtime}: no ${form} can be fed by a ${feed.kind}`);
    return expression;
  });
  if (feeds.length === 0) return undefined;
  const requests = rare.has(signal) ? feedsOf(runtimes[runtime], 'requests') : [];
  const none = requests.flatMap((feed) =>
    feed.kind === 'rate' ? [promql`0 * ${sumOf(feed.of.slice(0, 1), place)}`] : [],
  );
  return joined([...feeds, ...none], `or on (${key})`);
}

/** One expression per runtime that feeds the signal, each over its own models. */
const overRuntimes = (signal: SignalName): readonly Expression[] =>
  runtimeIds.flatMap((id) => {
    const expression = overFeeds(signal, id);
    return expression === undefined ? [] : [promql`(${expression})`];
  });

/** Raw series are read once: what is recorded by version is added up for the model. */
function recordsOf(signal: SignalName): readonly RecordingRule[] {
  const expressions = overRuntimes(signal);
  if (expressions.length === 0) return [];
  const { series, labels }: Signal = signals[signal];
  const told = firstOf(expressions);
  if (!isByVersion(signal)) return [{ record: series, expression: told }];
  const ofVersion = records.ofVersion(series);
  return [
    { record: ofVersion, expression: told },
    { record: series, expression: promql`sum by (${[K, ...labels].join(', ')}) (${ofVersion})` },
  ];
}

const timed: ReadonlySet<SignalName> = new Set(timingNames.map((name) => timingOf(name).signal));
const slowForms: readonly SignalForm[] = ['mean', 'share', 'verdict'];

/**
 * Signals that change slowly or cost most, and whose samples nobody adds up: once a minute is often enough. Events are
 * counted from the samples of all others, each of which stands for the time between two scrapes.
 */
const isByMinute = (signal: SignalName): boolean =>
  timed.has(signal) || slowForms.includes(signals[signal].form);

/** Raw series become series of the vocabulary here and below, and nothing else reads raw ones. */
export const signalRecordsByMinute: readonly RecordingRule[] = signalNames
  .filter(isByMinute)
  .flatMap(recordsOf);

/** All other signals, and what scrapes tell of themselves. */
export const signalRecords: readonly RecordingRule[] = [
  ...signalNames.filter((signal) => !isByMinute(signal)).flatMap(recordsOf),
  {
    record: records.seriesStored,
    expression: promql`sum by (${K}) (scrape_samples_post_metric_relabeling{model_name!=""})`,
  },
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

/** Buckets of histograms that do not count in seconds, straight from the runtimes, with the factor to seconds. */
export const convertedBuckets = (
  signal: SignalName,
): readonly { readonly buckets: Expression; readonly factor: number }[] =>
  runtimeIds.flatMap((runtime) =>
    feedsOf(runtimes[runtime], signal).flatMap((feed) =>
      feed.kind === 'histogram' && basePer[feed.unit] !== 1
        ? [{ buckets: bucketsOf(feed, { runtime, by: `${K}, le` }), factor: basePer[feed.unit] }]
        : [],
    ),
  );
