import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import { namespaces, objects } from '../../models/names';

/** What the containers beside Grafana may do where boards come as ConfigMaps: read these, and no Secret. */
export const grafanaSidecarRole: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: {
    name: objects.grafanaSidecarRole,
    namespace: namespaces.monitoring,
    labels: ownedLabels('grafana'),
  },
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
};
