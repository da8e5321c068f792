import type { Cluster, Environment } from '../../environments';
import { federationInterval, keptSeries } from '../../environments/long-term';
import { furtherShards } from '../../environments/shards';
import { longTermSize } from '../../environments/sizes';
import { minutes, printDuration } from '../../models/duration';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import { monitoringUrls } from '../../models/links';
import { namespaces, objects } from '../../models/names';
import { prometheusName, senderLabels } from '../../models/shards';
import { retentionSize } from '../../models/sizing';
import { monitoringPorts } from '../network/monitoring-ports';
import { restrictedPod } from '../values/hardened';
import { askedOverTls, federatedOverTls, servedOverTls } from '../values/monitoring-tls';
import { ownPodMonitor } from '../values/own-pod-monitor';
import { volumeClaim } from '../values/volume-claim';
import { ownPart } from './remote-write';

const name = objects.longTerm;
const { prometheus: port } = monitoringPorts;
const scrapeConfigKey = 'scrape-configs.yaml';

const metadata: KubernetesObject['metadata'] = {
  name,
  namespace: namespaces.monitoring,
  labels: ownedLabels('long-term'),
};

/** By what the operator labels the pods of a Prometheus. */
const pods = { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': name } as const;

/** A second, small Prometheus that fetches the summary series of the first and keeps them for a year. */
export const embeddedLongTerm = (environment: Environment, cluster: Cluster): readonly KubernetesObject[] => [
  // It asks the API server for nothing.
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
  // Nothing in it is secret: the operator takes such jobs from a Secret only. An object of its own would be scraped by the
  // first Prometheus as well, which takes all there are.
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'Opaque',
    // JSON is YAML, so no printer is needed.
    stringData: { [scrapeConfigKey]: JSON.stringify(federations(environment)) },
  },
  prometheus(environment, cluster),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: pods, ports: [{ name: 'web', port, targetPort: 'web', protocol: 'TCP' }] },
  },
  monitor(environment),
];

/**
 * Replicas of the first Prometheus record the same series, each at its own second, and tell them apart by labels that they
 * put on what leaves them. Without those labels, and with the time of the fetch instead of the replica's, a series is one,
 * whichever replica the Service leads to.
 */
export const federation = (environment: Environment) => ({
  job_name: 'federate',
  honor_labels: true,
  honor_timestamps: false,
  metrics_path: '/federate',
  scrape_interval: printDuration(federationInterval),
  scrape_timeout: printDuration(minutes(1)),
  fallback_scrape_protocol: 'PrometheusText0.0.4',
  params: { 'match[]': keptSeries(environment) },
  static_configs: [{ targets: [new URL(monitoringUrls(environment.monitoringTls).prometheus).host] }],
  ...federatedOverTls(environment).job,
  // Records have neither job nor instance, so those would be of this fetch.
  metric_relabel_configs: [{ action: 'labeldrop', regex: [...senderLabels, 'job', 'instance'].join('|') }],
});

/** From each of several Prometheus its own part, and from the first what all of them know. */
export const federations = (environment: Environment): readonly object[] => {
  const first = federation(environment);
  const names = keptSeries(environment).join('|');
  const own = ownPart.map((label) => `{__name__=~"${names}", ${label}!=""}`);
  const { shard: job } = federatedOverTls(environment);
  return [
    first,
    ...furtherShards(environment).map((shard) => ({
      ...first,
      job_name: `${first.job_name}-${shard}`,
      params: { 'match[]': own },
      static_configs: [{ targets: [`${prometheusName(shard)}.${namespaces.monitoring}:${port}`] }],
      ...job,
    })),
  ];
};

function prometheus(environment: Environment, cluster: Cluster): KubernetesObject {
  const { volume, memory } = longTermSize(environment);
  const { secrets } = federatedOverTls(environment);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata,
    spec: {
      // A lost node is a gap of minutes in a year; a second one would show gaps of its own at every other look.
      replicas: 1,
      serviceAccountName: name,
      automountServiceAccountToken: false,
      retention: printDuration(environment.retention.summaries),
      retentionSize: retentionSize(volume),
      scrapeInterval: printDuration(federationInterval),
      evaluationInterval: printDuration(federationInterval),
      externalLabels: { env: environment.name, cluster: cluster.name },
      additionalScrapeConfigs: { name, key: scrapeConfigKey },
      ...(secrets === undefined ? {} : { secrets }),
      ...servedOverTls('longTerm', environment),
      // Without any selector the operator would write no configuration at all; there are no such objects.
      scrapeConfigSelector: { matchLabels: { 'app.kubernetes.io/instance': name } },
      resources: { requests: { cpu: '100m', memory }, limits: { memory } },
      storage: volumeClaim(volume, cluster),
      priorityClassName: objects.priority,
      securityContext: restrictedPod(1000, 2000),
    },
  };
}

/** By which the first Prometheus watches the second. */
const monitor = (environment: Environment): KubernetesObject =>
  ownPodMonitor({
    metadata,
    pods,
    samples: 5_000,
    endpoints: [{ portNumber: port, ...askedOverTls('longTerm', environment) }],
  });
