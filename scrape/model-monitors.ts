import { printDuration, times } from '../models/duration';
import { metaLabel, watchedLabels } from '../models/kubernetes';
import type { Model, Source } from '../models/model';
import { namespaces } from '../models/names';
import { runtimes } from '../models/runtimes';
import { droppedTargetsKept, largestPage, scrapeInterval, scrapeTimeout } from '../models/scrape-interval';
import { metricRelabelingsOf } from './metric-relabelings';
import type { PodMetricsEndpoint, PodMonitor, Relabeling } from './pod-monitor';

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
    metadata: {
      name: source.name,
      namespace: namespaces.observatory,
      labels: watchedLabels('scrape', model.shard),
    },
    spec: {
      namespaceSelector: { matchNames: [source.namespace] },
      selector: { matchLabels: source.selector },
      // One format for all: under another, the names of some servers lose their colons.
      scrapeProtocols: ['PrometheusText0.0.4'],
      // Prometheus 3 refuses a page whose content type it does not know; several runtimes send none or an odd one.
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      bodySizeLimit: largestPage,
      sampleLimit: runtime.limits.samples,
      labelLimit: runtime.limits.labels,
      keepDroppedTargets: droppedTargetsKept,
      podMetricsEndpoints: [
        {
          portNumber: source.port,
          path: source.path,
          ...accessOf(source),
          interval: printDuration(times(scrapeInterval, 1 / pace)),
          scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
          honorLabels: false,
          // A pod whose clock is an hour ahead would lose every series on which it writes its time.
          honorTimestamps: false,
          relabelings: identityOf(model, source),
          metricRelabelings: metricRelabelingsOf(model, source),
        },
      ],
    },
  };
}

/**
 * The model's namespace, not the pod's: the two differ for gateways and for quality jobs that run elsewhere. A pod is
 * named only where it is one of the model's own, because exporters are joined by namespace and pod.
 */
const identityOf = (model: Model, source: Source): readonly Relabeling[] => [
  { targetLabel: 'namespace', replacement: model.namespace },
  { targetLabel: 'model_name', replacement: model.name },
  { targetLabel: 'team', replacement: model.team },
  { targetLabel: 'tier', replacement: model.tier },
  { targetLabel: 'runtime', replacement: source.runtime },
  // Behind a gateway the pod is not the model's; there the version is the one that the job pushed.
  ...(!source.gateway
    ? [{ sourceLabels: [metaLabel('pod', source.versionLabel)], targetLabel: 'model_version' }]
    : []),
  ...(source.gateway || source.name !== model.name
    ? [{ action: 'labeldrop' as const, regex: 'pod|container' }]
    : []),
];

/** Secrets lie beside the monitor, because the operator reads them only there. */
const accessOf = ({
  scheme,
  tls,
  token,
}: Source): Pick<PodMetricsEndpoint, 'scheme' | 'tlsConfig' | 'authorization'> => ({
  ...(scheme === 'http' ? {} : { scheme }),
  ...(tls === undefined
    ? {}
    : {
        tlsConfig: {
          ...(tls.ca === undefined ? {} : { ca: { secret: { name: tls.ca, key: 'ca.crt' } } }),
          ...(tls.serverName === undefined ? {} : { serverName: tls.serverName }),
        },
      }),
  ...(token === undefined ? {} : { authorization: { credentials: { name: token, key: 'token' } } }),
});
