import { selects, selectorsOf } from '../../models/feed';
import type { Model, Source } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { signalNames, signals } from '../../models/signals';
import { printSeries, samplesOf, type Page, type Sample } from './page';

/** The label that tells features apart on every page that knows features. */
const [featureLabel] = signals.drift.labels;

/**
 * The page that a source of a model shows: the runtime's fixture under the model's own name and with the model's
 * features. `fault` is the page of the same server in trouble.
 */
export function sourcePage(model: Model, source: Source, fixture: Page, fault: Page | undefined): Page {
  const whole = fault === undefined ? fixture : withTrouble(fixture, fault);
  return withFeatures(withIdentity(onlyPublished(whole, model, source), model, source), model);
}

/** The name under which a source's own series stand on its page; `undefined` where the page names no model. */
export const ownName = (model: Model, source: Source): string => source.served ?? model.name;

/** Whether a sample is the source's own: it names no model, or this one. */
export function isOwn(sample: Sample, model: Model, source: Source): boolean {
  const { servedLabel } = runtimes[source.runtime];
  const named = servedLabel === undefined ? undefined : sample.labels[servedLabel];
  return named === undefined || named === ownName(model, source);
}

/** Notes for each series what trouble does to it, and adds those that only come into being then. */
function withTrouble(page: Page, fault: Page): Page {
  const troubled = new Map(samplesOf(fault).map((sample) => [printSeries(sample), sample]));
  const known = new Set(samplesOf(page).map(printSeries));
  const last = new Map<string, number>();
  page.forEach((item, index) => {
    if (typeof item !== 'string') last.set(item.family, index);
  });
  return page.flatMap((item, index): Page => {
    if (typeof item === 'string') return [item];
    const inTrouble = troubled.get(printSeries(item))?.value;
    const noted: Sample = inTrouble === undefined ? item : { ...item, inTrouble };
    if (last.get(item.family) !== index) return [noted];
    const late = [...troubled.values()].filter(
      (sample) => sample.family === item.family && !known.has(printSeries(sample)),
    );
    return [
      noted,
      ...late.map((sample): Sample => ({ ...sample, value: 0, inTrouble: sample.value, onDemand: true })),
    ];
  });
}

/** A job that publishes quality metrics answers no requests: what it is not asked for is not on its page. */
function onlyPublished(page: Page, model: Model, source: Source): Page {
  if (source.name === model.name) return page;
  const { feeds } = runtimes[source.runtime];
  const selectors = (wanted: boolean) =>
    signalNames
      .filter((signal) => source.signals.includes(signal) === wanted)
      .flatMap((signal) => (feeds[signal] === undefined ? [] : selectorsOf(feeds[signal])));
  const [wanted, unwanted] = [selectors(true), selectors(false)];
  return page.filter((item) => {
    if (typeof item === 'string') return true;
    const by = (list: typeof wanted): boolean => list.some((one) => selects(one, item.name, item.labels));
    return by(wanted) || !by(unwanted);
  });
}

/**
 * Gives the first model of the fixture this model's name. The others stay on a server that is shared, where a monitor
 * must tell them apart, and vanish from one that is not.
 */
function withIdentity(page: Page, model: Model, source: Source): Page {
  const { servedLabel, feeds } = runtimes[source.runtime];
  if (servedLabel === undefined) return page;
  const selectors = signalNames.flatMap((signal) =>
    feeds[signal] === undefined ? [] : selectorsOf(feeds[signal]),
  );
  const first = samplesOf(page).find(
    ({ name, labels }) =>
      labels[servedLabel] !== undefined && selectors.some((selector) => selects(selector, name, labels)),
  )?.labels[servedLabel];
  const shared = source.served !== undefined;
  const own = ownName(model, source);
  return page.flatMap((item): Page => {
    if (typeof item === 'string') return [item];
    const named = item.labels[servedLabel];
    if (named === undefined) return [item];
    if (named === first) return [{ ...item, labels: { ...item.labels, [servedLabel]: own } }];
    return shared && named !== own ? [item] : [];
  });
}

/** Replaces the fixture's features by the model's; a feature that the fixture lacks looks like one of those it has. */
function withFeatures(page: Page, model: Model): Page {
  const features = model.drift?.features;
  if (features === undefined) return page;
  const known = [...new Set(samplesOf(page).flatMap(({ labels }) => labels[featureLabel] ?? []))];
  if (known.length === 0) return page;
  const like = (feature: string, index: number): string =>
    known.includes(feature) ? feature : (known[index % known.length] ?? feature);
  const done = new Set<string>();
  return page.flatMap((item): Page => {
    if (typeof item === 'string' || item.labels[featureLabel] === undefined) return [item];
    const group = item.family;
    if (done.has(group)) return [];
    done.add(group);
    const samples = samplesOf(page).filter(
      ({ family, labels }) => family === group && labels[featureLabel] !== undefined,
    );
    return features.flatMap((feature, index) =>
      samples
        .filter(({ labels }) => labels[featureLabel] === like(feature, index))
        .map((sample) => ({ ...sample, labels: { ...sample.labels, [featureLabel]: feature } })),
    );
  });
}
