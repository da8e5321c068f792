import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expectStatus, type KubernetesApi } from '../control-plane/kubernetes-api';

/** A Secret or a ConfigMap as a volume takes it. */
interface Source {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly { readonly key: string; readonly path: string }[];
}

interface Volume {
  readonly name: string;
  readonly secret?: Source;
  readonly projected?: { readonly sources: readonly { readonly secret?: Source }[] };
}

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
  }[];
}

interface StatefulSet {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly Container[]; readonly volumes: readonly Volume[] };
    };
  };
}

/** What a container would find in its file system and on its command line. */
export interface Mounted {
  /** Its arguments, with paths of what is mounted below the folder. */
  readonly args: readonly string[];
  /** Where something of its file system lies here. */
  readonly here: (path: string) => string;
  /** Text in which it is spoken of by its own paths, by those here. */
  readonly withPathsHere: (text: string) => string;
}

/**
 * Puts what a container of a StatefulSet mounts from Secrets below a folder, as a kubelet does. Files that name others by
 * their paths name them where they lie here.
 */
export async function mountedBelow(
  api: KubernetesApi,
  folder: string,
  of: { readonly namespace: string; readonly statefulSet: string; readonly container: string },
): Promise<Mounted> {
  const path = `/apis/apps/v1/namespaces/${of.namespace}/statefulsets/${of.statefulSet}`;
  const { body } = expectStatus(await api.ask('GET', path), of.statefulSet, 200);
  const { containers, volumes } = (body as StatefulSet).spec.template.spec;
  const container = containers.find(({ name }) => name === of.container);
  if (container === undefined) throw new Error(`${of.statefulSet} has no container ${of.container}`);
  const mounts = container.volumeMounts ?? [];
  const here = (inPod: string): string => join(folder, inPod);
  // Longer ones first: one may begin like another.
  const paths = mounts.map(({ mountPath }) => mountPath).sort((a, b) => b.length - a.length);
  const withPathsHere = (text: string): string =>
    paths.reduce(
      (result, one) => result.replaceAll(new RegExp(`(?<![\\w/.-])${one}(?=[/"'\\s]|$)`, 'gm'), here(one)),
      text,
    );
  for (const { name, mountPath, subPath } of mounts) {
    const volume = volumes.find((one) => one.name === name);
    const sources = [volume?.secret, ...(volume?.projected?.sources.map(({ secret }) => secret) ?? [])];
    for (const source of sources) {
      if (source === undefined) continue;
      for (const [file, data] of await filesOf(api, of.namespace, source)) {
        if (subPath !== undefined && subPath !== file) continue;
        const target = here(subPath === undefined ? join(mountPath, file) : mountPath);
        mkdirSync(dirname(target), { recursive: true });
        const text = (file.endsWith('.gz') ? gunzipSync(data) : data).toString('utf8');
        writeFileSync(target.replace(/\.gz$/, ''), withPathsHere(text), { mode: 0o600 });
      }
    }
  }
  return { args: (container.args ?? []).map(withPathsHere), here, withPathsHere };
}

async function filesOf(
  api: KubernetesApi,
  namespace: string,
  { name, secretName = name ?? '', items }: Source,
): Promise<readonly (readonly [string, Buffer])[]> {
  const path = `/api/v1/namespaces/${namespace}/secrets/${secretName}`;
  const { body } = expectStatus(await api.ask('GET', path), `the Secret ${secretName}`, 200);
  const { data = {} } = body as { readonly data?: Readonly<Record<string, string>> };
  return Object.entries(data).flatMap(([key, text]) => {
    const paths = items === undefined ? [key] : items.filter((one) => one.key === key).map((one) => one.path);
    return paths.map((file) => [file, Buffer.from(text, 'base64')] as const);
  });
}
