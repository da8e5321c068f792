import type { KubernetesObject } from '../models/kubernetes';

/** Objects that one Helm release owns. */
export interface OwnedObjects {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * The same releases, when each object is in one of them only.
 *
 * @throws where two would own one object, which Helm would notice halfway through a deployment: a model "a-quality"
 *   beside the quality source of a model "a"
 */
export function ownedOnce(releases: readonly OwnedObjects[]): readonly OwnedObjects[] {
  const owners = new Map<string, string>();
  for (const release of releases) {
    for (const { kind, metadata } of release.objects) {
      const object = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
      const owner = owners.get(object);
      if (owner !== undefined) {
        throw new Error(
          `the releases "${owner}" and "${release.name}" would both own ${object}; rename a model`,
        );
      }
      owners.set(object, release.name);
    }
  }
  return releases;
}
