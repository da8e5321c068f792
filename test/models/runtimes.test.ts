import { dcgm, dcgmExporter } from '../../models/exporters';
import { selectorsOf, selects, type Feed, type Selector } from '../../models/feed';
import { namespaces } from '../../models/names';
import { runtimeIds, runtimes } from '../../models/runtimes';
import { signals, type SignalName } from '../../models/signals';
import { pageText, parseExposition, samplesOf, type Sample } from './exposition';

const feedsOf = (feeds: Readonly<Partial<Record<SignalName, Feed>>>): readonly (readonly [string, Feed])[] =>
  Object.entries(feeds);

/** What a selector reads that its page never shows. */
function unknownTo(samples: readonly Sample[], selector: Selector): readonly string[] {
  const own = samples.filter(({ name }) => name === selector.metric);
  if (own.length === 0) return [selector.metric];
  const conditions = selector.where.filter(
    // What is left out need not occur on a healthy page; that it can be told apart must.
    ({ label, pattern, negated }) =>
      !own.some(({ labels }) =>
        negated ? label in labels : new RegExp(`^(?:${pattern})$`).test(labels[label] ?? ''),
      ),
  );
  return [
    ...conditions.map(({ label, pattern }) => `${selector.metric}{${label}~"${pattern}"}`),
    ...(own.some(({ name, labels }) => selects(selector, name, labels))
      ? []
      : [`a series of ${selector.metric}`]),
  ];
}

describe.each(runtimeIds)('%s', (id) => {
  const runtime = runtimes[id];
  const samples = samplesOf(runtime.fixture);
  const feeds = feedsOf(runtime.feeds);
  const selectors = feeds.flatMap(([, feed]) => selectorsOf(feed));

  test('has a metrics page that Prometheus can read', () => {
    expect(parseExposition(pageText(runtime.fixture) ?? '').length).toBeGreaterThan(10);
  });

  test('every series and label that it reads occurs on its metrics page', () => {
    expect(selectors.flatMap((selector) => unknownTo(samples, selector))).toEqual([]);
  });

  test('the bounds of its histograms are those of the page', () => {
    for (const [, feed] of feeds) {
      if (feed.kind !== 'histogram') continue;
      const buckets = samples.filter(
        ({ name, labels }) =>
          name === `${feed.of.metric}_bucket` && selects({ ...feed.of, metric: name }, name, labels),
      );
      const bounds = [
        ...new Set(buckets.map(({ labels }) => Number(labels['le']?.replace('+Inf', 'Infinity')))),
      ];
      expect(bounds.sort((a, b) => a - b)).toEqual([...feed.bounds, Infinity]);
    }
  });

  test('the label that names the served model is on every series that is not of the whole server', () => {
    const { servedLabel, servedName, perServer } = runtime;
    if (servedLabel === undefined)
      throw new Error('a runtime without a served label needs a test of its own');
    const own = feeds.filter(([signal]) => !(perServer as readonly string[]).includes(signal));
    for (const selector of own.flatMap(([, feed]) => selectorsOf(feed))) {
      const read = samples.filter(({ name, labels }) => selects(selector, name, labels));
      expect(read.filter(({ labels }) => labels[servedLabel] === undefined)).toEqual([]);
    }
    const shared = feeds.filter(([signal]) => (perServer as readonly string[]).includes(signal));
    for (const selector of shared.flatMap(([, feed]) => selectorsOf(feed))) {
      const read = samples.filter(({ name, labels }) => selects(selector, name, labels));
      expect(servedName === 'never' || read.some(({ labels }) => labels[servedLabel] === undefined)).toBe(
        true,
      );
    }
  });

  test('nothing that it reads is dropped', () => {
    const dropped = selectors.filter(({ metric }) =>
      new RegExp(`^(?:${runtime.drop.join('|')})$`).test(metric),
    );
    expect(dropped).toEqual([]);
  });

  test('every pattern of what is dropped is a valid regular expression that Prometheus knows too', () => {
    for (const pattern of runtime.drop) {
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
      expect(pattern).not.toMatch(/\(\?[=!<]|\\\d/);
    }
  });

  test('its page fits its limits three times over', () => {
    const page = parseExposition(pageText(runtime.fixture) ?? '');
    const kept = page.filter(({ name }) => !new RegExp(`^(?:${runtime.drop.join('|')})$`).test(name));
    expect(page.length * 3).toBeLessThan(runtime.limits.samples * 2);
    expect(Math.max(...kept.map(({ labels }) => Object.keys(labels).length))).toBeLessThan(
      runtime.limits.labels - 10,
    );
  });

  test('its signals have the shape that their name promises', () => {
    for (const [signal, feed] of feeds) {
      const { unit } = signals[signal as SignalName];
      if (signal === 'latency') expect(feed.kind).toBe('histogram');
      if (signal === 'latencyMean') expect(feed.kind).toBe('mean');
      if (unit.endsWith('per second') && signal !== 'latency') expect(feed.kind).toBe('rate');
    }
  });
});

test('errors are some of the requests, or counted where requests are', () => {
  for (const { feeds } of Object.values(runtimes)) {
    expect(feeds.errors === undefined || feeds.requests !== undefined).toBe(true);
  }
});

test('the gateway is found where the platform installs it', () => {
  expect(runtimes.batch.gateway?.namespace).toBe(namespaces.monitoring);
});

test('every series that is read from the GPU exporter occurs on its page', () => {
  const names = new Set(samplesOf(dcgmExporter.fixture).map(({ name }) => name));
  expect(Object.values(dcgm).filter((name) => !names.has(name))).toEqual([]);
});
