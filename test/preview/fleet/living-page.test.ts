import { selects, selectorsOf, suffixed, type Selector } from '../../../models/feed';
import { feedsOf } from '../../../models/runtime';
import { runtimes } from '../../../models/runtimes';
import { signalNames } from '../../../models/signals';
import type { Conduct } from '../../../preview/fleet/conduct';
import { feedOnPage } from '../../../preview/fleet/feed-on-page';
import { recordedPages } from '../../../preview/fleet/fixture-pages';
import { livingPage } from '../../../preview/fleet/living-page';
import { shownPage } from '../../../preview/fleet/own-names';
import { isCount, parsePage, printSeries, samplesOf, type Sample } from '../../../preview/fleet/page';
import { isOwn, sourcePage } from '../../../preview/fleet/source-page';
import { dev, modelOf } from '../dev';

/** A source of the dev environment, and what happens to its series over a minute. */
function lifeOf(name: string, source = modelOf(name).sources[0]) {
  const model = modelOf(name);
  if (source === undefined) throw new Error('no source');
  const runtime = runtimes[source.runtime];
  const page = sourcePage(model, source, recordedPages(runtime));
  const living = livingPage(page, model, source);
  let now = 1_800_000_000;
  // A server with names of its own shows these; what they mean is told in those of the contract.
  const shown = samplesOf(shownPage(page, source)).map(printSeries);
  const look = (): Map<string, Sample> => {
    const now = new Map(samplesOf(parsePage(living.print())).map((sample) => [printSeries(sample), sample]));
    return new Map(
      samplesOf(page).flatMap((sample, index) => {
        const { value } = now.get(shown[index] ?? '') ?? {};
        return value === undefined ? [] : [[printSeries(sample), { ...sample, value }] as const];
      }),
    );
  };
  return {
    runtime,
    page,
    healthy: living.healthy,
    now: () => now,
    look,
    /** Growth of every series over a minute; for a gauge its new value less the old one. */
    minute(conduct: Conduct): {
      growthOf: (...selectors: readonly Selector[]) => number;
      all: readonly Growth[];
    } {
      const before = look();
      for (let second = 0; second < 60; second++) living.advance(1, ++now, conduct);
      const all = [...look()].map(([series, sample]): Growth => ({
        sample,
        by: sample.value - (before.get(series)?.value ?? 0),
      }));
      const growthOf = (...selectors: readonly Selector[]): number =>
        all
          .filter(({ sample }) => isOwn(sample, model, source))
          .filter(({ sample }) => selectors.some((one) => selects(one, sample.name, sample.labels)))
          .reduce((sum, { by }) => sum + by, 0);
      return { growthOf, all };
    },
  };
}

interface Growth {
  readonly sample: Sample;
  readonly by: number;
}

const rate = (name: string, signal: 'requests' | 'errors'): readonly Selector[] => {
  const { runtime, page } = lifeOf(name);
  const feed = feedOnPage(runtime, signal, samplesOf(page));
  if (feed?.kind !== 'rate') throw new Error('no rate');
  return feed.of;
};

const online = dev.models.filter(({ signals }) => signals.includes('requests')).map(({ name }) => name);

