import { nameOf, type KubernetesObject } from '../../models/kubernetes';
import type { ReadCluster } from './cluster';
import { differencesOf, type Difference } from './differences';
import { currentReleases } from './release';

/** What is otherwise in a cluster than its releases say. */
export interface Drift {
  readonly cluster: string;
  /** How much was looked at, because nothing found in nothing would look well. */
  readonly releases: number;
  readonly objects: number;
  readonly found: readonly Finding[];
}

/** One thing that is otherwise. */
export type Finding =
  | {
      readonly release: string;
      readonly kind: 'unfinished';
      readonly status: string;
      readonly revision: number;
    }
  | { readonly release: string; readonly kind: 'missing'; readonly object: string }
  | {
      readonly release: string;
      readonly kind: 'changed';
      readonly object: string;
      readonly differences: readonly Difference[];
    };

/** Compares every release of some namespaces with what is there. */
export function driftOf(cluster: string, namespaces: readonly string[], from: ReadCluster): Drift {
  const releases = namespaces.flatMap((namespace) => currentReleases(from.releases(namespace)));
  const deployed = releases.filter(({ status }) => status === 'deployed');
  const unfinished = releases
    .filter(({ status }) => status !== 'deployed')
    .map(({ name, namespace, status, revision }) => ({
      release: `${namespace}/${name}`,
      kind: 'unfinished' as const,
      status,
      revision,
    }));
  const live = new Map(
    from.live(deployed.flatMap(({ objects }) => objects)).map((object) => [keyOf(object), object] as const),
  );
  const others = deployed.flatMap(({ name, namespace, objects }) =>
    objects.flatMap((object): readonly Finding[] => {
      // Helm writes down no namespace of its own for what is in none, so only the cluster knows.
      const wanted = [object, clusterScoped(object)].find((one) => live.has(keyOf(one)));
      const there = wanted && live.get(keyOf(wanted));
      const release = `${namespace}/${name}`;
      if (wanted === undefined || there === undefined)
        return [{ release, object: nameOf(object), kind: 'missing' }];
      const differences = differencesOf(wanted, there);
      return differences.length === 0
        ? []
        : [{ release, object: nameOf(there), kind: 'changed', differences }];
    }),
  );
  return {
    cluster,
    releases: deployed.length,
    objects: deployed.reduce((sum, { objects }) => sum + objects.length, 0),
    found: [...unfinished, ...others],
  };
}

/** The group but not the version, which the cluster may serve another of. */
const keyOf = (object: KubernetesObject): string =>
  `${object.apiVersion.includes('/') ? object.apiVersion.replace(/\/.*/, '') : ''} ${nameOf(object)}`;

function clusterScoped(object: KubernetesObject): KubernetesObject {
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
