import { burnPairs, fastWindows, slowWindows } from '../burn';
import { costRecords } from '../cost-records';
import { days } from '../duration';
import { logRecords } from '../log-records';
import {
  expected,
  modelCronJob,
  modelIdentity,
  modelInfo,
  modelKey,
  modelLogService,
  muted,
  standardLabel,
  standardThresholds,
  thresholds,
} from '../names';
import { recordedQuantiles, records, type RecordedQuantile } from '../records';
import type { Signal, SignalForm } from '../signal';
import { signals, type SignalName } from '../signals';
import { timingNames } from '../timings';
import type { KnownSeries } from './knowledge';
import { exactly, type Labels } from './labels';
import type { Unit } from './value';

const units: Readonly<Record<SignalForm, Unit>> = {
  rate: 'per second',
  distribution: 'per second',
  mean: 'seconds',
  share: 'ratio',
  level: 'unknown',
  verdict: 'unknown',
};

const keyed = (...more: readonly string[]): Labels => exactly([...modelKey, ...more]);

/** Series with the model's key and labels that some of them have. */
const keyedAtMost = (...some: readonly string[]): Labels => {
  const { has, lacks } = keyed();
  return { has, lacks, only: new Set([...modelKey, ...some]) };
};

const series = (labels: Labels, unit: Unit = 'unknown', more: Partial<KnownSeries> = {}): KnownSeries => ({
  labels,
  unit,
  presence: 'always',
  ...more,
});

const failing: ReadonlySet<SignalName> = new Set<SignalName>(['errors', 'rejections']);

const ofSignals = Object.entries<Signal>(signals).flatMap(([name, { series: record, labels, form }]) => {
  const isBuckets = form === 'distribution';
  // Restarts are counted by the hour, and business metrics as their entry says.
  const isOther = form === 'rate' && !record.endsWith(':rate5m');
  const failures = failing.has(name as SignalName) ? { failures: record } : {};
  return [
    [
      record,
      series(keyed(...labels), isOther ? 'unknown' : units[form], {
        ...failures,
        ...(isBuckets ? { buckets: true } : {}),
      }),
    ] as const,
    [records.latest(record), series(keyed(...labels))] as const,
    ...(form === 'share' ? [[records.eventsOf(record), series(keyed(...labels))] as const] : []),
    ...(form === 'rate'
      ? [[records.hourly(record), series(keyed(...labels), 'per second', failures)] as const]
      : []),
  ];
});

const windows = [...fastWindows, ...slowWindows];
/** Windows within which bad events and requests are counted. */
const counted = burnPairs(days(30)).map(({ long }) => long);
const countsOf = (rate: string) =>
  counted.map((window) => [records.eventsWithin(rate, window), series(keyed())] as const);

const ofTimings = timingNames.flatMap((timing) => [
  ...windows.map((window) => [records.slowRatio(timing, window), series(keyed(), 'ratio')] as const),
  [records.slowRatioOfWindow(timing), series(keyed(), 'ratio')] as const,
  [records.badOfWindow(records.slowRate(timing)), series(keyed())] as const,
  ...countsOf(records.slowRate(timing)),
  [records.slowRate(timing), series(keyed(), 'per second', { failures: records.slowRate(timing) })] as const,
  [records.timedRate(timing), series(keyed(), 'per second')] as const,
  [records.hourly(records.slowRate(timing)), series(keyed(), 'per second')] as const,
  [records.hourly(records.timedRate(timing)), series(keyed(), 'per second')] as const,
  ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map(
    (quantile) => [records.quantile(timing, quantile), series(keyed(), 'seconds')] as const,
  ),
]);

const bandOf = (of: string): readonly string[] => [records.lowerOf(of), records.upperOf(of)];