describe('a living page', () => {
  it.each(dev.models.map(({ name }) => name))(
    '%s never lets a counter go down, whatever goes wrong',
    (name) => {
      const life = lifeOf(name);
      const levels = signalNames.flatMap((signal) =>
        feedsOf(life.runtime, signal).filter(({ kind }) => kind === 'gauge'),
      );
      // The count of a run that is over is a level: that of the next one may be lower.
      const isLevel = (sample: Sample): boolean =>
        levels.flatMap(selectorsOf).some((one) => selects(one, sample.name, sample.labels));
      const troubles: readonly Partial<Conduct>[] = [
        {},
        { errorRatio: 0.5 },
        { slowdown: { latency: 20 } },
        { load: 0 },
      ];
      for (const trouble of troubles) {
        const { all } = life.minute({ ...life.healthy, ...trouble });
        expect(all.filter(({ sample, by }) => isCount(sample) && !isLevel(sample) && by < 0)).toEqual([]);
      }
    },
  );

  it.each(online)('%s counts requests at its rate and nearly no errors while healthy', (name) => {
    const life = lifeOf(name);
    const { growthOf } = life.minute(life.healthy);
    const requests = growthOf(...rate(name, 'requests'));
    expect(requests / 60).toBeGreaterThan(0.7 * life.healthy.requests);
    expect(requests / 60).toBeLessThan(1.3 * life.healthy.requests);
    expect(growthOf(...rate(name, 'errors')) / requests).toBeLessThan(0.01);
  });

  it.each(online)(
    '%s counts half of its requests as errors when half of them fail, and no more requests',
    (name) => {
      const life = lifeOf(name);
      const { growthOf } = life.minute({ ...life.healthy, errorRatio: 0.5 });
      const requests = growthOf(...rate(name, 'requests'));
      expect(requests / 60).toBeLessThan(1.3 * life.healthy.requests);
      expect(growthOf(...rate(name, 'errors')) / requests).toBeCloseTo(0.5, 1);
    },
  );

  it.each(online)('%s stands still without traffic', (name) => {
    const life = lifeOf(name);
    const { all } = life.minute({ ...life.healthy, load: 0 });
    expect(all.filter(({ sample, by }) => isCount(sample) && by !== 0)).toEqual([]);
  });

  const withHistogram = online.filter((name) => modelOf(name).latency?.kind === 'quantile');
  it.each(withHistogram)('%s keeps its latency objective while healthy and breaks it when slow', (name) => {
    const life = lifeOf(name);
    const [latency] = feedsOf(life.runtime, 'latency');
    const objective = modelOf(name).latency;
    if (latency?.kind !== 'histogram' || objective?.kind !== 'quantile') throw new Error('no histogram');
    const fast = suffixed(latency.of, '_bucket');
    const within = (conduct: Conduct): number => {
      const { growthOf, all } = life.minute(conduct);
      const bound = all.filter(
        ({ sample }) =>
          selects(fast, sample.name, sample.labels) && Number(sample.labels['le']) === Number(objective.le),
      );
      return bound.reduce((sum, { by }) => sum + by, 0) / growthOf(suffixed(latency.of, '_count'));
    };
    expect(within(life.healthy)).toBeGreaterThan(0.995);
    const slow = {
      ...life.healthy,
      slowdown: { latency: (3 * objective.seconds) / (life.healthy.medians.latency ?? 1) },
    };
    expect(within(slow)).toBeLessThan(0.05);
  });

  it.each(withHistogram)('%s keeps the buckets of its histogram in order', (name) => {
    const life = lifeOf(name);
    life.minute(life.healthy);
    const groups = new Map<string, Sample[]>();
    for (const sample of life.look().values()) {
      if (!sample.name.endsWith('_bucket')) continue;
      const { le: _, ...others } = sample.labels;
      const group = sample.name + JSON.stringify(others);
      groups.set(group, [...(groups.get(group) ?? []), sample]);
    }
    for (const buckets of groups.values()) {
      const bound = ({ labels }: Sample): number =>
        labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
      const counts = [...buckets].sort((a, b) => bound(a) - bound(b)).map(({ value }) => value);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
    }
  });

  it('tells the mean of a server that counts microseconds', () => {
    const life = lifeOf('image-tagger');
    const [latencyMean] = feedsOf(life.runtime, 'latencyMean');
    if (latencyMean?.kind !== 'mean') throw new Error('no mean');
    const meanOf = (conduct: Conduct): number => {
      const { growthOf } = life.minute(conduct);
      return growthOf(latencyMean.sum) / growthOf(latencyMean.count) / 1e6;
    };
    expect(meanOf(life.healthy)).toBeLessThan(0.05);
    expect(meanOf({ ...life.healthy, slowdown: { latency: 20 } })).toBeGreaterThan(0.2);
  });

  it("leaves another model's series alone on a shared server", () => {
    const life = lifeOf('image-tagger');
    const others = life
      .minute({ ...life.healthy, errorRatio: 0.5 })
      .all.filter(({ sample }) => sample.labels['model'] === 'ocr');
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ by }) => by !== 0)).toEqual([]);
  });

  it('moves accuracy, drift and nothing else when quality goes down', () => {
    const life = lifeOf('fraud-scorer');
    life.minute({ ...life.healthy, load: 0 });
    const { all } = life.minute({ ...life.healthy, load: 0, accuracy: 0.5, drifted: true });
    const moved = [...new Set(all.filter(({ by }) => by !== 0).map(({ sample }) => sample.name))];
    // Both metrics of the contract that tell drift do; and every job goes on telling when it ran last.
    expect(moved.filter((name) => !name.includes('timestamp')).sort()).toEqual([
      'drift_detected',
      'ml_feature_drift_detected',
      'ml_model_accuracy',
    ]);
    expect(
      all.filter(({ sample }) => sample.name === 'ml_model_accuracy').map(({ sample }) => sample.value),
    ).toEqual([0.5, 0.5]);
  });

  it('tells a batch run that has just succeeded, or one that is overdue', () => {
    const life = lifeOf('nightly-scoring');
    const success = (): number | undefined =>
      [...life.look().values()].find(
        ({ name, labels }) =>
          name === 'ml_batch_job_last_success_timestamp_seconds' &&
          labels['model_name'] === 'nightly-scoring',
      )?.value;
    life.minute(life.healthy);
    expect(success()).toBe(life.now());
    life.minute({ ...life.healthy, batchAge: 5_000 });
    expect(success()).toBe(life.now() - 5_000);
  });

  it('creates the series of failures only with the first one', () => {
    const life = lifeOf('sentiment');
    const failures = (): number =>
      [...life.look().values()].filter(
        ({ name, labels }) =>
          name === 'bentoml_service_request_duration_seconds_count' && labels['http_response_code'] === '500',
      ).length;
    life.minute({ ...life.healthy, errorRatio: 0 });
    expect(failures()).toBe(0);
    life.minute({ ...life.healthy, errorRatio: 0.5 });
    expect(failures()).toBe(1);
  });
});
