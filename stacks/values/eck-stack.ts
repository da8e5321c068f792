import type { Cluster, Environment } from '../../environments';
import { isLicensed, paid } from '../../environments/licence';
import { elasticsearchSets, sizeOf, type NodeSet } from '../../environments/sizes';
import { objects } from '../../models/names';
import { snapshotAccess } from './log-snapshots';
import { logstashValues } from './logstash';
import { readOnlyStackContainer, stackPod } from './stack-hardening';
import { topologySpread } from './topology-spread';
import { claimSpec } from './volume-claim';

/**
 * Values of eck-stack: Logstash, and in the home cluster Elasticsearch and Kibana, each a custom resource of the operator.
 */
export const eckStackValues = (environment: Environment, cluster: Cluster) => ({
  'eck-elasticsearch': cluster.home ? elasticsearchValues(environment, cluster) : absent,
  'eck-kibana': cluster.home ? kibanaValues(environment) : absent,
  'eck-logstash': logstashValues(environment, cluster),
  // A release of its own, in the namespace of what reads nodes.
  'eck-beats': absent,
});

/**
 * Users from Secrets: they are there as soon as Elasticsearch is, without anybody who calls it. Who comes later, or gets another
 * password, is taken up while it runs.
 */
const users = [
  objects.elasticsearchWriterSecret,
  objects.elasticsearchExporterSecret,
  objects.elasticsearchReaderSecret,
  objects.elasticsearchAdministratorSecret,
] as const;

/** The chart would bring them. */
export const absent = { enabled: false } as const;

function elasticsearchValues(environment: Environment, cluster: Cluster) {
  const sets = elasticsearchSets(environment);
  const single = sets.every(({ count }) => count === 1);
  return {
    enabled: true,
    fullnameOverride: objects.elasticsearch,
    version: environment.versions['elastic-stack'],
    auth: { fileRealm: users.map((secretName) => ({ secretName })) },
    ...snapshotAccess(environment).stack,
    // The default would delete the logs together with the release.
    volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
    // The operator's own budget allows no disruption of a single node, which would block every drain.
    ...(single ? { podDisruptionBudget: { disabled: true } } : {}),
    nodeSets: sets.map((nodes) => nodeSet(nodes, environment, cluster)),
  };
}

const nodeSet = (
  { name, count, roles, cpu, memory, storage }: NodeSet,
  environment: Environment,
  cluster: Cluster,
  access = snapshotAccess(environment),
) => ({
  name,
  count,
  config: {
    'node.roles': roles,
    // Works on nodes of every pool; the kernel setting for memory mapping needs privileges.
    'node.store.allow_mmap': false,
    ...(isAudited(environment) ? paid('securityAuditLog', environment, elasticsearchAudit) : {}),
    ...access.config,
  },
  podTemplate: {
    spec: {
      ...stackPod,
      ...topologySpread(count, {
        'elasticsearch.k8s.elastic.co/statefulset-name': `${objects.elasticsearch}-es-${name}`,
      }),
      ...access.pod,
      containers: [
        {
          name: 'elasticsearch',
          securityContext: readOnlyStackContainer,
          resources: { requests: { cpu, memory }, limits: { memory } },
          ...access.container,
        },
      ],
    },
  },
  volumeClaimTemplates: [
    {
      metadata: { name: 'elasticsearch-data' },
      spec: claimSpec(storage, cluster),
    },
  ],
});

function kibanaValues(environment: Environment) {
  const { replicas } = sizeOf(environment).kibana;
  return {
    enabled: true,
    fullnameOverride: objects.kibana,
    version: environment.versions['elastic-stack'],
    count: replicas,
    elasticsearchRef: { name: objects.elasticsearch },
    config: {
      'server.publicBaseUrl': environment.elastic.kibana,
      'telemetry.optIn': false,
      ...(isAudited(environment) ? paid('securityAuditLog', environment, kibanaAudit) : {}),
    },
    podTemplate: {
      spec: {
        ...stackPod,
        ...topologySpread(replicas, { 'kibana.k8s.elastic.co/name': objects.kibana }),
        containers: [
          {
            name: 'kibana',
            securityContext: readOnlyStackContainer,
            // What the operator would give it.
            resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { memory: '1Gi' } },
          },
        ],
      },
    },
  };
}

/** Without the licence, Elasticsearch and Kibana only complain. */
const isAudited = (environment: Environment): boolean =>
  environment.elastic.auditLog ?? isLicensed('securityAuditLog', environment);

const elasticsearchAudit = { 'xpack.security.audit.enabled': true };

/** On the container's output like its other lines; by default it would fill a file in the container. */
const kibanaAudit = {
  'xpack.security.audit.enabled': true,
  'xpack.security.audit.appender': { type: 'console', layout: { type: 'json' } },
};
