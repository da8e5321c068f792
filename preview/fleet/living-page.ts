import {
  basePer,
  selects,
  suffixed,
  type HistogramFeed,
  type MeanFeed,
  type Selector,
} from '../../models/feed';
import type { Model, Source, TimeObjective } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { timingNames, timingOf, type TimingName } from '../../models/timings';
import { healthyConduct, type Conduct, type Medians } from './conduct';
import { boundOf, feedsOfKind, type Step } from './driver';
import { driversOf } from './drivers';
import { healthyMedian, meanOf, medianOf } from './latency';
import { noise } from './noise';
import { shownPage } from './own-names';
import { pagePrinter, samplesOf, type Page, type Sample } from './page';
import { isOwn } from './source-page';

/** The metrics page of a source over time, without a clock of its own. */
export interface LivingPage {
  /** How the source behaves while nothing is wrong. */
  readonly healthy: Conduct;
  /** Lets `seconds` pass, at the end of which it is `now` (Unix seconds). */
  readonly advance: (seconds: number, now: number, conduct: Conduct) => void;
  readonly print: () => string;
}

/** How much traffic and latency differ from one look to the next. */
const traffic = { wobble: 0.08, tide: 0.15, tideSeconds: 90 } as const;

export function livingPage(page: Page, model: Model, source: Source): LivingPage {
  const values = Float64Array.from(samplesOf(page), ({ value }) => value);
  const healthy = healthyConduct(model, usualMedians(page, model, source));
  const drivers = driversOf(page, model, source, healthy.requests);
  const print = pagePrinter(shownPage(page, source));
  const random = noise(source.name);
  const phase = random() * 2 * Math.PI;
  return {
    healthy,
    advance(seconds, now, conduct) {
      const jitter = 2 * random() - 1;
      const tide = 1 + traffic.tide * Math.sin((now / traffic.tideSeconds) * 2 * Math.PI + phase);
      const requests = conduct.requests * conduct.load * tide * (1 + traffic.wobble * jitter) * seconds;
      const slower = 1 + traffic.wobble * (2 * random() - 1);
      const step: Step = {
        conduct,
        requests,
        errors: requests * conduct.errorRatio,
        medianOf: (timing) => (conduct.medians[timing] ?? 1) * (conduct.slowdown[timing] ?? 1) * slower,
        now,
        jitter,
      };
      for (const drive of drivers) drive(values, step);
    },
    print: () => print(values),
  };
}

/** Median of each time in the fixture, or less where that would break the model's objective. Unit: seconds. */
function usualMedians(page: Page, model: Model, source: Source): Medians {
  const own = samplesOf(page).filter((sample) => isOwn(sample, model, source));
  return Object.fromEntries(
    timingNames.flatMap((timing) => {
      const shown = shownMedian(timing, own, source);
      return shown === undefined
        ? []
        : [[timing, Math.min(shown, slowestHealthy(timingOf(timing).objective(model)))]];
    }),
  );
}

const slowestHealthy = (objective: TimeObjective | undefined): number => {
  if (objective === undefined) return Infinity;
  return objective.kind === 'mean' ? (0.5 * objective.seconds) / meanOf(1) : healthyMedian(objective.seconds);
};

/** What the page shows of a time: the median of its first histogram with observations, else one that gives its mean. */
function shownMedian(timing: TimingName, own: readonly Sample[], source: Source): number | undefined {
  const runtime = runtimes[source.runtime];
  const { signal, mean } = timingOf(timing);
  return [
    ...feedsOfKind(runtime, signal, 'histogram').map((feed) => medianIn(feed, own)),
    ...(mean === undefined
      ? []
      : feedsOfKind(runtime, mean, 'mean').map((feed) => medianFromMean(feed, own))),
  ].find((median) => median !== undefined && median > 0);
}

function medianIn({ of, unit }: HistogramFeed, own: readonly Sample[]): number | undefined {
  const counts = new Map<number, number>();
  for (const sample of own) {
    if (!selects(suffixed(of, '_bucket'), sample.name, sample.labels)) continue;
    const bound = boundOf(sample) * basePer[unit];
    counts.set(bound, (counts.get(bound) ?? 0) + sample.value);
  }
  return medianOf([...counts].map(([bound, count]) => ({ bound, count })));
}

function medianFromMean({ sum, count, unit }: MeanFeed, own: readonly Sample[]): number | undefined {
  const total = (selector: Selector): number =>
    own.reduce((all, { name, labels, value }) => all + (selects(selector, name, labels) ? value : 0), 0);
  const [time, events] = [total(sum), total(count)];
  return events === 0 ? undefined : ((time / events) * basePer[unit]) / meanOf(1);
}
