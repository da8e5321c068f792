import type { Cluster } from '../../environments';
import { objects } from '../../models/names';
import { hardenedContainer, restrictedPod } from './hardened';

/** Values of the Pushgateway, to which batch jobs push their results. It cannot be replicated. */
export const pushgatewayValues = ({ storageClass }: Cluster) => ({
  fullnameOverride: objects.pushgateway,
  // Monitors of the batch models scrape it, each keeping one model's series.
  serviceMonitor: { enabled: false },
  automountServiceAccountToken: false,
  priorityClassName: objects.priority,
  securityContext: restrictedPod(65534, 65534),
  containerSecurityContext: hardenedContainer,
  resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  // A restart would otherwise forget when jobs last succeeded, and every one would count as silent.
  runAsStatefulSet: true,
  persistentVolume: {
    enabled: true,
    size: '2Gi',
    ...(storageClass === undefined ? {} : { storageClass }),
  },
  extraArgs: ['--persistence.file=/data/metrics'],
});
