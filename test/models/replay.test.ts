import { basePer } from '../../models/feed';
import { recordedQuantiles, records, type RecordedQuantile } from '../../models/records';
import { feedsOf } from '../../models/runtime';
import { runtimes, type RuntimeId } from '../../models/runtimes';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { timingNames, timingOf, type TimingName } from '../../models/timings';
import { feedOnPage } from '../../preview/fleet/feed-on-page';
import {
  doubling,
  expectedOf,
  keptOf,
  meanBounds,
  quantileOf,
  storedLabels,
  type Bucket,
} from './replay-expectation';
import { countingApart, countingInLabels } from './replay-renamed';
import { startReplay, type Replay } from './replay-run';
import { scenes, type Scene } from './replay-scenes';

let replay: Replay | undefined;
const running = (): Replay => {
  if (replay === undefined) throw new Error('nothing is replayed');
  return replay;
};

beforeAll(async () => {
  replay = await startReplay([...scenes, countingInLabels, countingApart]);
}, 120_000);
afterAll(async () => replay?.stop());

/** A test about recorded values, which it may look at more than once. */
const settled = (expectation: () => void) => async (): Promise<void> => {
  for (;;) {
    try {
      expectation();
      return;
    } catch (error) {
      if (!(await running().again())) throw error;
    }
  }
};

const sorted = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Longest mean or median that is taken for a true one. Unit: seconds. */
const slowest: Readonly<Record<'online' | 'llm', Readonly<Record<TimingName, number>>>> = {
  online: { latency: 5, timeToFirstToken: 5, interTokenLatency: 2, queueWait: 5 },
  llm: { latency: 120, timeToFirstToken: 30, interTokenLatency: 2, queueWait: 60 },
};

/** What is slow for the kind of models that a runtime serves; the contract's servers serve any. */
const slowestOf = (id: RuntimeId): (typeof slowest)['llm'] =>
  slowest[runtimes[id].kind === 'online' && id !== 'custom' ? 'online' : 'llm'];

/** Whether a value is one that the signal can have, whatever the page says. Times above these are mistakes of a unit. */
function isPlausible(signal: SignalName, value: number, runtime: RuntimeId): boolean {
  const { unit } = signals[signal];
  if (unit.startsWith('ratio 0-1')) return value >= 0 && value <= 1;
  if (unit.startsWith('flag')) return value === 0 || value === 1;
  if (unit === 'Unix seconds') return value > 1_500_000_000 && value <= Date.now() / 1_000;
  if (signal === 'queueWaitMean') return value >= 0 && value < slowestOf(runtime).queueWait;
  if (signal === 'latencyMean') return value > 0 && value < slowestOf(runtime).latency;
  if (unit === 'seconds') return value > 0 && value < 3_600;
  return value >= 0 && value < 1e9;
}

/** A bound as a number, so that `1` and `1.0` are the same. */
const boundOf = (le: string): string => String(Number(le.replace('+Inf', 'Infinity')));

/** Rates of a page by upper bound in seconds; none where it has no histogram. */
function bucketsOf(scene: Scene, signal: SignalName): readonly Bucket[] {
  const feed = feedOnPage(runtimes[scene.source.runtime], signal, keptOf(scene));
  if (feed?.kind !== 'histogram') return [];
  return [...(expectedOf(scene, signal) ?? [])]
    .map(([le, value]) => ({ bound: Number(boundOf(le)) * basePer[feed.unit], value }))
    .sort((a, b) => a.bound - b.bound);
}

