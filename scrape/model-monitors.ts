import { printDuration, times } from '../models/duration';
import { escapePattern, selectorsOf } from '../models/feed';
import { ownedLabels } from '../models/kubernetes';
import type { Model, Source } from '../models/model';
import { namespaces, storedLabel } from '../models/names';
import { runtimes } from '../models/runtimes';
import { scrapeInterval, scrapeTimeout } from '../models/scrape-interval';
import type { PodMonitor, Relabeling } from './pod-monitor';

/**
 * One monitor per metrics endpoint of a model. Identity is attached to the target, whatever the page says of itself; on
 * a server that carries several models the monitor keeps this model's series only, so adding a model touches one object.
 */
export const podMonitorsFor = (model: Model, pace = 1): readonly PodMonitor[] =>
  model.sources.map((source) => podMonitor(model, source, pace));

function podMonitor(model: Model, source: Source, pace: number): PodMonitor {
  const runtime = runtimes[source.runtime];
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: source.name, namespace: namespaces.observatory, labels: ownedLabels('scrape') },
    spec: {
      namespaceSelector: { matchNames: [source.namespace] },
      selector: { matchLabels: source.selector },
      // Prometheus 3 refuses a page whose content type it does not know; several runtimes send none or an odd one.
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      sampleLimit: runtime.limits.samples,
      labelLimit: runtime.limits.labels,
      podMetricsEndpoints: [
        {
          portNumber: source.port,
          path: source.path,
          interval: printDuration(times(scrapeInterval, 1 / pace)),
          scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
          honorLabels: false,
          relabelings: identityOf(model, source),
          metricRelabelings: [
            ...ownSeries(source),
            ...dropped([...runtime.drop, ...foreignMetrics(source)]),
            ...watchedFeatures(model, source),
          ],
        },
      ],
    },
  };
}

/** The model's namespace, not the pod's: the two differ for gateways and for quality jobs that run elsewhere. */
const identityOf = (model: Model, source: Source): readonly Relabeling[] => [
  { targetLabel: 'namespace', replacement: model.namespace },
  { targetLabel: 'model_name', replacement: model.name },
  { targetLabel: 'team', replacement: model.team },
  { targetLabel: 'tier', replacement: model.tier },
  { targetLabel: 'runtime', replacement: source.runtime },
  // Behind a gateway the pod is not the model's; there the version is the one that the job pushed.
  ...(runtimes[source.runtime].gateway === undefined
    ? [{ sourceLabels: [metaLabel(source.versionLabel)], targetLabel: 'model_version' }]
    : []),
];

/** A pod label as service discovery shows it. */
const metaLabel = (podLabel: string): string =>
  `__meta_kubernetes_pod_label_${podLabel.replace(/[^A-Za-z0-9_]/g, '_')}`;

function ownSeries({ runtime, served }: Source): readonly Relabeling[] {
  const { servedLabel } = runtimes[runtime];
  if (served === undefined || servedLabel === undefined) return [];
  return [{ action: 'keep', sourceLabels: [storedLabel(servedLabel)], regex: escapePattern(served) }];
}

/**
 * Metrics of signals that are not read from this endpoint: those that another endpoint of the model publishes, and those
 * of which a shared server does not say whose they are. Stored, they would count twice or for the wrong model.
 */
function foreignMetrics({ runtime, signals }: Source): readonly string[] {
  const feeds = Object.entries(runtimes[runtime].feeds);
  const metricsOf = (own: boolean): readonly string[] =>
    feeds
      .filter(([signal]) => (signals as readonly string[]).includes(signal) === own)
      .flatMap(([, feed]) => selectorsOf(feed).map(({ metric }) => metric));
  const read = new Set(metricsOf(true));
  return [...new Set(metricsOf(false))].filter((metric) => !read.has(metric)).sort();
}

/**
 * Drift of the features that the entry names, and of no other: the alert counts a share of them. Marked and dropped in
 * two steps, because the regular expressions of Prometheus cannot say "none of these".
 */
function watchedFeatures({ drift }: Model, { runtime, signals }: Source): readonly Relabeling[] {
  const feed = runtimes[runtime].feeds.drift;
  if (drift === undefined || feed === undefined || !signals.includes('drift')) return [];
  const metrics = selectorsOf(feed)
    .map(({ metric }) => metric)
    .join('|');
  const features = drift.features.map(escapePattern).join('|');
  return [
    {
      sourceLabels: ['__name__', 'feature'],
      regex: `(${metrics});(${features})`,
      targetLabel: watched,
      replacement: 'yes',
    },
    { action: 'drop', sourceLabels: ['__name__', watched], regex: `(${metrics});` },
    { action: 'labeldrop', regex: watched },
  ];
}

const watched = '__tmp_watched';

const dropped = (patterns: readonly string[]): readonly Relabeling[] =>
  patterns.length === 0 ? [] : [{ action: 'drop', sourceLabels: ['__name__'], regex: patterns.join('|') }];
