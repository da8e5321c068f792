import { selects, selectorsOf, type Selector } from '../../models/feed';
import type { Model, Source } from '../../models/model';
import { feedsOf, type Runtime } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { withBusiness } from './business';
import { feedOnPage } from './feed-on-page';
import { familyIn, inContractNames } from './own-names';
import { isCount, samplesOf, type Page, type Sample } from './page';
import { simulatedVersion } from './simulated-version';

/** The label that tells features apart on every page that knows features. */
const [featureLabel] = signals.drift.labels;
/** The label that tells statistical tests apart on pages with their scores. */
const testLabel = 'method';

/**
 * The page of a source of a model, in the names under which Prometheus stores it: the newest recorded page of its
 * runtime, under the model's own name and with the model's features. What that version or flavour of the server lacks
 * comes from the others, so that everything that is read can be seen.
 */
export function sourcePage(model: Model, source: Source, recorded: readonly Page[]): Page {
  const identified = recorded.map((page) => withIdentity(page, model, source));
  // A gateway shows when it was last pushed to, a job itself does not.
  const fits = (page: Page): boolean =>
    samplesOf(page).some(({ name }) => name === 'push_time_seconds') === source.gateway;
  const base = identified.find(fits) ?? identified[0] ?? [];
  const whole = identified.reduce<Page>(
    (page, other) => [...page, ...lackingFamilies(page, other, model, source)],
    base,
  );
  const published = onlyPublished(whole, model, source);
  return withBusiness(
    inContractNames(withTest(withFeatures(published, model), model, source), source),
    model,
    source,
  );
}

/** The name under which a source's own series stand on its page; `undefined` where the page names no model. */
export const ownName = (model: Model, source: Source): string => source.served ?? model.name;

/** Whether a sample is the source's own: it names no model, or this one. */
export function isOwn(sample: Sample, model: Model, source: Source): boolean {
  const { servedLabel } = runtimes[source.runtime];
  const named = servedLabel === undefined ? undefined : sample.labels[servedLabel];
  return named === undefined || named === ownName(model, source);
}

/**
 * The families of another page that feed what is read and cannot be on this one, where this one has none of that name,
 * as many events as this one has.
 */
function lackingFamilies(page: Page, other: Page, model: Model, source: Source): Page {
  const runtime: Runtime = runtimes[source.runtime];
  const ownOf = (of: Page): readonly Sample[] =>
    samplesOf(of).filter((sample) => isOwn(sample, model, source));
  const [here, there] = [ownOf(page), ownOf(other)];
  const metrics = new Set(
    source.signals
      .filter((signal) => feedOnPage(runtime, signal, here) === undefined)
      .flatMap((signal) => feedOnPage(runtime, signal, there) ?? [])
      .flatMap(selectorsOf)
      .map(({ metric }) => metric),
  );
  const known = new Set(samplesOf(page).map(({ family }) => family));
  const families = new Set(
    there.filter(({ name, family }) => metrics.has(name) && !known.has(family)).map(({ family }) => family),
  );
  const [requests, others] = [here, there].map((samples) => requestsAmong(samples, runtime));
  const scale = requests === undefined || others === undefined ? 1 : requests / others;
  return other.flatMap((item): Page => {
    if (typeof item === 'string') return families.has(familyIn(item)) ? [item] : [];
    if (!families.has(item.family) || !isOwn(item, model, source)) return [];
    return [isCount(item) ? scaled(item, scale) : item];
  });
}

function requestsAmong(samples: readonly Sample[], runtime: Runtime): number | undefined {
  const feed = feedOnPage(runtime, 'requests', samples);
  const total = samples
    .filter(
      ({ name, labels }) => feed !== undefined && selectorsOf(feed).some((one) => selects(one, name, labels)),
    )
    .reduce((sum, { value }) => sum + value, 0);
  return total === 0 ? undefined : total;
}

function scaled(sample: Sample, scale: number): Sample {
  const times = (value: number): number =>
    Number.isInteger(sample.value) ? Math.round(value * scale) : value * scale;
  const value = times(sample.value);
  const inTrouble = sample.inTrouble === undefined ? {} : { inTrouble: times(sample.inTrouble) };
  return { ...sample, ...inTrouble, value, printed: String(value) };
}

const selectorsFor = (runtime: Runtime, wanted: readonly SignalName[]): readonly Selector[] =>
  wanted.flatMap((signal) => feedsOf(runtime, signal).flatMap(selectorsOf));

/** A job that publishes quality metrics answers no requests: what it is not asked for is not on its page. */
function onlyPublished(page: Page, model: Model, source: Source): Page {
  if (source.name === model.name) return page;
  const selectors = (isWanted: boolean): readonly Selector[] =>
    selectorsFor(
      runtimes[source.runtime],
      signalNames.filter((signal) => source.signals.includes(signal) === isWanted),
    );
  const [wanted, unwanted] = [selectors(true), selectors(false)];
  return page.filter((item) => {
    if (typeof item === 'string') return true;
    const by = (list: readonly Selector[]): boolean =>
      list.some((one) => selects(one, item.name, item.labels));
    return by(wanted) || !by(unwanted);
  });
}

