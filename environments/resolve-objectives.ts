import { objectiveWindows } from '../models/burn';
import { entryNotation, inSeconds, milliseconds, printDuration, type Duration } from '../models/duration';
import { quantiles, type ModelEntry, type Quantile } from '../models/entry';
import { printBound } from '../models/bound';
import { basePer, type HistogramFeed } from '../models/feed';
import { histogramOfModel } from '../models/histogram-of';
import type { Model, QuantileObjective, TimeObjective } from '../models/model';
import { feedsOf, type Runtime } from '../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../models/runtimes';
import type { SignalName } from '../models/signals';
import { timingNames, timingOf, type TimingName } from '../models/timings';
import { nearestBounds } from './bounds';
import type { EnvironmentFile } from './environment';
import type { Report } from './report';

type Observed = Pick<Model, 'kind' | 'sources' | 'signals'>;
type Resolved = Pick<
  Model,
  | 'window'
  | 'availability'
  | 'latency'
  | 'timeToFirstToken'
  | 'interTokenLatency'
  | 'queueWait'
  | 'completion'
>;

/** What is promised, when it can be measured. */
export function resolveObjectives(
  entry: ModelEntry,
  observed: Observed,
  environment: EnvironmentFile,
  report: Report,
): Resolved {
  const runtime: Runtime = runtimes[entry.runtime];
  const { completion } = entry.objectives;
  const { kind } = observed;
  // A model whose every request fails is news, also where nobody has thought of a promise yet.
  const usual = observed.signals.includes('errors') ? environment.models.availability : undefined;
  const availability = entry.objectives.availability ?? usual;
  const need = (signal: SignalName, field: string, what: string): void => {
    if (observed.signals.includes(signal)) return;
    report(['objectives', field], `${runtime.title} does not tell ${what}; ${insteadOf(signal, entry)}`);
  };
  if (availability !== undefined) need('errors', 'availability', 'which requests fail');
  if (completion !== undefined && kind === 'batch')
    need('batchFailedRows', 'completion', 'which rows of a run could not be scored');
  const times = Object.fromEntries(
    timingNames.flatMap((name) => {
      const time = resolveTime(name, entry, observed, runtime, report);
      return time === undefined ? [] : [[name, time]];
    }),
  ) as Partial<Record<TimingName, TimeObjective>>;
  const { latency, queueWait } = times;
  const quantileOnly = (name: TimingName): QuantileObjective | undefined => {
    const time = times[name];
    return time?.kind === 'quantile' ? time : undefined;
  };
  const [timeToFirstToken, interTokenLatency] = [
    quantileOnly('timeToFirstToken'),
    quantileOnly('interTokenLatency'),
  ];
  checkOrder(entry, times, report);
  return {
    window: resolveWindow(entry, environment, report),
    ...(availability === undefined ? {} : { availability }),
    ...(completion === undefined ? {} : { completion }),
    ...(latency === undefined ? {} : { latency }),
    ...(timeToFirstToken === undefined ? {} : { timeToFirstToken }),
    ...(interTokenLatency === undefined ? {} : { interTokenLatency }),
    ...(queueWait === undefined ? {} : { queueWait }),
  };
}

/** What would feed a signal that the runtime does not tell of this model. */
function insteadOf(signal: SignalName, entry: ModelEntry): string {
  const feeds = (id: RuntimeId): boolean => feedsOf(runtimes[id], signal).length > 0;
  if (entry.serving.metrics !== undefined) {
    return `name its metric in serving.metrics.${signal}, or remove the objective`;
  }
  if (feeds(entry.runtime)) return 'remove the objective';
  const { kind } = runtimes[entry.runtime];
  const others = runtimeIds.filter((id) => feeds(id) && runtimes[id].kind === kind);
  return others.length === 0
    ? 'remove the objective'
    : `remove the objective; ${others.join(', ')} would tell`;
}

/** The asked window, or the longest over which the environment can look back. */
function resolveWindow(entry: ModelEntry, environment: EnvironmentFile, report: Report): Duration {
  const kept = environment.retention.metrics;
  const possible = objectiveWindows.filter(({ milliseconds: long }) => long <= kept.milliseconds);
  const longest = possible[0] ?? objectiveWindows.at(-1) ?? kept;
  const { window } = entry.objectives;
  if (window === undefined) return longest;
  const asked = objectiveWindows.find((one) => printDuration(one) === window) ?? longest;
  if (asked.milliseconds > kept.milliseconds) {
    report(
      ['objectives', 'window'],
      `environment.yaml keeps metrics for ${printDuration(kept)} (retention.metrics), so ${window} cannot be judged; write ${printDuration(longest)}, or keep them for longer`,
    );
  }
  return asked;
}

