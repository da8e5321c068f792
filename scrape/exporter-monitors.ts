import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments/environment';
import { hasShards } from '../environments/shards';
import { hasPrices } from '../environments/gpu-price';
import { printDuration, times } from '../models/duration';
import {
  blackboxExporter,
  dcgmExporter,
  elasticsearchExporter,
  logLineCounter,
  logstashExporter,
  type Exporter,
  type LogExporter,
} from '../models/exporters';
import { watchedLabels } from '../models/kubernetes';
import { namespaces } from '../models/names';
import { takenBy } from '../models/shards';
import { droppedTargetsKept, largestPage, scrapeInterval, scrapeTimeout } from '../models/scrape-interval';
import { poolRelabelings } from './gpu-pools';
import type { PodMetricsEndpoint, PodMonitor } from './pod-monitor';

/** What differs between the monitors of exporters. */
interface ExporterMonitor extends Pick<
  PodMetricsEndpoint,
  'honorLabels' | 'relabelings' | 'metricRelabelings'
> {
  readonly name: string;
  /** Where its pods are. */
  readonly namespace: string;
  readonly exporter: Exporter;
  readonly sampleLimit: number;
  /** Whether relabelings read labels of nodes. */
  readonly readsNodes?: boolean;
  /** Whether rules join it with models, so that each Prometheus needs it. */
  readonly joined?: boolean;
}

/** Monitors of the exporters that this project deploys, where they are deployed. */
export const exporterMonitors = (environment: Environment, pace = 1): readonly PodMonitor[] =>
  [
    ...(hasGpus(environment) ? [gpusOf(environment)] : []),
    ...(environment.models.some(({ probe }) => probe !== undefined) ? [prober] : []),
    // In every cluster, as all that is shared: where Elasticsearch does not run, the first finds no pod.
    logs(elasticsearchExporter, 10_000),
    logs(logstashExporter, 5_000),
    // A series for each model, and what the program tells of itself.
    { ...logs(logLineCounter, 10_000), joined: true },
  ].map((one) => monitorOf(one, environment, pace));

const monitorOf = (
  { name, namespace, exporter, sampleLimit, readsNodes = false, joined = false, ...labels }: ExporterMonitor,
  environment: Environment,
  pace: number,
): PodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: {
    name,
    namespace: namespaces.observatory,
    labels: watchedLabels('scrape', joined && hasShards(environment) ? takenBy.every : undefined),
  },
  spec: {
    namespaceSelector: { matchNames: [namespace] },
    selector: { matchLabels: exporter.selector },
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    bodySizeLimit: largestPage,
    sampleLimit,
    labelLimit: 40,
    keepDroppedTargets: droppedTargetsKept,
    ...(readsNodes ? { attachMetadata: { node: true } } : {}),
    podMetricsEndpoints: [
      {
        portNumber: exporter.portNumber,
        path: exporter.path,
        interval: printDuration(times(scrapeInterval, 1 / pace)),
        scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
        honorTimestamps: false,
        ...labels,
      },
    ],
  },
});

/**
 * dcgm-exporter describes the pods that use its GPUs, not itself: its own pod, namespace and container labels must not
 * stand in for an idle GPU's missing ones. The node's name comes from discovery, because the exporter's label for it
 * changed its spelling between versions.
 */
const gpusOf = (environment: Environment): ExporterMonitor => ({
  name: 'dcgm-exporter',
  namespace: namespaces.nodeAgents,
  exporter: dcgmExporter,
  sampleLimit: 5_000,
  honorLabels: true,
  relabelings: [
    { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
    ...poolRelabelings(environment),
    { action: 'labeldrop', regex: 'pod|namespace|container' },
  ],
  readsNodes: hasPrices(environment),
  joined: true,
  // On NVLink series this label names the GPU's product and would pass for a model.
  metricRelabelings: [{ action: 'labeldrop', regex: 'model_name' }],
});

/** Of the prober itself: without it nobody would be told that it is gone, only that every probe is. */
const prober: ExporterMonitor = {
  name: blackboxExporter.selector['app.kubernetes.io/name'],
  namespace: namespaces.monitoring,
  exporter: blackboxExporter,
  sampleLimit: 1_000,
  honorLabels: false,
  relabelings: [],
  metricRelabelings: [],
};

/**
 * Of what tells about the logging stack. Elasticsearch's name for its own cluster goes: the label is that of the cluster in
 * which an alert arose, and Prometheus would not put it on an alert that has one.
 */
const logs = (exporter: LogExporter, sampleLimit: number): ExporterMonitor => ({
  name: exporter.monitor,
  namespace: namespaces.logging,
  exporter,
  sampleLimit,
  honorLabels: false,
  relabelings: [],
  metricRelabelings: [{ action: 'labeldrop', regex: 'cluster' }],
});
