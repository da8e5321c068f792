import { loadAll } from 'js-yaml';
import { gunzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../models/kubernetes';

/** What Helm keeps of one revision of a release. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** `deployed`, or how far the last change came: `failed`, `pending-install`, `pending-upgrade`, `uninstalling` and so on. */
  readonly status: string;
  /** What it applied, each object in its namespace. */
  readonly objects: readonly KubernetesObject[];
}

/** A Secret in which Helm keeps a revision, as the API server gives it. */
export interface ReleaseSecret {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly data: Readonly<Record<string, string>>;
}

interface Kept {
  readonly name: string;
  readonly namespace: string;
  readonly version: number;
  readonly info: { readonly status: string };
  readonly manifest: string;
}

/** Reads such a Secret: Helm encodes and packs it, and the API server encodes it once more. */
export function helmRelease({ data, metadata }: ReleaseSecret): HelmRelease {
  const packed = Buffer.from(Buffer.from(data['release'] ?? '', 'base64').toString('ascii'), 'base64');
  const { name, namespace, version, info, manifest } = JSON.parse(
    gunzipSync(packed).toString('utf8'),
  ) as Kept;
  if (name === '' || version === 0) throw new Error(`${metadata.name} holds no release`);
  const objects = (loadAll(manifest) as readonly (KubernetesObject | null | undefined)[]).flatMap((object) =>
    object === null || object === undefined ? [] : [applied(object, namespace)],
  );
  return { name, namespace, revision: version, status: info.status, objects };
}

/** Helm writes into each object who manages it, whatever the chart says, and applies it in the release's namespace. */
const applied = (object: KubernetesObject, namespace: string): KubernetesObject => ({
  ...object,
  metadata: {
    namespace,
    ...object.metadata,
    labels: { ...object.metadata.labels, 'app.kubernetes.io/managed-by': 'Helm' },
  },
});

/**
 * Of each release what counts: the revision that is deployed, and the last one where that came to nothing, as it holds up
 * the next.
 */
export function currentReleases(all: readonly HelmRelease[]): readonly HelmRelease[] {
  const byName = new Map<string, readonly HelmRelease[]>();
  for (const one of all) {
    const key = `${one.namespace}/${one.name}`;
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  return [...byName.values()].flatMap((revisions) => {
    const sorted = [...revisions].sort((a, b) => b.revision - a.revision);
    const [last] = sorted;
    const deployed = sorted.find(({ status }) => status === 'deployed');
    return [
      ...(deployed === undefined ? [] : [deployed]),
      ...(last === undefined || last === deployed ? [] : [{ ...last, objects: [] }]),
    ];
  });
}
