import type { Cluster } from '../../environments';

/** The volume that each pod of a Prometheus or an Alertmanager keeps, as their operator's objects ask for it. */
export const volumeClaim = (volume: string, cluster: Cluster) => ({
  volumeClaimTemplate: { spec: claimSpec(volume, cluster) },
});

/** A claim in the cluster's class of storage. */
export const claimSpec = (storage: string, { storageClass }: Cluster) => ({
  accessModes: ['ReadWriteOnce'],
  ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  resources: { requests: { storage } },
});
