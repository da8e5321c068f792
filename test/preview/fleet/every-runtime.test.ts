import { selects, type Selector } from '../../../models/feed';
import type { Model, Source } from '../../../models/model';
import { feedsOf, type Runtime } from '../../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../../models/runtimes';
import { signalNames, signals, type SignalName } from '../../../models/signals';
import type { Conduct } from '../../../preview/fleet/conduct';
import { feedOnPage, rareSignals } from '../../../preview/fleet/feed-on-page';
import { recordedPages } from '../../../preview/fleet/fixture-pages';
import { livingPage } from '../../../preview/fleet/living-page';
import { parsePage, printSeries, samplesOf, type Sample } from '../../../preview/fleet/page';
import { isOwn, sourcePage } from '../../../preview/fleet/source-page';
import { modelOf } from '../../models/replay-scenes';

function modelOn(id: RuntimeId): { model: Model; source: Source } {
  const model = modelOf({
    name: 'simulated',
    runtime: id,
    ...(runtimes[id].kind === 'batch' ? { batch: { schedule: '0 2 * * *', deadline: '4h' } } : {}),
  });
  const [source] = model.sources;
  if (source === undefined) throw new Error('no source');
  return { model, source };
}

/** A minute in the life of a server, by the sums of its own series. */
function minuteOf(id: RuntimeId, trouble: Partial<Conduct>) {
  const { model, source } = modelOn(id);
  const page = sourcePage(model, source, recordedPages(runtimes[id]));
  const living = livingPage(page, model, source);
  const look = (): ReadonlyMap<string, Sample> =>
    new Map(samplesOf(parsePage(living.print())).map((sample) => [printSeries(sample), sample]));
  const before = look();
  for (let second = 1; second <= 60; second++)
    living.advance(1, 1_800_000_000 + second, { ...living.healthy, ...trouble });
  const after = [...look()].filter(([, sample]) => isOwn(sample, model, source));
  const of = (selectors: readonly Selector[]) =>
    after.filter(([, { name, labels }]) => selectors.some((one) => selects(one, name, labels)));
  return {
    source,
    healthy: living.healthy,
    feed: (signal: SignalName) =>
      feedOnPage(
        runtimes[id],
        signal,
        samplesOf(page).filter((one) => isOwn(one, model, source)),
      ),
    growthOf: (selectors: readonly Selector[]): number =>
      of(selectors).reduce((sum, [series, { value }]) => sum + value - (before.get(series)?.value ?? 0), 0),
    values: (selectors: readonly Selector[]): readonly number[] =>
      of(selectors).map(([, { value }]) => value),
  };
}

const counts = runtimeIds.filter((id) => feedsOf(runtimes[id], 'requests').length > 0);

describe.each(runtimeIds)('a simulated server of runtime %s', (id) => {
  const runtime: Runtime = runtimes[id];

  it('tells every signal that can be read of one', () => {
    const { source, feed } = minuteOf(id, {});
    const missing = source.signals.filter((signal) => feed(signal) === undefined);
    expect(missing.filter((signal) => !rareSignals.includes(signal))).toEqual([]);
  });

  it('shows levels and shares that its signals can have', () => {
    const { feed, values } = minuteOf(id, { slowdown: { latency: 20 } });
    for (const signal of signalNames) {
      const read = feedsOf(runtime, signal).length > 0 ? feed(signal) : undefined;
      if (read?.kind !== 'gauge' || !signals[signal].unit.startsWith('ratio') || read.per !== undefined)
        continue;
      for (const value of values([read.of])) {
        const ratio = value * (read.factor ?? 1);
        expect({ signal, ratio, isRatio: ratio >= 0 && ratio <= 1 }).toEqual({
          signal,
          ratio,
          isRatio: true,
        });
      }
    }
  });
});

describe.each(counts)('a simulated server of runtime %s', (id) => {
  const rate = ({ feed, growthOf }: ReturnType<typeof minuteOf>, signal: SignalName): number => {
    const read = feed(signal);
    if (read?.kind !== 'rate') return 0;
    return (growthOf(read.of) - growthOf(read.less ?? [])) / 60;
  };

  it('counts its requests, and nearly no failure while it is healthy', () => {
    const minute = minuteOf(id, {});
    const requests = rate(minute, 'requests');
    expect(requests).toBeGreaterThan(0.7 * minute.healthy.requests);
    expect(requests).toBeLessThan(1.3 * minute.healthy.requests);
    expect(rate(minute, 'errors') / requests).toBeLessThan(0.01);
  });

  it('counts as many requests when half of them fail, and that half as failures', () => {
    const minute = minuteOf(id, { errorRatio: 0.5 });
    const requests = rate(minute, 'requests');
    expect(requests).toBeGreaterThan(0.7 * minute.healthy.requests);
    expect(requests).toBeLessThan(1.3 * minute.healthy.requests);
    if (minute.source.signals.includes('errors'))
      expect(rate(minute, 'errors') / requests).toBeCloseTo(0.5, 1);
  });
});
