import type { KubernetesObject } from '../../../models/kubernetes';
import { eventually } from './eventually';
import { expectStatus, type Answer, type KubernetesApi } from './kubernetes-api';

/** Objects by name in a cluster. */
export interface ClusterObjects {
  /** Server-side apply that refuses unknown fields and takes nothing from others. */
  readonly apply: (object: KubernetesObject) => Promise<Answer>;
  /** What the server would say to creating it; nothing is kept. */
  readonly wouldCreate: (object: KubernetesObject) => Promise<Answer>;
  readonly read: (object: KubernetesObject) => Promise<Answer>;
  /** Deletes and waits until it is gone. */
  readonly remove: (object: KubernetesObject) => Promise<void>;
  /** What our apply has made and what is still there, as `kind namespace/name`. */
  readonly ours: () => Promise<readonly string[]>;
  readonly pathOf: (object: KubernetesObject) => Promise<string>;
}

/** Who owns fields that the live tests apply. */
export const fieldManager = 'model-observatory-live';

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly apiVersion: string;
}

interface Found {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly managedFields?: readonly { readonly manager: string }[];
  };
}

const goneWithin = 30_000;

/** `ownsNamespaces`: no controller ends namespaces in this cluster, so they are ended here. */
export function clusterObjects(api: KubernetesApi, ownsNamespaces: boolean): ClusterObjects {
  let known: readonly Resource[] = [];
  const find = ({ apiVersion, kind }: KubernetesObject): Resource | undefined =>
    known.find((one) => one.apiVersion === apiVersion && one.kind === kind);
  const resourceOf = async (object: KubernetesObject): Promise<Resource> => {
    if (find(object) === undefined) known = await resourcesOf(api);
    const resource = find(object);
    if (resource === undefined)
      throw new Error(`the cluster knows no ${object.kind} of ${object.apiVersion}`);
    return resource;
  };
  const pathOf = async (object: KubernetesObject): Promise<string> => {
    const resource = await resourceOf(object);
    const { namespace, name } = object.metadata;
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${root(object.apiVersion)}${scope}/${resource.name}/${encodeURIComponent(name)}`;
  };
  const read = async (object: KubernetesObject): Promise<Answer> => api.ask('GET', await pathOf(object));
  return {
    pathOf,
    read,
    async apply(object) {
      const { namespaced } = await resourceOf(object);
      const { namespace: _, ...metadata } = object.metadata;
      return api.ask(
        'PATCH',
        `${await pathOf(object)}?fieldManager=${fieldManager}&fieldValidation=Strict`,
        // Helm, too, knows only here that an object is in no namespace.
        namespaced ? object : { ...object, metadata },
        'application/apply-patch+yaml',
      );
    },
    wouldCreate: async (object) =>
      api.ask(
        'POST',
        `${(await pathOf(object)).replace(/\/[^/]+$/, '')}?dryRun=All&fieldValidation=Strict`,
        object,
      ),
    async remove(object) {
      const path = await pathOf(object);
      // As Helm does: a Job would wait for somebody who takes its pods from it.
      expectStatus(
        await api.ask('DELETE', `${path}?propagationPolicy=Background`),
        `DELETE ${path}`,
        200,
        202,
        404,
      );
      if (object.kind === 'Namespace' && ownsNamespaces) await finalize(api, path, object);
      await eventually(`${path} is gone`, goneWithin, async () => {
        const { status } = await api.ask('GET', path);
        return status === 404 ? undefined : `it answers ${status}`;
      });
    },
    async ours() {
      known = await resourcesOf(api);
      const found = await Promise.all(known.map((resource) => madeByUs(api, resource)));
      return found.flat().sort();
    },
  };
}

const root = (apiVersion: string): string =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** Every kind of object that the cluster knows, without subresources. */
async function resourcesOf(api: KubernetesApi): Promise<readonly Resource[]> {
  const groups = expectStatus(await api.ask('GET', '/apis'), 'GET /apis', 200).body as {
    readonly groups: readonly { readonly versions: readonly { readonly groupVersion: string }[] }[];
  };
  const versions = ['v1', ...groups.groups.flatMap((group) => group.versions.map((one) => one.groupVersion))];
  const found = await Promise.all(
    versions.map(async (apiVersion) => {
      const { body, status } = await api.ask('GET', root(apiVersion));
      // A definition that is being removed is listed a little longer than it is served.
      if (status !== 200) return [];
      const { resources } = body as { readonly resources: readonly Omit<Resource, 'apiVersion'>[] };
      return resources.filter(({ name }) => !name.includes('/')).map((one) => ({ ...one, apiVersion }));
    }),
  );
  return found.flat();
}

async function madeByUs(api: KubernetesApi, resource: Resource): Promise<readonly string[]> {
  if (!resource.verbs.includes('list')) return [];
  const { status, body } = await api.ask('GET', `${root(resource.apiVersion)}/${resource.name}`);
  if (status !== 200) return [];
  return (body as { readonly items: readonly Found[] }).items
    .filter(({ metadata }) => metadata.managedFields?.some(({ manager }) => manager === fieldManager))
    .map(({ metadata }) => `${resource.kind} ${metadata.namespace ?? ''}/${metadata.name}`);
}

/** What the controller of namespaces would do once one is empty. */
async function finalize(api: KubernetesApi, path: string, object: KubernetesObject): Promise<void> {
  const { status, body } = await api.ask('GET', path);
  if (status === 404) return;
  const answer = await api.ask('PUT', `${path}/finalize`, { ...(body as object), spec: { finalizers: [] } });
  expectStatus(answer, `finalize ${object.metadata.name}`, 200, 404);
}