/**
 * Gives the model of the fixture of which most is told this model's name. The others stay on a server that is shared,
 * where a monitor must tell them apart, and vanish from one that is not.
 */
function withIdentity(page: Page, model: Model, source: Source): Page {
  const runtime: Runtime = runtimes[source.runtime];
  const { servedLabel } = runtime;
  if (servedLabel === undefined) return page;
  const names = [...new Set(samplesOf(page).flatMap(({ labels }) => labels[servedLabel] ?? []))];
  const toldOf = (name: string): number => {
    const samples = samplesOf(page).filter(({ labels }) => labels[servedLabel] === name);
    return signalNames.filter((signal) => feedOnPage(runtime, signal, samples) !== undefined).length;
  };
  const [best] = names.map((name) => ({ name, told: toldOf(name) })).sort((a, b) => b.told - a.told);
  const shared = source.served !== undefined;
  const own = ownName(model, source);
  const lent = new Set(best === undefined ? [] : lentFailures(page, best.name, runtime, servedLabel));
  return page.flatMap((item): Page => {
    if (typeof item === 'string') return [item];
    const named = item.labels[servedLabel];
    if (named === undefined) return [item];
    const asOwn: Sample = {
      ...item,
      labels: { ...item.labels, ...ownVersion(item, source), [servedLabel]: own },
    };
    if (named === best?.name) return [asOwn];
    return [
      ...(lent.has(item)
        ? [{ ...asOwn, value: 0, inTrouble: item.inTrouble ?? item.value, onDemand: true as const }]
        : []),
      ...(shared && named !== own ? [item] : []),
    ];
  });
}

/** What failures look like, from another model of the page, where the chosen one has never failed. */
/** A server or a job of one model names the version that the model's pods have, where it names any. */
function ownVersion({ labels }: Sample, { runtime, served }: Source): Sample['labels'] {
  const { servedVersion }: Runtime = runtimes[runtime];
  return served !== undefined || servedVersion === undefined || labels[servedVersion] === undefined
    ? {}
    : { [servedVersion]: simulatedVersion };
}

function lentFailures(page: Page, chosen: string, runtime: Runtime, servedLabel: string): readonly Sample[] {
  const of = (name: string | undefined): readonly Sample[] =>
    samplesOf(page).filter(({ labels }) => labels[servedLabel] === name);
  const feed = feedOnPage(runtime, 'errors', samplesOf(page));
  if (feed?.kind !== 'rate' || feedOnPage(runtime, 'errors', of(chosen)) !== undefined) return [];
  const failed = ({ name, labels }: Sample): boolean => feed.of.some((one) => selects(one, name, labels));
  const lender = samplesOf(page).find((sample) => sample.labels[servedLabel] !== undefined && failed(sample));
  return lender === undefined ? [] : of(lender.labels[servedLabel]).filter(failed);
}

/**
 * Replaces the fixture's features by the model's; a feature that the fixture lacks looks like one of those it has, in each
 * family by itself: pages have features of their own.
 */
function withFeatures(page: Page, model: Model): Page {
  const features = model.drift?.features;
  if (features === undefined) return page;
  const done = new Set<string>();
  return page.flatMap((item): Page => {
    if (typeof item === 'string' || item.labels[featureLabel] === undefined) return [item];
    const group = item.family;
    if (done.has(group)) return [];
    done.add(group);
    const samples = samplesOf(page).filter(
      ({ family, labels }) => family === group && labels[featureLabel] !== undefined,
    );
    const known = [...new Set(samples.flatMap(({ labels }) => labels[featureLabel] ?? []))];
    return features.flatMap((feature, index) => {
      const like = known.includes(feature) ? feature : known[index % known.length];
      return samples
        .filter(({ labels }) => labels[featureLabel] === like)
        .map((sample) => ({ ...sample, labels: { ...sample.labels, [featureLabel]: feature } }));
    });
  });
}

/** Scores of the test that the entry names, where the fixture has those of others only. */
function withTest(page: Page, model: Model, { runtime }: Source): Page {
  const test = model.drift?.score?.test;
  const scores = selectorsFor(runtimes[runtime], ['driftScore']);
  const isScore = ({ name, labels }: Sample): boolean => scores.some((one) => selects(one, name, labels));
  const known = samplesOf(page)
    .filter(isScore)
    .flatMap(({ labels }) => labels[testLabel] ?? []);
  if (test === undefined || known.includes(test)) return page;
  return page.map((item) =>
    typeof item !== 'string' && isScore(item) && item.labels[testLabel] === known[0]
      ? { ...item, labels: { ...item.labels, [testLabel]: test } }
      : item,
  );
}
