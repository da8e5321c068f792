import { readdirSync } from 'node:fs';
import { exporterPages } from '../../models/exporters';
import { selectorsOf, type Feed, type Selector } from '../../models/feed';
import { namespaces } from '../../models/names';
import { feedsOf } from '../../models/runtime';
import { runtimeIds, runtimes } from '../../models/runtimes';
import {
  originOf,
  signalNames,
  signals,
  type Signal,
  type SignalForm,
  type SignalName,
} from '../../models/signals';
import { pageFolder, samplesOf, type Sample } from './exposition';
import { anchored, matching, panelFeeds, signalFeeds } from './runtimes-reading';

/** The kinds of feed from which rules can make a form of signal. */
const feedOfForm: Readonly<Record<SignalForm, Feed['kind']>> = {
  rate: 'rate',
  distribution: 'histogram',
  mean: 'mean',
  level: 'gauge',
  verdict: 'gauge',
  share: 'share',
};

/** What a selector reads that no page shows. */
function unknownTo(samples: readonly Sample[], selector: Selector): readonly string[] {
  const own = samples.filter(({ name }) => name === selector.metric);
  if (own.length === 0) return [selector.metric];
  const conditions = selector.where.filter(
    // What is left out need not occur on a healthy page; that it can be told apart must. An empty pattern is the
    // absence of a label, which must occur as well as the label.
    ({ label, pattern, negated }) =>
      !own.some(({ labels }) =>
        negated || pattern === '' ? label in labels : anchored([pattern]).test(labels[label] ?? ''),
      ),
  );
  return [
    ...conditions.map(({ label, pattern }) => `${selector.metric}{${label}~"${pattern}"}`),
    ...(matching(own, selector).length > 0 ? [] : [`a series of ${selector.metric}`]),
  ];
}

