import type { Environment } from '../environments/environment';
import { printDuration, times } from '../models/duration';
import {
  blackboxExporter,
  dcgmExporter,
  elasticsearchExporter,
  logstashExporter,
  type LogExporter,
} from '../models/exporters';
import { ownedLabels } from '../models/kubernetes';
import { namespaces } from '../models/names';
import { scrapeInterval, scrapeTimeout } from '../models/scrape-interval';
import type { PodMonitor } from './pod-monitor';

/** Monitors of the exporters that this project deploys, where they are deployed. */
export const exporterMonitors = (environment: Environment, pace = 1): readonly PodMonitor[] => [
  ...(Object.keys(environment.gpuPools).length === 0 ? [] : [gpuMonitor(pace)]),
  ...(environment.models.some(({ probe }) => probe !== undefined) ? [proberMonitor(pace)] : []),
  // In every cluster, as all that is shared: where Elasticsearch does not run, the first finds no pod.
  logMonitor(elasticsearchExporter, 10_000, pace),
  logMonitor(logstashExporter, 5_000, pace),
];

/**
 * dcgm-exporter describes the pods that use its GPUs, not itself: its own pod, namespace and container labels must not
 * stand in for an idle GPU's missing ones. The node's name comes from discovery, because the exporter's label for it
 * changed its spelling between versions.
 */
const gpuMonitor = (pace: number): PodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'dcgm-exporter', namespace: namespaces.observatory, labels: ownedLabels('scrape') },
  spec: {
    namespaceSelector: { matchNames: [namespaces.monitoring] },
    selector: { matchLabels: dcgmExporter.selector },
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    sampleLimit: 5_000,
    labelLimit: 40,
    podMetricsEndpoints: [
      {
        portNumber: dcgmExporter.portNumber,
        path: dcgmExporter.path,
        interval: printDuration(times(scrapeInterval, 1 / pace)),
        scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
        honorLabels: true,
        relabelings: [
          { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
          { action: 'labeldrop', regex: 'pod|namespace|container' },
        ],
        // On NVLink series this label names the GPU's product and would pass for a model.
        metricRelabelings: [{ action: 'labeldrop', regex: 'model_name' }],
      },
    ],
  },
});

/** Of the prober itself: without it nobody would be told that it is gone, only that every probe is. */
const proberMonitor = (pace: number): PodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: {
    name: blackboxExporter.selector['app.kubernetes.io/name'],
    namespace: namespaces.observatory,
    labels: ownedLabels('scrape'),
  },
  spec: {
    namespaceSelector: { matchNames: [namespaces.monitoring] },
    selector: { matchLabels: blackboxExporter.selector },
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    sampleLimit: 1_000,
    labelLimit: 40,
    podMetricsEndpoints: [
      {
        portNumber: blackboxExporter.portNumber,
        path: blackboxExporter.path,
        interval: printDuration(times(scrapeInterval, 1 / pace)),
        scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
        honorLabels: false,
        relabelings: [],
        metricRelabelings: [],
      },
    ],
  },
});

/**
 * Of what tells about the logging stack. Elasticsearch's name for its own cluster goes: the label is that of the cluster in
 * which an alert arose, and Prometheus would not put it on an alert that has one.
 */
const logMonitor = (exporter: LogExporter, sampleLimit: number, pace: number): PodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: {
    name: exporter.monitor,
    namespace: namespaces.observatory,
    labels: ownedLabels('scrape'),
  },
  spec: {
    namespaceSelector: { matchNames: [namespaces.logging] },
    selector: { matchLabels: exporter.selector },
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    sampleLimit,
    labelLimit: 40,
    podMetricsEndpoints: [
      {
        portNumber: exporter.portNumber,
        path: exporter.path,
        interval: printDuration(times(scrapeInterval, 1 / pace)),
        scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
        honorLabels: false,
        relabelings: [],
        metricRelabelings: [{ action: 'labeldrop', regex: 'cluster' }],
      },
    ],
  },
});
