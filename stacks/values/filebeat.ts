import { poolsIn, type Cluster, type Environment } from '../../environments';
import { filebeatConfiguration, filebeatTls, nodeFolders } from '../../logs';
import { namespaces, objects } from '../../models/names';
import { absent } from './eck-stack';
import { gpuTolerations } from './gpu-tolerations';
import { defaultSeccomp, hardenedContainer } from './hardened';

const account = 'model-observatory-filebeat';

/** Values of eck-stack for Filebeat alone: it has a release of its own, in a namespace whose pods may read their node. */
export const filebeatValues = (environment: Environment, cluster: Cluster) => ({
  'eck-elasticsearch': absent,
  'eck-kibana': absent,
  'eck-beats': beatValues(environment, cluster),
});

/** One pod per node, which may read its node's log files and look up pods. */
const beatValues = (environment: Environment, cluster: Cluster) => ({
  enabled: true,
  fullnameOverride: objects.filebeat,
  type: 'filebeat',
  version: environment.versions['elastic-stack'],
  config: filebeatConfiguration(environment),
  serviceAccount: { name: account },
  clusterRole: {
    name: account,
    rules: [
      { apiGroups: [''], resources: ['namespaces', 'nodes', 'pods'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'list', 'watch'] },
    ],
  },
  clusterRoleBinding: {
    name: account,
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: namespaces.nodeAgents }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: account },
  },
  daemonSet: {
    podTemplate: {
      spec: {
        serviceAccountName: account,
        automountServiceAccountToken: true,
        priorityClassName: objects.nodePriority,
        securityContext: defaultSeccomp,
        terminationGracePeriodSeconds: 30,
        tolerations: gpuTolerations(poolsIn(environment, cluster)),
        containers: [
          {
            name: 'filebeat',
            // Log files of the node belong to root, who needs no capability to read what is its own.
            securityContext: { ...hardenedContainer, runAsUser: 0 },
            env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
            resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { memory: '500Mi' } },
            volumeMounts: [
              { name: 'containers', mountPath: nodeFolders.containers, readOnly: true },
              { name: 'pods', mountPath: nodeFolders.pods, readOnly: true },
              { name: 'tls', mountPath: filebeatTls, readOnly: true },
            ],
          },
        ],
        volumes: [
          { name: 'containers', hostPath: { path: nodeFolders.containers } },
          { name: 'pods', hostPath: { path: nodeFolders.pods } },
          { name: 'tls', secret: { secretName: objects.filebeatTlsSecret } },
        ],
      },
    },
  },
});
