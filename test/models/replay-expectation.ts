import { printBound } from '../../models/bound';
import { basePer, selects, selectorsOf, suffixed, type Feed, type Selector } from '../../models/feed';
import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { feedOnPage, rareSignals } from '../../preview/fleet/feed-on-page';
import { isCount, samplesOf, type Sample } from '../../preview/fleet/page';
import type { Scene } from './replay-scenes';

/** Every count grows by what the page shows in this time, so that its rate is known to the last digit. Unit: seconds. */
export const doubling = 600;

const anchored = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`);

const runtimeOf = ({ source }: Pick<Scene, 'source'>): Runtime => runtimes[source.runtime];

const metricsOf = (scene: Scene, wanted: (signal: SignalName) => boolean): readonly string[] =>
  signalNames
    .filter(wanted)
    .flatMap((signal) => feedsOf(runtimeOf(scene), signal))
    .flatMap(selectorsOf)
    .map(({ metric }) => metric);

/** The samples that the monitor must keep, by what the runtime and the entry say and not by its relabelings. */
export function keptOf(scene: Scene): readonly Sample[] {
  const { source, model } = scene;
  const runtime = runtimeOf(scene);
  const { servedLabel } = runtime;
  const read = new Set(metricsOf(scene, (signal) => !source.unread.includes(signal)));
  const unread = new Set(metricsOf(scene, (signal) => source.unread.includes(signal)));
  const test = model.drift?.score?.test;
  const scores = metricsOf(scene, (signal) => signal === 'driftScore');
  return samplesOf(scene.page).filter(
    ({ name, labels }) =>
      !anchored(runtime.drop).test(name) &&
      (source.served === undefined || servedLabel === undefined || labels[servedLabel] === source.served) &&
      (read.has(name) || !unread.has(name)) &&
      (test === undefined || !scores.includes(name) || labels['method'] === test),
  );
}

/** Labels with which a sample must be stored, given those of its target. */
export function storedLabels(
  { source }: Scene,
  { name, labels }: Sample,
  target: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const runtime: Runtime = runtimes[source.runtime];
  const dropped = runtime.dropLabels ?? [];
  const own = Object.entries(labels)
    // To Prometheus, a label without a value is none.
    .filter(([label, value]) => value !== '' && !(dropped.length > 0 && anchored(dropped).test(label)))
    .map(([label, value]) => [
      label in target ? `exported_${label}` : label,
      label === 'le' && value !== '+Inf' ? printBound(Number(value)) : value,
    ]);
  const version = source.served === undefined ? undefined : labels[runtime.servedVersion ?? ''];
  return {
    ...target,
    ...(version === undefined || version === '' ? {} : { model_version: version }),
    ...Object.fromEntries(own),
    __name__: name,
  };
}

/** What a sample shows after some seconds. */
export function grower({
  source,
  page,
}: Pick<Scene, 'source' | 'page'>): (sample: Sample, seconds: number) => number {
  const feeds = signalNames.flatMap((signal) => feedsOf(runtimes[source.runtime], signal));
  const reads = (wanted: (feed: Feed) => boolean): readonly Selector[] =>
    feeds.filter(wanted).flatMap(selectorsOf);
  const [levels, counts] = [reads(({ kind }) => kind === 'gauge'), reads(({ kind }) => kind !== 'gauge')];
  const grows = new Set(
    samplesOf(page).filter((sample) => {
      const isReadBy = (all: readonly Selector[]): boolean =>
        all.some((one) => selects(one, sample.name, sample.labels));
      return isReadBy(counts) || (isCount(sample) && !isReadBy(levels));
    }),
  );
  return (sample, seconds) => sample.value * (grows.has(sample) ? 1 + seconds / doubling : 1);
}

/** Value of a signal by the values of its labels, joined by a comma; `undefined` where the page does not tell it. */
export function expectedOf(scene: Scene, signal: SignalName): ReadonlyMap<string, number> | undefined {
  const kept = keptOf(scene);
  const feed = feedOnPage(runtimeOf(scene), signal, kept);
  if (feed === undefined) {
    const isZero =
      rareSignals.includes(signal) &&
      feedsOf(runtimeOf(scene), signal).length > 0 &&
      feedOnPage(runtimeOf(scene), 'requests', kept) !== undefined;
    return isZero ? new Map([['', 0]]) : undefined;
  }
  const { labels }: { readonly labels: readonly string[] } = signals[signal];
  const groups = new Map<string, Sample[]>();
  for (const sample of kept) {
    if (!selectorsOf(feed).some((one) => selects(one, sample.name, sample.labels))) continue;
    const group = labels.map((label) => sample.labels[label] ?? '').join();
    groups.set(group, [...(groups.get(group) ?? []), sample]);
  }
  const values = [...groups].flatMap(([group, samples]): [string, number][] => {
    const value = valueOf(feed, samples);
    return value === undefined ? [] : [[group, value]];
  });
  return new Map(values);
}

function valueOf(feed: Feed, samples: readonly Sample[]): number | undefined {
  const of = (...selectors: readonly Selector[]): readonly Sample[] =>
    samples.filter(({ name, labels }) => selectors.some((one) => selects(one, name, labels)));
  // A series that two selectors name counts twice.
  const sum = (...selectors: readonly Selector[]): number =>
    selectors.flatMap((one) => of(one)).reduce((all, { value }) => all + value, 0);
  switch (feed.kind) {
    case 'rate':
      return of(...feed.of).length === 0
        ? undefined
        : Math.max(0, sum(...feed.of) - sum(...(feed.less ?? []))) / doubling;
    case 'histogram': {
      const buckets = of(suffixed(feed.of, '_bucket'));
      return buckets.length === 0 ? undefined : sum(suffixed(feed.of, '_bucket')) / doubling;
    }
    case 'mean':
      return sum(feed.count) === 0 ? undefined : (sum(feed.sum) / sum(feed.count)) * basePer[feed.unit];
    case 'share':
      return sum(...feed.among) === 0 ? undefined : sum(...feed.of) / sum(...feed.among);
    case 'gauge': {
      const { per, factor = 1 } = feed;
      const values = of(feed.of).flatMap(({ labels, value }) => {
        if (per === undefined) return [value * factor];
        const whole = of(per).find((one) => JSON.stringify(one.labels) === JSON.stringify(labels));
        return whole === undefined ? [] : [(value * factor) / whole.value];
      });
      if (values.length === 0) return undefined;
      const total = values.reduce((all, value) => all + value, 0);
      return { sum: total, avg: total / values.length, max: Math.max(...values), min: Math.min(...values) }[
        feed.across
      ];
    }
  }
}

/** Events up to a bound. */
export interface Bucket {
  readonly bound: number;
  readonly value: number;
}

/** Between what the mean of the events in some buckets must lie. */
export function meanBounds(buckets: readonly Bucket[]): { readonly least: number; readonly most: number } {
  const total = buckets.at(-1)?.value ?? 0;
  const parts = buckets.map(({ bound, value }, index) => {
    const below = buckets[index - 1] ?? { bound: 0, value: 0 };
    const share = (value - below.value) / total;
    return share === 0 ? { least: 0, most: 0 } : { least: share * below.bound, most: share * bound };
  });
  return {
    least: parts.reduce((sum, { least }) => sum + least, 0),
    most: parts.reduce((sum, { most }) => sum + most, 0),
  };
}

/** Quantile of cumulative counts by upper bound, with even distribution inside a bucket; the last bound beyond it. */
export function quantileOf(buckets: readonly Bucket[], quantile: number): number {
  const rank = Math.min(1, quantile) * (buckets.at(-1)?.value ?? 0);
  const index = buckets.findIndex(({ value }) => value >= rank);
  const [below, at] = [
    buckets[index - 1] ?? { bound: 0, value: 0 },
    buckets[index] ?? { bound: 0, value: 0 },
  ];
  if (at.bound === Infinity) return below.bound;
  return below.bound + ((rank - below.value) / (at.value - below.value || 1)) * (at.bound - below.bound);
}
