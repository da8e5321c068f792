import type { Environment } from '../../environments';
import { objects } from '../../models/names';
import { stackVersion } from '../../models/versions';
import { filebeatValues } from './filebeat';
import { logstashValues } from './logstash';
import { sizeOf, type NodeSet } from './sizes';

/** Values of eck-stack: Elasticsearch, Kibana, Logstash and Filebeat, each a custom resource of the operator. */
export const eckStackValues = (environment: Environment) => ({
  'eck-elasticsearch': elasticsearchValues(environment),
  'eck-kibana': kibanaValues(environment),
  'eck-logstash': logstashValues(environment),
  'eck-beats': filebeatValues(environment),
});

function elasticsearchValues(environment: Environment) {
  const nodes = sizeOf(environment).elasticsearch;
  const single = nodes.every(({ count }) => count === 1);
  return {
    enabled: true,
    fullnameOverride: objects.elasticsearch,
    version: stackVersion,
    // The default would delete the logs together with the release.
    volumeClaimDeletePolicy: 'DeleteOnScaledownOnly',
    // The operator's own budget allows no disruption of a single node, which would block every drain.
    ...(single ? { podDisruptionBudget: { disabled: true } } : {}),
    nodeSets: nodes.map(nodeSet),
  };
}

const nodeSet = ({ name, count, roles, cpu, memory, storage }: NodeSet) => ({
  name,
  count,
  config: {
    'node.roles': roles,
    // Works on nodes of every pool; the kernel setting for memory mapping needs privileges.
    'node.store.allow_mmap': false,
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
  config: { 'server.publicBaseUrl': environment.elastic.kibana, 'telemetry.optIn': false },
});
