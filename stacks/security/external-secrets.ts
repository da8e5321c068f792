import type { Cluster, Environment } from '../../environments';
import { printDuration } from '../../models/duration';
import { ownedLabels, type KubernetesObject } from '../../models/kubernetes';
import { secretsIn } from './secrets-in';

/**
 * What the External Secrets Operator makes Secrets of, in a cluster whose environment has them come from a store: each takes
 * every key that lies under its name there, so what is optional is simply not there.
 */
export function externalSecretsFor(environment: Environment, cluster: Cluster): readonly KubernetesObject[] {
  const { externalSecrets } = environment;
  if (externalSecrets === undefined) return [];
  const { store, prefix, refresh, except } = externalSecrets;
  return secretsIn(environment, cluster)
    .filter(({ name }) => !except.includes(name))
    .map(({ name, namespace, type }) => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace, labels: ownedLabels('secrets') },
      spec: {
        refreshInterval: printDuration(refresh),
        secretStoreRef: { kind: 'ClusterSecretStore', name: store },
        target: { name, ...(type === undefined ? {} : { template: { type } }) },
        dataFrom: [{ extract: { key: `${prefix}${placeOf(environment, cluster, prefix)}${name}` } }],
      },
    }));
}

/** Certificates, and the address of the heartbeat, are another cluster's own. */
const placeOf = ({ clusters }: Environment, { name }: Cluster, prefix: string): string =>
  clusters.length === 1 ? '' : `${name}${prefix.slice(-1)}`;
