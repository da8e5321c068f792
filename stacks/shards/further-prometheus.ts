import type { Cluster, Environment } from '../../environments';
import { furtherShards } from '../../environments/shards';
import { sizeOf } from '../../environments/sizes';
import { printDuration } from '../../models/duration';
import { ownJobs } from '../../models/exporters';
import { metaLabel, ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import { namespaces, objects } from '../../models/names';
import { scrapeInterval } from '../../models/scrape-interval';
import { prometheusName, shardLabel } from '../../models/shards';
import { monitoringPorts } from '../network/monitoring-ports';
import { askedOverTls } from '../values/monitoring-tls';
import { ownDisruptionBudget } from '../values/own-disruption-budget';
import { ownPodMonitor } from '../values/own-pod-monitor';
import { prometheusOfShard } from '../values/prometheus';
import { alertRelabelings, droppedFromAlerts, furtherPods, objectsOfOther } from './among-several';

const metadataOf = (name: string): KubernetesObject['metadata'] => ({
  name,
  namespace: namespaces.monitoring,
  labels: ownedLabels('shards'),
});

const podsOf = (shard: number) => ({ 'operator.prometheus.io/name': prometheusName(shard) });

/** The Prometheus beside that of kube-prometheus-stack, each with models of its own, and what all of them need. */
export const furtherPrometheus = (
  environment: Environment,
  cluster: Cluster,
): readonly KubernetesObject[] => [
  // Nothing in it is secret: the operator takes such steps from a Secret only.
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(alertRelabelings.name),
    type: 'Opaque',
    // JSON is YAML, so no printer is needed.
    stringData: {
      [alertRelabelings.key]: JSON.stringify([{ action: 'labeldrop', regex: droppedFromAlerts.join('|') }]),
    },
  },
  ...furtherShards(environment).flatMap((shard) => [
    prometheus(environment, cluster, shard),
    service(shard),
    ...ownDisruptionBudget({
      metadata: metadataOf(prometheusName(shard)),
      pods: podsOf(shard),
      replicas: sizeOf(environment).prometheus.replicas,
    }),
  ]),
  sidecars,
  monitor(environment),
];

const prometheus = (environment: Environment, cluster: Cluster, shard: number): KubernetesObject => {
  const name = prometheusName(shard);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: metadataOf(name),
    spec: {
      // It finds and scrapes what the first does, by the same rights.
      serviceAccountName: prometheusName(0),
      scrapeInterval: printDuration(scrapeInterval),
      evaluationInterval: printDuration(scrapeInterval),
      alerting: {
        alertmanagers: [
          {
            namespace: namespaces.monitoring,
            name: `${objects.prometheusStack}-alertmanager`,
            port: 'http-web',
            pathPrefix: '/',
            apiVersion: 'v2',
            ...askedOverTls('alertmanager', environment),
          },
        ],
      },
      ...objectsOfOther(shard),
      ...prometheusOfShard(environment, cluster, shard),
    },
  };
};

const { prometheus: port, sidecar } = monitoringPorts;

const service = (shard: number): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(prometheusName(shard)),
  spec: { selector: podsOf(shard), ports: [{ name: 'web', port, targetPort: 'web', protocol: 'TCP' }] },
});

/** Where Thanos Query finds them: without an address of its own, so that each pod is asked. */
const sidecars: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(objects.shards),
  spec: {
    clusterIP: 'None',
    selector: furtherPods,
    ports: [{ name: 'grpc', port: sidecar, targetPort: 'grpc', protocol: 'TCP' }],
  },
};

const asFirst = { targetLabel: 'job', replacement: ownJobs.prometheus } as const;

/**
 * By which the first watches the others. As one job with itself, so that every rule about Prometheus is about all of them: ours,
 * and those of kube-prometheus-stack.
 */
const monitor = (environment: Environment): KubernetesObject =>
  ownPodMonitor({
    metadata: metadataOf(objects.shards),
    pods: furtherPods,
    samples: 100_000,
    endpoints: [
      {
        portNumber: port,
        ...askedOverTls('prometheus', environment),
        relabelings: [asFirst, { sourceLabels: [metaLabel('pod', shardLabel)], targetLabel: 'shard' }],
      },
      { portNumber: monitoringPorts.reloader, relabelings: [asFirst] },
    ],
  });