function resolveTime(
  name: TimingName,
  entry: ModelEntry,
  observed: Observed,
  runtime: Runtime,
  report: Report,
): TimeObjective | undefined {
  const asked: Partial<Record<Quantile | 'mean', Duration | undefined>> | undefined = entry.objectives[name];
  if (asked === undefined) return undefined;
  const { signal, mean } = timingOf(name);
  const path = ['objectives', name];
  if (asked.mean !== undefined) {
    if (mean !== undefined && observed.signals.includes(mean))
      return { kind: 'mean', seconds: inSeconds(asked.mean) };
    report([...path, 'mean'], `${runtime.title} does not tell ${meanings[name]}; remove the objective`);
    return undefined;
  }
  const quantile = (Object.keys(quantiles) as Quantile[]).find((one) => asked[one] !== undefined);
  const bound = quantile === undefined ? undefined : asked[quantile];
  if (quantile === undefined || bound === undefined) return undefined;
  const hasMean = mean !== undefined && observed.signals.includes(mean);
  const byMean = `write ${name}: { mean: ${entryNotation(bound)} }`;
  const histogram = histogramOfModel(observed, signal);
  if (histogram === undefined) {
    const isShared = feedsOf(runtime, signal).length > 0 && entry.serving.metrics === undefined;
    const why = isShared
      ? 'its histogram does not say which model it belongs to'
      : `it has no histogram of ${meanings[name]}`;
    const instead = hasMean ? byMean : insteadOf(signal, entry);
    report([...path, quantile], `${runtime.title} cannot tell a ${quantile}: ${why}; ${instead}`);
    return undefined;
  }
  const native = nativeBound(histogram, bound);
  if (native === undefined) {
    const problem = offBucket(bound, histogram, runtime);
    // A histogram that must be switched on first may be more than somebody wants.
    const isOptional = runtime.pages[0].lacks?.includes(signal) === true;
    report([...path, quantile], hasMean && isOptional ? `${problem}; or ${byMean}` : problem);
    return undefined;
  }
  return { kind: 'quantile', quantile, seconds: inSeconds(bound), le: printBound(native) };
}

/** What a time is, after "tells". */
const meanings: Readonly<Record<TimingName, string>> = {
  latency: 'how long requests take',
  timeToFirstToken: 'how long the first token takes',
  interTokenLatency: 'how long the gaps between tokens are',
  queueWait: 'how long requests wait',
};

/** In milliseconds and with a tolerance: 0.35s divided by 1ms is not 350 to the last bit. */
const nativeBound = ({ bounds, unit }: HistogramFeed, asked: Duration): number | undefined =>
  bounds.find((one) => Math.abs(one * basePer[unit] * 1_000 - asked.milliseconds) < 1e-6);

/** The nearest bounds, as an entry would write them. */
function offBucket(asked: Duration, { bounds, unit }: HistogramFeed, runtime: Runtime): string {
  const toMilliseconds = (bound: number): number => Number((bound * basePer[unit] * 1_000).toFixed(3));
  // An entry cannot ask for a fraction of a millisecond.
  const writable = bounds.map(toMilliseconds).filter((bound) => bound > 0 && Number.isInteger(bound));
  const near = nearestBounds(writable, asked.milliseconds).map((one) => entryNotation(milliseconds(one)));
  const offer =
    near.length === 0
      ? 'none of its bounds is a whole number of milliseconds'
      : `the nearest bounds are ${near.join(', ')}`;
  return `no bucket of ${runtime.title} ends at ${entryNotation(asked)}, so nothing could be counted; ${offer}`;
}

/** A part of a request cannot be allowed to take longer than the whole. */
const parts: readonly (readonly [TimingName, TimingName])[] = [
  ['queueWait', 'timeToFirstToken'],
  ['queueWait', 'latency'],
  ['timeToFirstToken', 'latency'],
  ['interTokenLatency', 'latency'],
];

function checkOrder(
  entry: ModelEntry,
  times: Partial<Record<TimingName, TimeObjective>>,
  report: Report,
): void {
  for (const [part, whole] of parts) {
    const [inner, outer] = [times[part], times[whole]];
    if (inner === undefined || outer === undefined || inner.seconds <= outer.seconds) continue;
    const [innerKey = ''] = Object.keys(entry.objectives[part] ?? {});
    const print = ({ seconds }: TimeObjective): string => entryNotation(milliseconds(seconds * 1_000));
    report(
      ['objectives', part, innerKey],
      `${part} may take ${print(inner)}, longer than the whole of which it is a part: ${whole} of ${print(outer)} (objectives.${whole}); lower the one or raise the other`,
    );
  }
}