/** What a value was, how far from it is normal, and the band that follows. */
const ofBaselines = (
  [
    [[records.requestsOfDayBefore, records.requestsOfWeekBefore], 'per second'],
    [[records.lowConfidenceOfWeek], 'ratio'],
    [
      [
        records.accuracyOfWeeks,
        records.accuracySpread,
        records.lowConfidenceSpread,
        records.requestsSpreadOfDayBefore,
        records.requestsSpreadOfWeekBefore,
        ...[signals.accuracy.series, signals.requests.series, records.lowConfidence].flatMap(bandOf),
      ],
      'unknown',
    ],
  ] as const
).flatMap(([names, unit]) => names.map((name) => [name, series(keyed(), unit)] as const));

/** The recorded series that rules of a company may read, as the shared rules record them. */
export const knownRecords: ReadonlyMap<string, KnownSeries> = new Map([
  ...ofSignals,
  ...ofTimings,
  ...windows.map((window) => [records.errorRatio(window), series(keyed(), 'ratio')] as const),
  [records.errorRatioOfWindow, series(keyed(), 'ratio')],
  [records.badOfWindow(signals.errors.series), series(keyed())],
  ...[signals.requests.series, signals.errors.series].flatMap(countsOf),
  ...ofBaselines,
  [records.lowConfidence, series(keyed(), 'ratio')],
  [records.classShare, series(keyed('class'), 'ratio')],
  [records.classShareOfWeek, series(keyed('class'), 'ratio')],
  [records.accuracyShortfall, series(keyed(), 'unknown', { presence: 'sometimes' })],
  [records.budgetBurn, series(keyed(), 'ratio', { presence: 'sometimes' })],
  [records.backlog, series(keyed(), 'unknown', { presence: 'sometimes' })],
  [records.cronJobSuccess, series(keyed())],
  [records.linesPerRequest, series(keyed(), 'ratio')],
  [records.usualLinesPerRequest, series(keyed(), 'ratio', { presence: 'sometimes' })],
  [records.latest(records.usualLinesPerRequest), series(keyed(), 'ratio', { presence: 'sometimes' })],
  [modelCronJob, series(keyed('cronjob'))],
  [modelLogService, series(keyed('service'))],
  [logRecords.requests, series(exactly(['service']), 'per second')],
  [logRecords.serverLines, series(exactly(['service']), 'per second')],
  [logRecords.lines, series(exactly(['service']))],
  [logRecords.unreadShare, series(exactly(['service', 'outcome']), 'ratio', { presence: 'sometimes' })],
  [logRecords.redacted, series(exactly(['service', 'data']))],
  [logRecords.errors, series(exactly(['service', 'signature']), 'unknown', { presence: 'sometimes' })],
  [logRecords.newErrors, series(exactly(['service', 'signature']), 'unknown', { presence: 'sometimes' })],
  [logRecords.linesSince, series(exactly(['service']))],
  [logRecords.errorsSince, series(exactly(['service', 'signature']))],
  [logRecords.errorsLatest, series(exactly(['service', 'signature']))],
  [logRecords.linesPerRequest, series(exactly(['service']), 'ratio')],
  [logRecords.usualLinesPerRequest, series(exactly(['service']), 'ratio', { presence: 'sometimes' })],
  [logRecords.latestLinesPerRequest, series(exactly(['service']), 'ratio', { presence: 'sometimes' })],
  [
    expected.thresholds,
    series(keyedAtMost(...standardThresholds.map((name) => standardLabel(thresholds[name])))),
  ],
  [costRecords.ofModel, series(keyed('use'))],
  [costRecords.ofTeam, series(exactly(['team', 'use']))],
  [costRecords.ofPool, series(exactly(['pool', 'use']))],
  [records.targetsUp, series(keyed(), 'ratio')],
  [records.sourcesFound, series(keyed())],
  [records.seriesStored, series(keyed())],
  [modelInfo, series(keyed('team', 'tier', 'kind', 'traffic'))],
  [modelIdentity, series(keyed('team', 'tier', 'kind', 'traffic'))],
  [muted.alert, series(keyed('alert', 'why'), 'unknown', { presence: 'sometimes' })],
  [muted.model, series(keyed(), 'unknown', { presence: 'sometimes' })],
  ...Object.values(thresholds).map((name) => [name, series(keyedAtMost('window', 'le', 'metric'))] as const),
]);
