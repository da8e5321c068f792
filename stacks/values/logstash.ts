import type { Cluster, Environment } from '../../environments';
import { heapOf, logstashSize } from '../../environments/sizes';
import {
  beatsPort,
  clusterName,
  elasticsearchHost,
  logstashFolders,
  logstashVariables,
  pipelinesFor,
} from '../../logs';
import { objects } from '../../models/names';
import { logLineCounterContainer } from './log-line-counter';
import { logstashApiService, logstashExporterContainer, logstashExporterVolume } from './logstash-exporter';
import { stackContainer, stackPod } from './stack-hardening';
import { topologySpread } from './topology-spread';
import { claimSpec } from './volume-claim';

/**
 * Logstash as part of eck-stack. Pipelines reload in place and are the same in every cluster; the routes are files that a
 * ConfigMap holds.
 */
export function logstashValues(environment: Environment, cluster: Cluster) {
  const { replicas, memory, volume } = logstashSize(environment);
  const heap = heapOf(memory);
  return {
    enabled: true,
    fullnameOverride: objects.logstash,
    version: environment.versions['elastic-stack'],
    count: replicas,
    // The operator sets the variables of the address and the authority from this.
    ...(cluster.home ? { elasticsearchRefs: [{ name: objects.elasticsearch, clusterName }] } : {}),
    config: { 'log.format': 'json' },
    pipelines: pipelinesFor(environment).map(({ id, config, settings }) => ({
      'pipeline.id': id,
      ...settings,
      'config.string': config,
    })),
    secureSettings: [{ secretName: objects.logstashSecret }],
    services: [
      logstashApiService,
      {
        name: 'beats',
        service: {
          spec: {
            // Without an address of its own, a client reaches every pod and not the one that it met first.
            clusterIP: 'None',
            ports: [{ name: 'beats', port: beatsPort, targetPort: beatsPort, protocol: 'TCP' }],
          },
        },
      },
    ],
    podTemplate: {
      spec: {
        ...stackPod,
        ...topologySpread(replicas, { 'logstash.k8s.elastic.co/name': objects.logstash }),
        // The operator's own; it leaves open what they may do.
        initContainers: ['logstash-internal-init-config', 'elastic-internal-init-keystore'].map((name) => ({
          name,
          securityContext: stackContainer,
        })),
        containers: [
          {
            name: 'logstash',
            securityContext: stackContainer,
            env: [
              { name: 'LS_JAVA_OPTS', value: `-Xms${heap} -Xmx${heap}` },
              { name: logstashVariables.cluster, value: cluster.name },
              fromWriter(logstashVariables.user, 'username'),
              fromWriter(logstashVariables.password, 'password'),
              ...(cluster.home ? [] : elasticsearchElsewhere(environment)),
            ],
            resources: { requests: { cpu: '500m', memory }, limits: { memory } },
            volumeMounts: [
              { name: 'routes', mountPath: logstashFolders.routes, readOnly: true },
              { name: 'tls', mountPath: logstashFolders.tls, readOnly: true },
              ...(cluster.home
                ? []
                : [{ name: 'elasticsearch-ca', mountPath: logstashFolders.elasticsearchCa, readOnly: true }]),
            ],
          },
          logstashExporterContainer,
          logLineCounterContainer,
        ],
        volumes: [
          { name: 'routes', configMap: { name: objects.logRoutes } },
          { name: 'tls', secret: { secretName: objects.logstashTlsSecret } },
          ...(cluster.home
            ? []
            : [{ name: 'elasticsearch-ca', secret: { secretName: objects.elasticsearchCaSecret } }]),
          logstashExporterVolume,
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'logstash-data' },
        spec: claimSpec(volume, cluster),
      },
    ],
  };
}

const fromWriter = (name: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: objects.elasticsearchWriterSecret, key } },
});

/** What the operator would set if Elasticsearch were in the same cluster. */
const elasticsearchElsewhere = ({ elastic }: Environment) => [
  { name: logstashVariables.hosts, value: elasticsearchHost(elastic.url) },
  { name: logstashVariables.certificateAuthority, value: `${logstashFolders.elasticsearchCa}/ca.crt` },
];
