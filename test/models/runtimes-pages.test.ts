import { selectorsOf, suffixed } from '../../models/feed';
import { feedsOf } from '../../models/runtime';
import { runtimeIds, runtimes } from '../../models/runtimes';
import { signalNames, type SignalName } from '../../models/signals';
import { feedOnPage, rareSignals } from '../../preview/fleet/feed-on-page';
import { pageText, parseExposition, samplesOf } from './exposition';
import { anchored, matching, panelFeeds, seriesOf, signalFeeds } from './runtimes-reading';

const pages = runtimeIds.flatMap((id) => runtimes[id].pages.map((page) => ({ id, ...page })));

describe.each(pages)('the page $page', ({ id, page, version, origin, lacks = [] }) => {
  const runtime = runtimes[id];
  const { dropLabels = [] } = runtime;
  const feeds = [...signalFeeds(runtime), ...panelFeeds(runtime)];
  const isDropped = anchored(runtime.drop);
  const text = pageText(page) ?? '';
  const steady = parseExposition(text);
  const shown = samplesOf(page);

  test('there are samples that Prometheus can read, each series once', () => {
    expect(steady.length).toBeGreaterThan(5);
    expect(new Set(steady.map((sample) => seriesOf(sample))).size).toBe(steady.length);
    expect(version).not.toBe('');
  });

  test('the header says where it comes from', () => {
    expect(/^# Built from documentation/.test(text)).toBe(origin === 'documented');
    const fault = pageText(`${page}.fault`);
    if (fault === undefined) return;
    expect(/^# Built from documentation/.test(fault)).toBe(origin === 'documented');
  });

  test('every signal is fed but those that it lacks', () => {
    const told = signalNames.filter((signal) => feedsOf(runtime, signal).length > 0);
    expect(lacks.filter((signal) => !told.includes(signal))).toEqual([]);
    const fed = (signal: SignalName): boolean => feedOnPage(runtime, signal, shown) !== undefined;
    expect(lacks.filter(fed)).toEqual([]);
    const missing = told.filter((signal) => !lacks.includes(signal) && !fed(signal));
    expect(missing.filter((signal) => !(rareSignals.includes(signal) && fed('requests')))).toEqual([]);
  });

  test('a feed is there as a whole', () => {
    for (const signal of signalNames) {
      const feed = feedOnPage(runtime, signal, shown);
      if (feed === undefined || feed.kind === 'rate' || feed.kind === 'share') continue;
      const absent = selectorsOf(feed).filter((selector) => matching(shown, selector).length === 0);
      expect({ signal, absent }).toEqual({ signal, absent: [] });
    }
  });

  test('the bounds of histograms are those that are declared', () => {
    for (const feed of feeds) {
      if (feed.kind !== 'histogram') continue;
      const buckets = matching(shown, suffixed(feed.of, '_bucket'));
      if (buckets.length === 0) continue;
      const bounds = [
        ...new Set(buckets.map(({ labels }) => Number(labels['le']?.replace('+Inf', 'Infinity')))),
      ].sort((a, b) => a - b);
      expect({ of: feed.of.metric, bounds }).toEqual({
        of: feed.of.metric,
        bounds: [...feed.bounds, Infinity],
      });
    }
  });

  test('histograms count what their buckets hold', () => {
    for (const feed of feeds) {
      if (feed.kind !== 'histogram') continue;
      for (const { labels, value } of matching(steady, suffixed(feed.of, '_count'))) {
        const group = matching(steady, suffixed(feed.of, '_bucket')).filter((bucket) =>
          Object.entries(labels).every(([label, own]) => bucket.labels[label] === own),
        );
        const counts = group
          .map((bucket) => [Number(bucket.labels['le']?.replace('+Inf', 'Infinity')), bucket.value] as const)
          .sort(([a], [b]) => a - b)
          .map(([, count]) => count);
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
        expect(counts.at(-1)).toBe(value);
      }
    }
  });

  test('labels that are dropped do not tell series apart', () => {
    const unread = anchored(dropLabels);
    const kept = steady
      .filter(({ name }) => !isDropped.test(name))
      .map((sample) => seriesOf(sample, (label) => dropLabels.length > 0 && unread.test(label)));
    expect(kept.filter((series, index) => kept.indexOf(series) !== index)).toEqual([]);
  });

  test('it fits the limits three times over', () => {
    const kept = steady.filter(({ name }) => !isDropped.test(name));
    expect(steady.length * 3).toBeLessThan(runtime.limits.samples * 2);
    expect(Math.max(...kept.map(({ labels }) => Object.keys(labels).length))).toBeLessThan(
      runtime.limits.labels - 10,
    );
  });
});
