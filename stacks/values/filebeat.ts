import type { Environment } from '../../environments';
import { filebeatConfiguration, filebeatTls, nodeFolders } from '../../logs';
import { namespaces, objects } from '../../models/names';
import { stackVersion } from '../../models/versions';
import { gpuTolerations } from './gpu-tolerations';

const account = 'model-observatory-filebeat';

/** Filebeat as part of eck-stack: one pod per node, which may read its node's log files and look up pods. */
export const filebeatValues = (environment: Environment) => ({
  enabled: true,
  fullnameOverride: objects.filebeat,
  type: 'filebeat',
  version: stackVersion,
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
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: namespaces.logging }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: account },
  },
  daemonSet: {
    podTemplate: {
      spec: {
        serviceAccountName: account,
        automountServiceAccountToken: true,
        terminationGracePeriodSeconds: 30,
        tolerations: gpuTolerations,
        containers: [
          {
            name: 'filebeat',
            // Log files of the node belong to root.
            securityContext: { runAsUser: 0 },
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