describe.each(scenes)('a real Prometheus that scrapes $title', (scene) => {
  const runtime = runtimes[scene.source.runtime];
  const kept = keptOf(scene);
  const told = signalNames.filter(
    (signal) =>
      feedsOf(runtime, signal).length > 0 &&
      !scene.lacks.includes(signal) &&
      !scene.source.unread.includes(signal),
  );

  test('stores every sample that is kept, with the identity of its target', async () => {
    const target = running().targetOf(scene);
    const stored = await running().storedOf(scene);
    expect(stored.map(({ metric }) => sorted(metric)).sort()).toEqual(
      kept.map((sample) => sorted(storedLabels(scene, sample, target))).sort(),
    );
  });

  test.each(told)('records of %s what the page tells', (signal) =>
    settled(() => {
      const { series, labels }: { series: string; labels: readonly string[] } = signals[signal];
      const keyOf = (key: string): string => (labels.includes('le') ? boundOf(key) : key);
      const recorded = new Map(
        (running().recordedOf(scene).get(series) ?? []).map(({ metric, value }) => [
          keyOf(labels.map((label) => metric[label] ?? '').join()),
          Number(value[1]),
        ]),
      );
      const expected = [...(expectedOf(scene, signal) ?? [])].map(
        ([key, value]) => [keyOf(key), value] as const,
      );
      expect([...recorded.keys()].sort()).toEqual(expected.map(([key]) => key).sort());
      // Of several models on a page not each tells everything.
      if (scene.source.served === undefined) expect(recorded.size).toBeGreaterThan(0);
      for (const [key, value] of expected) {
        const found = recorded.get(key) ?? Number.NaN;
        const isClose = Math.abs(found - value) <= 0.05 * Math.abs(value);
        expect({
          key,
          value,
          found,
          isClose,
          isPlausible: isPlausible(signal, found, scene.source.runtime),
        }).toEqual({
          key,
          value,
          found,
          isClose: true,
          isPlausible: true,
        });
      }
    })(),
  );

  test(
    'records quantiles that lie where the page has them',
    settled(() => {
      for (const timing of timingNames) {
        const { signal } = timingOf(timing);
        const buckets = bucketsOf(scene, signal);
        if (!told.includes(signal) || (buckets.at(-1)?.value ?? 0) === 0) continue;
        for (const quantile of Object.keys(recordedQuantiles) as RecordedQuantile[]) {
          const series = records.quantile(timing, quantile);
          const found = Number(running().recordedOf(scene).get(series)?.[0]?.value[1]);
          // Beside a bound the smallest difference in a rate may put it into the next bucket.
          const [least = 0, most = 0] = [0.997, 1.003].map((near) =>
            quantileOf(buckets, near * recordedQuantiles[quantile]),
          );
          const isClose = found > 0 && found >= 0.999 * least && found <= 1.001 * most;
          expect({ series, least, found, most, isClose }).toEqual({
            series,
            least,
            found,
            most,
            isClose: true,
          });
          if (quantile === 'p50') expect(found).toBeLessThan(slowestOf(scene.source.runtime)[timing]);
        }
      }
    }),
  );

  test(
    'records means that its buckets allow',
    settled(() => {
      for (const timing of timingNames) {
        const { signal, mean } = timingOf(timing);
        if (mean === undefined || !told.includes(mean) || !told.includes(signal)) continue;
        const buckets = bucketsOf(scene, signal);
        const found = Number(running().recordedOf(scene).get(signals[mean].series)?.[0]?.value[1]);
        if ((buckets.at(-1)?.value ?? 0) === 0 || Number.isNaN(found)) continue;
        const { least, most } = meanBounds(buckets);
        // Some servers time other requests in their histogram than in their counters, but none in another unit.
        const isAllowed = found >= least / 10 && found <= 10 * most;
        expect({ mean, least, found, most, isAllowed }).toEqual({
          mean,
          least,
          found,
          most,
          isAllowed: true,
        });
      }
    }),
  );

  test(
    'never records more failures than requests',
    settled(() => {
      const rate = (signal: SignalName): number =>
        Number(running().recordedOf(scene).get(signals[signal].series)?.[0]?.value[1] ?? 0);
      expect(rate('errors')).toBeLessThanOrEqual(rate('requests') * 1.001);
      expect(rate('rejections')).toBeLessThanOrEqual(rate('requests') * 1.001);
    }),
  );
});