describe.each(runtimeIds)('%s', (id) => {
  const runtime = runtimes[id];
  const { servedLabel, servedName, servedVersion, perServer, pages, panels = [], dropLabels = [] } = runtime;
  const samplesByPage = new Map(pages.map(({ page }) => [page, samplesOf(page)]));
  const samples = [...samplesByPage.values()].flat();
  const feeds = [...signalFeeds(runtime), ...panelFeeds(runtime)];
  const selectors = feeds.flatMap(selectorsOf);
  const isDropped = anchored(runtime.drop);

  test('every series and label that it reads occurs on one of its pages', () => {
    expect(selectors.flatMap((selector) => unknownTo(samples, selector))).toEqual([]);
  });

  test('its signals have feeds of the form that their names promise', () => {
    const unfit = signalNames.flatMap((signal) => {
      const { form }: Signal = signals[signal];
      return feedsOf(runtime, signal)
        .filter(({ kind }) => kind !== feedOfForm[form])
        .map(({ kind }) => `${signal}: ${kind}`);
    });
    expect(unfit).toEqual([]);
  });

  test('it feeds only what a server or a judge of its predictions can tell', () => {
    const fed = signalNames.filter((signal) => feedsOf(runtime, signal).length > 0);
    expect(fed.filter((signal) => !['server', 'quality'].includes(originOf(signal)))).toEqual([]);
    expect(fed.length).toBeGreaterThan(0);
    expect(perServer.filter((signal) => !fed.includes(signal))).toEqual([]);
    for (const part of ['errors', 'rejections'] as const) {
      expect(fed.includes(part) && !fed.includes('requests')).toBe(false);
    }
  });

  test('the label that names the served model is on every series that is not of the whole server', () => {
    if (servedLabel === undefined) {
      expect({ servedName, servedVersion, perServer }).toEqual({
        servedName: 'never',
        servedVersion: undefined,
        perServer: [],
      });
      return;
    }
    const isNamed = ({ labels }: Sample): boolean => servedLabel in labels;
    const naming = [...samplesByPage.values()].filter((page) => page.some(isNamed));
    expect(naming.length).toBeGreaterThan(0);
    const read = (wanted: (signal: SignalName) => boolean): readonly Sample[] =>
      signalNames
        .filter(wanted)
        .flatMap((signal) => feedsOf(runtime, signal))
        .flatMap(selectorsOf)
        .flatMap((selector) => matching(naming.flat(), selector));
    expect(read((signal) => !perServer.includes(signal)).filter((sample) => !isNamed(sample))).toEqual([]);
    for (const shared of perServer) {
      const unnamed = read((signal) => signal === shared).filter((sample) => !isNamed(sample));
      expect({ shared, unnamed: unnamed.length > 0 }).toEqual({ shared, unnamed: true });
    }
  });

  test('the version of a served model occurs beside its name', () => {
    if (servedVersion === undefined || servedLabel === undefined) {
      expect(servedVersion).toBeUndefined();
      return;
    }
    const versions = samples.filter(({ labels }) => servedLabel in labels && servedVersion in labels);
    expect(versions.length).toBeGreaterThan(0);
  });

  test('the units of times are those that names of metrics tell', () => {
    const told = [
      [/_(microseconds|usecs?|us)(_|$)/, 'us'],
      [/_(milliseconds|msecs?|ms)(_|$)/, 'ms'],
      [/_seconds(_|$)/, 's'],
    ] as const;
    const wrong = feeds.flatMap((feed) => {
      if (feed.kind !== 'histogram' && feed.kind !== 'mean') return [];
      const { metric } = feed.kind === 'histogram' ? feed.of : feed.sum;
      const unit = told.find(([pattern]) => pattern.test(metric))?.[1] ?? feed.unit;
      return unit === feed.unit ? [] : [`${metric}: ${feed.unit}`];
    });
    expect(wrong).toEqual([]);
  });

  test('nothing that it reads is dropped, and no label by which it is read', () => {
    expect(selectors.map(({ metric }) => metric).filter((metric) => isDropped.test(metric))).toEqual([]);
    const needed = [
      'le',
      ...selectors.flatMap(({ where }) => where.map(({ label }) => label)),
      ...[servedLabel, servedVersion].flatMap((label) => label ?? []),
      ...panels.flatMap(({ by }) => by ?? []),
      ...signalNames
        .filter((signal) => feedsOf(runtime, signal).length > 0)
        .flatMap((signal): readonly string[] => signals[signal].labels),
    ];
    expect(needed.filter((label) => anchored(dropLabels).test(label))).toEqual([]);
  });

  test('every pattern of what is dropped is a regular expression that Prometheus knows too', () => {
    for (const pattern of [...runtime.drop, ...dropLabels]) {
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
      expect(pattern).not.toMatch(/\(\?[=!<]|\\\d/);
    }
  });

  test('its panels are its own and read what is there', () => {
    expect(panels.length).toBeLessThanOrEqual(4);
    for (const { key, title, description, of, by } of panels) {
      expect(key).toMatch(new RegExp(`^${id}-[a-z0-9-]+$`));
      expect([title, description].filter((text) => text === '')).toEqual([]);
      const read = selectorsOf(of).flatMap((selector) => matching(samples, selector));
      expect(by === undefined || read.some(({ labels }) => by in labels)).toBe(true);
    }
  });

  test('its renamed metrics have the new name on its current page, or the old one on an older page', () => {
    const has = (page: readonly Sample[], metric: string): boolean =>
      page.some(({ name }) => name.replace(/_(bucket|count|sum)$/, '') === metric || name === metric);
    const [current, ...older] = [...samplesByPage.values()];
    const unproven = (runtime.renames ?? []).filter(
      ({ from, to }) => !has(current ?? [], to) && !older.some((page) => has(page, from)),
    );
    expect(unproven).toEqual([]);
  });
});

test('every page in the folder belongs to a runtime or an exporter, and every runtime to its pages', () => {
  const files = readdirSync(pageFolder).map((file) => file.replace(/(\.fault)?\.prom$/, ''));
  const known = [
    ...Object.values(runtimes).flatMap(({ pages }) => pages.map(({ page }) => page)),
    ...Object.keys(exporterPages),
  ];
  expect(new Set(known).size).toBe(known.length);
  expect([...new Set(files)].sort()).toEqual([...known].sort());
});

test('runtimes are listed by their ids in alphabetical order, and no two panels have one key', () => {
  expect(runtimeIds).toEqual([...runtimeIds].sort());
  const keys = Object.values(runtimes).flatMap(({ panels = [] }) => panels.map(({ key }) => key));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('labels that are stored under another name are written as the page shows them', () => {
  const written = Object.values(runtimes).flatMap((runtime) => [
    ...signalFeeds(runtime)
      .flatMap(selectorsOf)
      .flatMap(({ where }) => where.map(({ label }) => label)),
    ...(runtime.dropLabels ?? []),
  ]);
  expect(written.filter((label) => label.startsWith('exported_'))).toEqual([]);
});

test('the gateway is found where the platform installs it', () => {
  expect(runtimes.batch.gateway?.namespace).toBe(namespaces.monitoring);
});
