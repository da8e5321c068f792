import type { Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import { namespaces, objects } from '../../models/names';
import { senderLabels } from '../../models/shards';
import { thanosImage } from '../../models/versions';
import { monitoringPorts } from '../network/monitoring-ports';
import { hardenedContainer, restrictedPod } from '../values/hardened';
import { askedOverTls, queryOverTls } from '../values/monitoring-tls';
import { ownDisruptionBudget } from '../values/own-disruption-budget';
import { ownPodMonitor } from '../values/own-pod-monitor';
import { topologySpread } from '../values/topology-spread';
import { queryPods } from './among-several';

const name = objects.query;
const { sidecar, query: port } = monitoringPorts;
const webFolder = '/etc/thanos/web';
const webFile = 'web.yaml';

const metadata: KubernetesObject['metadata'] = {
  name,
  namespace: namespaces.monitoring,
  labels: { ...ownedLabels('shards'), ...queryPods },
};

/** Services whose pods answer for their Prometheus: the chart's own of the first, and ours of the others. */
const answering = [`${objects.prometheusStack}-thanos-discovery`, objects.shards];

/** What boards ask instead of one Prometheus, where several share the models: it asks all, and tells what it hears once. */
export const thanosQuery = (environment: Environment): readonly KubernetesObject[] => {
  const { replicas } = sizeOf(environment).prometheus;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { [webFile]: JSON.stringify(queryOverTls(environment).web) },
    },
    deployment(environment, replicas),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: queryPods, ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }] },
    },
    ...ownDisruptionBudget({ metadata, pods: queryPods, replicas }),
    monitor(environment),
  ];
};

/**
 * What it is started with. Of series that differ in nothing but who sends them one is told: those of a pair of replicas, and of
 * what all Prometheus know alike.
 */
export const queryArguments = (endpoints: readonly string[]): readonly string[] => [
  'query',
  ...endpoints.map((endpoint) => `--endpoint=${endpoint}`),
  ...senderLabels.map((label) => `--query.replica-label=${label}`),
];

function deployment(environment: Environment, replicas: number): KubernetesObject {
  const { scheme, args, volumes, mounts } = queryOverTls(environment);
  const probe = (path: string) => ({ httpGet: { path, port: 'http', scheme } });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas,
      selector: { matchLabels: queryPods },
      template: {
        metadata: { labels: { ...ownedLabels('shards'), ...queryPods } },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          priorityClassName: objects.priority,
          securityContext: restrictedPod(1001, 1001),
          ...topologySpread(replicas, queryPods),
          containers: [
            {
              name: 'query',
              image: thanosImage,
              imagePullPolicy: 'IfNotPresent',
              args: [
                ...queryArguments(
                  answering.map((service) => `dnssrv+_grpc._tcp.${service}.${namespaces.monitoring}.svc`),
                ),
                `--grpc-address=127.0.0.1:${sidecar}`,
                `--http-address=0.0.0.0:${port}`,
                `--http.config=${webFolder}/${webFile}`,
                ...args,
              ],
              ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
              livenessProbe: { ...probe('/-/healthy'), periodSeconds: 30, failureThreshold: 4 },
              readinessProbe: probe('/-/ready'),
              resources: {
                requests: { cpu: '100m', memory: '256Mi' },
                // A board over weeks is held here while it is drawn.
                limits: { memory: '2Gi' },
              },
              securityContext: hardenedContainer,
              volumeMounts: [{ name: 'web', mountPath: webFolder, readOnly: true }, ...mounts],
            },
          ],
          volumes: [{ name: 'web', configMap: { name } }, ...volumes],
        },
      },
    },
  };
}

/** By which the first Prometheus watches it. */
const monitor = (environment: Environment): KubernetesObject =>
  ownPodMonitor({
    metadata,
    pods: queryPods,
    samples: 5_000,
    endpoints: [{ portNumber: port, ...askedOverTls('query', environment) }],
  });
