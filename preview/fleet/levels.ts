import { inSeconds, type Duration } from '../../models/duration';
import { selects, type GaugeFeed } from '../../models/feed';
import type { Model } from '../../models/model';
import type { Runtime } from '../../models/runtime';
import { signalNames, type SignalName } from '../../models/signals';
import { wellAbove } from './conduct';
import { feedsOfKind, type Driver, type Indexed, type OwnSeries, type Step } from './driver';

/** What a gauge of a signal shows, in the signal's unit; `undefined` leaves it as it is. */
type Level = (usual: number, step: Step, model: Model) => number | undefined;

const busy: Level = (usual, { conduct, jitter }) =>
  Math.round(usual * conduct.load * Math.min(conduct.slowdown.latency ?? 1, 10) * (1 + jitter / 4));

/** Jobs that judge a model run every few seconds here. Unit: seconds. */
const sinceLatestRun = 5;
const latestRun: Level = (_, { now }) => now - sinceLatestRun;

const levels: Partial<Record<SignalName, Level>> = {
  accuracy: (_, { conduct }) => conduct.accuracy,
  segmentAccuracy: (_, __, { segments }) => (segments === undefined ? undefined : wellAbove(segments.floor)),
  answerQuality: (_, __, { answers }) => (answers === undefined ? undefined : wellAbove(answers.floor)),
  drift: (_, { conduct }) => (conduct.drifted ? 1 : 0),
  driftScore: (_, { conduct }, { drift }) =>
    drift?.score === undefined ? undefined : drift.score.limit * (conduct.drifted ? 2 : 0.3),
  segmentDrift: () => 0,
  evaluationTime: latestRun,
  driftTime: latestRun,
  dataTime: latestRun,
  batchRows: (usual, _, { batch }) => withinRows(usual, batch?.rows),
  batchFailedRows: (_, __, { completion }) => (completion === undefined ? undefined : 0),
  batchDuration: (usual, _, { batch }) => withinDeadline(usual, batch?.deadline),
  batchPush: (_, { conduct, now }) => now - conduct.batchAge,
  batchPushFailure: () => 0,
  batchSuccess: (_, { conduct, now }) => now - conduct.batchAge,
  inflight: busy,
  queueDepth: busy,
  saturation: (usual, { conduct, jitter }) => Math.min(1, usual * conduct.load * (1 + jitter / 10)),
};

/** As many rows as the fixture has, or as the entry expects. */
const withinRows = (usual: number, { min, max }: NonNullable<Model['batch']>['rows'] & object = {}): number =>
  Math.round(Math.min(max === undefined ? usual : 0.95 * max, Math.max(usual, 1.05 * (min ?? 0))));

/** The pace at which the preview's deadlines are shortest; a server is not told at which it runs. */
const fastestPace = 60;

/** A quarter of the deadline or less, whatever the pace. */
const withinDeadline = (usual: number, deadline: Duration | undefined): number =>
  deadline === undefined ? usual : Math.min(usual, inSeconds(deadline) / 4 / fastestPace);

/** Levels are set before anything else, so that a gauge is never mistaken for a counter. */
export const gauges = (runtime: Runtime, model: Model, own: OwnSeries): readonly Driver[] =>
  signalNames.flatMap((signal) =>
    feedsOfKind(runtime, signal, 'gauge').flatMap((feed) => {
      const level = levels[signal];
      const taken = own.take([feed.of]);
      // What a level is a share of stays as it is.
      own.take(feed.per === undefined ? [] : [feed.per]);
      return level === undefined ? [] : taken.map((one) => gauge(one, unitsIn(feed, one, own), level, model));
    }),
  );

/** By what the page's value is multiplied to give the signal's. */
function unitsIn({ per, factor = 1 }: GaugeFeed, { sample }: Indexed, own: OwnSeries): number {
  if (per === undefined) return factor;
  const alike = JSON.stringify(sample.labels);
  const whole = own.all.find(
    (one) => selects(per, one.sample.name, one.sample.labels) && JSON.stringify(one.sample.labels) === alike,
  );
  return factor / (whole?.sample.value ?? 1);
}

const gauge =
  ({ index, sample }: Indexed, units: number, level: Level, model: Model): Driver =>
  (values, step) => {
    const next = level(sample.value * units, step, model);
    if (next !== undefined) values[index] = next / units;
  };
