import { printBound } from '../models/bound';
import { days, printDuration, type Duration } from '../models/duration';
import { driftTests, type ModelEntry } from '../models/entry';
import { basePer } from '../models/feed';
import { histogramOf } from '../models/histogram-of';
import type { Model, Source } from '../models/model';
import type { ModelKind } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { isExpectedOf, signalNames, signals, type SignalName } from '../models/signals';
import { nearestBounds } from './bounds';
import type { EnvironmentFile } from './environment';
import type { Report } from './report';

type Quality = ModelEntry['quality'];

interface Question {
  readonly path: readonly string[];
  readonly signal: SignalName;
  /** What is not told where the signal is missing. */
  readonly about: string;
  readonly isAsked: (quality: Quality) => boolean;
}

const question = (
  path: string,
  signal: SignalName,
  about: string,
  isAsked: (quality: Quality) => unknown,
): Question => ({
  path: ['quality', ...path.split('.')],
  signal,
  about,
  isAsked: (quality) => isAsked(quality) !== undefined,
});

/** Which fields of the entry ask for which signals. */
const questions: readonly Question[] = [
  question('accuracy', 'accuracy', 'the accuracy of its model', ({ accuracy }) => accuracy),
  question(
    'accuracy.every',
    'evaluationTime',
    'when its model was evaluated',
    ({ accuracy }) => accuracy?.every,
  ),
  question('segments', 'segmentAccuracy', 'the accuracy of each segment', ({ segments }) => segments),
  question('drift', 'drift', 'the drift of features', ({ drift }) => drift),
  question('drift.test', 'driftScore', 'the score of a drift test', ({ drift }) => drift?.test),
  question('drift.every', 'driftTime', 'when drift was checked', ({ drift }) => drift?.every),
  question('segments', 'segmentDrift', 'the drift of each segment', ({ segments, drift }) =>
    drift === undefined ? undefined : segments,
  ),
  question('data.freshness', 'dataTime', 'how old its input is', ({ data }) => data?.freshness),
  question('data.missing', 'missing', 'which values are missing', ({ data }) => data?.missing),
  question('data.outliers', 'outliers', 'which values are out of range', ({ data }) => data?.outliers),
  question('data.volume', 'dataRows', 'how many rows arrive', ({ data }) => data?.volume),
  question('confidence', 'confidence', 'how sure its model is', ({ confidence }) => confidence),
  question('classes', 'classes', 'which classes are predicted', ({ classes }) => classes),
  question('answers', 'answerQuality', 'how good its answers are', ({ answers }) => answers),
  question('refusals', 'refusals', 'which answers are refused', ({ refusals }) => refusals),
  question('feedback', 'feedback', 'what users say', ({ feedback }) => feedback),
];

/** The quality signals that an entry asks for. */
export const qualityAsked = ({ quality }: ModelEntry): readonly SignalName[] =>
  signalNames.filter((signal) => questions.some((one) => one.signal === signal && one.isAsked(quality)));

/** How far back the rules of a field look: the baseline and what it is compared with. */
const lookBacks: readonly {
  readonly path: readonly string[];
  readonly days: number;
  readonly isAsked: (quality: Quality) => boolean;
}[] = [
  {
    path: ['quality', 'accuracy', 'drop'],
    days: 15,
    isAsked: ({ accuracy }) => accuracy?.drop !== undefined,
  },
  { path: ['quality', 'classes'], days: 8, isAsked: ({ classes }) => classes !== undefined },
];

/** Reports what is asked for and cannot be told, at the field that asks. */
export function checkQuality(
  entry: ModelEntry,
  kind: ModelKind,
  sources: readonly Source[],
  environment: EnvironmentFile,
  report: Report,
): void {
  const { quality } = entry;
  const reported = new Set<string>();
  for (const { path, signal, about, isAsked } of questions) {
    if (!isAsked(quality) || sources.some((source) => source.signals.includes(signal))) continue;
    // Once per field: a segment without accuracy has no drift either.
    if (reported.has(path.join('.'))) continue;
    reported.add(path.join('.'));
    if (!isExpectedOf(signal, kind)) {
      const kinds = signals[signal].kinds.join(' or ');
      report(path, `is asked of models of kind ${kinds}, and this one is ${kind}; remove it, or add kind`);
      continue;
    }
    const [who, instead] =
      quality.from === undefined
        ? [runtimes[entry.runtime].title, 'name the pods that publish it under quality.from']
        : ['quality.from', `map it in quality.from.metrics`];
    report(path, `${who} does not tell ${about}; ${instead}`);
  }
  const kept = environment.retention.metrics;
  for (const { path, days: needed, isAsked } of lookBacks) {
    if (!isAsked(quality) || kept.milliseconds >= days(needed).milliseconds) continue;
    report(
      path,
      `compares with the past ${needed}d, but environment.yaml keeps metrics for ${printDuration(kept)} (retention.metrics); keep them for ${needed}d, or remove it`,
    );
  }
  const { accuracy, segments } = quality;
  if (accuracy?.floor !== undefined && segments !== undefined && segments.floor > accuracy.floor) {
    report(
      ['quality', 'segments', 'floor'],
      `no segment may fall below ${segments.floor}, so the accuracy of all cannot fall below its floor of ${accuracy.floor} (quality.accuracy.floor); set it to ${accuracy.floor} or less`,
    );
  }
}

type ResolvedQuality = Pick<
  Model,
  'accuracy' | 'segments' | 'drift' | 'data' | 'confidence' | 'classes' | 'answers' | 'refusals' | 'feedback'
>;

/** What is judged, with every default applied. */
export function resolveQuality(
  { quality }: ModelEntry,
  sources: readonly Source[],
  report: Report,
): ResolvedQuality {
  const { accuracy, segments, drift, data, classes, answers, refusals, feedback } = quality;
  const confidence = resolveConfidence(quality, sources, report);
  return {
    ...(accuracy === undefined ? {} : { accuracy: present(accuracy) }),
    ...(segments === undefined ? {} : { segments }),
    ...(drift === undefined ? {} : { drift: resolveDrift(drift, report) }),
    ...(data === undefined ? {} : { data: present(data) }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(classes === undefined ? {} : { classes }),
    ...(answers === undefined ? {} : { answers }),
    ...(refusals === undefined ? {} : { refusals }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };
const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;

function resolveDrift(
  { features, share, test, limit, every }: NonNullable<Quality['drift']>,
  report: Report,
): NonNullable<Model['drift']> {
  if (limit !== undefined && test === undefined) {
    report(['quality', 'drift', 'limit'], 'a limit is one of a test; name it with test: psi');
  }
  return {
    features,
    share,
    ...(test === undefined ? {} : { score: { test, limit: limit ?? driftTests[test] } }),
    ...(every === undefined ? {} : { every: every satisfies Duration }),
  };
}

function resolveConfidence(
  { confidence }: Quality,
  sources: readonly Source[],
  report: Report,
): Model['confidence'] {
  if (confidence === undefined) return undefined;
  const source = sources.find(({ signals }) => signals.includes('confidence'));
  const histogram = source === undefined ? undefined : histogramOf(source, 'confidence');
  if (histogram === undefined) return undefined;
  const { low, share } = confidence;
  const native = histogram.bounds.find((bound) => Math.abs(bound * basePer[histogram.unit] - low) < 1e-9);
  if (native !== undefined) return { low, le: printBound(native), share };
  const near = nearestBounds(histogram.bounds, low).join(', ');
  report(
    ['quality', 'confidence', 'low'],
    `no bucket of the confidence ends at ${low}, so nothing could be counted; the nearest bounds are ${near}`,
  );
  return undefined;
}
