import { escapePattern, selectorsOf } from '../models/feed';
import type { FailureMark, Model, RenamedMetric, Source } from '../models/model';
import { failureLabel, storedLabel } from '../models/names';
import { feedsOf } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import type { SignalName } from '../models/signals';
import type { Relabeling } from './pod-monitor';

/** What happens to the series of a page before they are stored, in this order. */
export const metricRelabelingsOf = (model: Model, source: Source): readonly Relabeling[] => [
  ...(source.failures === undefined ? [] : [markOf(source.failures)]),
  ...source.renamed.map(renamingOf),
  ...ownSeries(source),
  ...ownVersion(source),
  ...dropped([...runtimes[source.runtime].drop, ...unreadMetrics(source)]),
  ...droppedLabels(source),
  ...watchedFeatures(model, source),
  ...watchedTest(model, source),
];

/** Failures keep their labels and get one more: two that were renamed alike would be one series, and one would be lost. */
const markOf = ({ metric, where }: FailureMark): Relabeling => ({
  sourceLabels: ['__name__', ...Object.keys(where).map(storedLabel)],
  regex: [escapePattern(metric), ...Object.values(where).map((pattern) => `(?:${pattern})`)].join(';'),
  targetLabel: failureLabel,
  replacement: 'true',
});

/** Metrics of a server's own names become those of the contract, which rules read. */
const renamingOf = ({ from, to, histogram, where = {} }: RenamedMetric): Relabeling => ({
  sourceLabels: ['__name__', ...Object.keys(where).map(storedLabel)],
  regex: [
    `${escapePattern(from)}${histogram ? '(_bucket|_count|_sum)' : ''}`,
    ...Object.values(where).map((pattern) => `(?:${pattern})`),
  ].join(';'),
  targetLabel: '__name__',
  replacement: histogram ? `${to}$1` : to,
});

function ownSeries({ runtime, served }: Source): readonly Relabeling[] {
  const { servedLabel } = runtimes[runtime];
  if (served === undefined || servedLabel === undefined) return [];
  return [{ action: 'keep', sourceLabels: [storedLabel(servedLabel)], regex: escapePattern(served) }];
}

/** On a shared server the version is the model's and not that of the pod, where the page tells it. */
function ownVersion({ runtime, served }: Source): readonly Relabeling[] {
  const { servedVersion } = runtimes[runtime];
  if (served === undefined || servedVersion === undefined) return [];
  return [{ sourceLabels: [storedLabel(servedVersion)], regex: '(.+)', targetLabel: 'model_version' }];
}

/** Metrics that only feed signals which are not read here: stored, they would count twice or for the wrong model. */
function unreadMetrics({ runtime, unread }: Source): readonly string[] {
  const metricsOf = (wanted: (signal: SignalName) => boolean): readonly string[] =>
    (Object.keys(runtimes[runtime].feeds) as SignalName[])
      .filter(wanted)
      .flatMap((signal) => feedsOf(runtimes[runtime], signal))
      .flatMap((feed) => selectorsOf(feed).map(({ metric }) => metric));
  const read = new Set(metricsOf((signal) => !unread.includes(signal)));
  return [...new Set(metricsOf((signal) => unread.includes(signal)))]
    .filter((metric) => !read.has(metric))
    .sort();
}

const dropped = (patterns: readonly string[]): readonly Relabeling[] =>
  patterns.length === 0 ? [] : [{ action: 'drop', sourceLabels: ['__name__'], regex: patterns.join('|') }];

const droppedLabels = ({ runtime }: Source): readonly Relabeling[] => {
  const { dropLabels = [] } = runtimes[runtime];
  return dropLabels.length === 0
    ? []
    : [{ action: 'labeldrop', regex: dropLabels.map(storedLabel).join('|') }];
};

/**
 * Drift of the features that the entry names, and of no other: the alert counts a share of them. Marked and dropped in
 * two steps, because the regular expressions of Prometheus cannot say "none of these".
 */
const watchedFeatures = ({ drift }: Model, source: Source): readonly Relabeling[] =>
  drift === undefined ? [] : onlyThose(metricsOf(source, ['drift', 'driftScore']), 'feature', drift.features);

/** The score of the test that the entry names: scores of different tests cannot be compared. */
const watchedTest = ({ drift }: Model, source: Source): readonly Relabeling[] =>
  drift?.score === undefined
    ? []
    : onlyThose(metricsOf(source, ['driftScore']), 'method', [drift.score.test]);

function onlyThose(
  metrics: readonly string[],
  label: string,
  values: readonly string[],
): readonly Relabeling[] {
  if (metrics.length === 0) return [];
  const names = metrics.join('|');
  return [
    {
      sourceLabels: ['__name__', label],
      regex: `(${names});(${values.map(escapePattern).join('|')})`,
      targetLabel: watched,
      replacement: 'yes',
    },
    { action: 'drop', sourceLabels: ['__name__', watched], regex: `(${names});` },
    { action: 'labeldrop', regex: watched },
  ];
}

const watched = '__tmp_watched';

/** Metrics by which an endpoint tells the signals that are read there. */
const metricsOf = ({ runtime, signals }: Source, wanted: readonly SignalName[]): readonly string[] => [
  ...new Set(
    wanted
      .filter((signal) => signals.includes(signal))
      .flatMap((signal) => feedsOf(runtimes[runtime], signal))
      .flatMap((feed) => selectorsOf(feed).map(({ metric }) => metric)),
  ),
];
