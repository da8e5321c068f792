import type { Cluster, Environment } from '../../environments';
import { secretsOf } from '../../environments/external-secrets';
import { namespaces } from '../../models/names';
import { receiverSecrets } from '../../rules';
import { broughtSecrets, namedSecrets, type BroughtSecret } from './brought-secrets';

/** Where a Secret must be, and of which type, as far as that matters. */
export type PlacedSecret = Pick<BroughtSecret, 'name' | 'namespace' | 'type'>;

/** Every Secret that people bring for one cluster of an environment, each once. */
export function secretsIn(environment: Environment, cluster: Cluster): readonly PlacedSecret[] {
  const all: readonly PlacedSecret[] = [
    ...[...broughtSecrets, ...namedSecrets(environment)].filter(({ where }) =>
      isThere(where, environment, cluster),
    ),
    ...receiverSecrets(environment).map((name) => ({ name, namespace: namespaces.monitoring })),
    ...environment.models.flatMap(secretsOf).map((name) => ({ name, namespace: namespaces.observatory })),
  ];
  return [...new Map(all.map((secret) => [`${secret.namespace}/${secret.name}`, secret])).values()];
}

function isThere(where: BroughtSecret['where'], { monitoringTls }: Environment, { home }: Cluster): boolean {
  switch (where) {
    case undefined:
      return true;
    case 'home cluster':
      return home;
    case 'every cluster but home':
      return !home;
    case 'every cluster, unless `monitoringTls` is `none`':
      return monitoringTls !== 'none';
  }
}
