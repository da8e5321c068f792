import type { Cluster, Environment } from '../../environments';
import { sizeOf, type NodeSet } from '../../environments/sizes';
import { objects } from '../../models/names';
import { stackVersion } from '../../models/versions';
import { filebeatValues } from './filebeat';
import { logstashValues } from './logstash';

/**
 * Values of eck-stack: Logstash and Filebeat, and in the home cluster Elasticsearch and Kibana, each a custom resource of
 * the operator.
 */
export const eckStackValues = (environment: Environment, cluster: Cluster) => ({
  'eck-elasticsearch': cluster.home ? elasticsearchValues(environment) : absent,
  'eck-kibana': cluster.home ? kibanaValues(environment) : absent,
  'eck-logstash': logstashValues(environment, cluster),
  'eck-beats': filebeatValues(environment),
});

/** The chart would bring them. */
const absent = { enabled: false } as const;

function elasticsearchValues(environment: Environment) {
  const sets = sizeOf(environment).elasticsearch;
  const single = sets.every(({ count }) => count === 1);
  return {
    enabled: true,
    fullnameOverride: objects.elasticsearch,
    version: stackVersion,
    // The default would delete the logs together with the release.
    volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
    // The operator's own budget allows no disruption of a single node, which would block every drain.
    ...(single ? { podDisruptionBudget: { disabled: true } } : {}),
    nodeSets: sets.map((nodes) => nodeSet(nodes, environment)),
  };
}

const nodeSet = ({ name, count, roles, cpu, memory, storage }: NodeSet, environment: Environment) => ({
  name,
  count,
  config: {
    'node.roles': roles,
    // Works on nodes of every pool; the kernel setting for memory mapping needs privileges.
    'node.store.allow_mmap': false,
    ...(isAudited(environment) ? { 'xpack.security.audit.enabled': true } : {}),
  },
  podTemplate: {
    spec: {
      containers: [
        {
          name: 'elasticsearch',
          resources: { requests: { cpu, memory }, limits: { memory } },
        },
      ],
    },
  },
  volumeClaimTemplates: [
    {
      metadata: { name: 'elasticsearch-data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    },
  ],
});

const kibanaValues = (environment: Environment) => ({
  enabled: true,
  fullnameOverride: objects.kibana,
  version: stackVersion,
  count: sizeOf(environment).kibana.replicas,
  elasticsearchRef: { name: objects.elasticsearch },
  config: {
    'server.publicBaseUrl': environment.elastic.kibana,
    'telemetry.optIn': false,
    ...(isAudited(environment) ? kibanaAudit : {}),
  },
});

/** The security audit log needs a licence; without one, Elasticsearch and Kibana only complain. */
const isAudited = ({ elastic }: Environment): boolean => elastic.licence !== 'basic';

/** On the container's output like its other lines; by default it would fill a file in the container. */
const kibanaAudit = {
  'xpack.security.audit.enabled': true,
  'xpack.security.audit.appender': { type: 'console', layout: { type: 'json' } },
};