test(
  'models of one page are told apart by what they do',
  settled(() => {
    const shared = scenes.filter(({ source }) => source.served !== undefined);
    for (const file of new Set(shared.map((scene) => scene.file))) {
      const models = shared.filter((scene) => scene.file === file);
      const told = models.map((scene) =>
        signalNames
          .flatMap((signal) => running().recordedOf(scene).get(signals[signal].series) ?? [])
          .map(({ value }) => value[1])
          .join(),
      );
      expect({ file, models: new Set(told).size }).toEqual({ file, models: models.length });
      expect(told).not.toContain('');
    }
  }),
);

describe('a server with names of its own', () => {
  const recorded = (scene: Scene, series: string): readonly (readonly [string, number])[] =>
    (running().recordedOf(scene).get(series) ?? []).map(({ metric, value }) => [
      metric['le'] ?? metric['feature'] ?? '',
      Number(value[1]),
    ]);
  const only = (scene: Scene, series: string): number => recorded(scene, series)[0]?.[1] ?? Number.NaN;
  const near = (value: number): object => expect.closeTo(value, 3) as object;

  test('loses no series, and shows none of its names where they are mapped', async () => {
    for (const scene of [countingInLabels, countingApart]) {
      const stored = await running().storedOf(scene);
      const dropped = scene === countingInLabels ? 1 : 0;
      const shown = scene.page.filter((item) => typeof item !== 'string').length;
      expect(stored.length).toBe(shown - dropped);
      const own = stored.filter(({ metric }) =>
        /^(model_|requests_|feature_|api_)/.test(metric['__name__'] ?? ''),
      );
      // Failures that are none of the server's are no failures of the model.
      expect(own.map(({ metric }) => metric['kind'])).toEqual(
        scene === countingApart ? ['deploy', 'timeout'] : [],
      );
      for (const { metric } of stored) expect(metric).toMatchObject(running().targetOf(scene));
    }
  });

  test(
    'has every failing series counted once, and all of them as requests',
    settled(() => {
      expect(only(countingInLabels, signals.requests.series)).toEqual(near(6_000 / doubling));
      expect(only(countingInLabels, signals.errors.series)).toEqual(near((30 + 6) / doubling));
      expect(only(countingApart, signals.requests.series)).toEqual(near(1_200 / doubling));
      expect(only(countingApart, signals.errors.series)).toEqual(near((12 + 24) / doubling));
    }),
  );

  test(
    'has its times in seconds, judged by the bound of its own unit',
    settled(() => {
      expect(only(countingInLabels, signals.latencyMean.series)).toEqual(near(0.055));
      expect(only(countingInLabels, records.quantile('latency', 'p50'))).toEqual(near(0.042));
      expect(
        recorded(countingInLabels, signals.latency.series)
          .map(([le]) => le)
          .sort(),
      ).toEqual(['+Inf', '10.0', '100.0', '1000.0', '250.0', '50.0']);
      expect(only(countingInLabels, records.slowRate('latency'))).toEqual(near((6_000 - 5_940) / doubling));
      expect(only(countingApart, signals.queueWaitMean.series)).toEqual(near(0.01));
      expect(only(countingApart, records.quantile('queueWait', 'p50'))).toEqual(near(0.0005));
      expect(only(countingApart, records.slowRate('queueWait'))).toEqual(near((1_200 - 1_140) / doubling));
    }),
  );

  test(
    'has its levels and verdicts, of the watched features only',
    settled(() => {
      expect(only(countingInLabels, signals.inflight.series)).toBe(3);
      expect(only(countingInLabels, signals.accuracy.series)).toBe(0.94);
      expect(only(countingInLabels, signals.evaluationTime.series)).toBe(1.795e9);
      expect(new Map(recorded(countingInLabels, signals.drift.series))).toEqual(
        new Map([
          ['age', 1],
          ['price', 0],
        ]),
      );
    }),
  );
});
