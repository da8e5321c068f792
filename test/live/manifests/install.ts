import { nameOf, type KubernetesObject } from '../../../models/kubernetes';
import { namespaces } from '../../../models/names';
import type { ClusterObjects } from '../control-plane/cluster-objects';
import { eventually } from '../control-plane/eventually';
import type { Answer } from '../control-plane/kubernetes-api';
import { severalAtOnce } from '../control-plane/several-at-once';
import { allDefinitions } from './definitions';

/** What Helm applies before anything that may read it. */
const readByOthers = ['Secret', 'ConfigMap', 'ServiceAccount', 'StorageClass', 'PriorityClass'];

/** Namespaces hold the rest; webhooks would be asked about the rest, and nobody answers here. */
function rank({ kind }: KubernetesObject): number {
  if (kind === 'Namespace') return 0;
  if (readByOthers.includes(kind)) return 1;
  return kind.endsWith('WebhookConfiguration') ? 3 : 2;
}

/** Objects so that each is applied after what it needs. */
export const inOrder = (objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  [...objects].sort((a, b) => rank(a) - rank(b));

/** What a server has against an object: why it refused it, or what it warned of. */
export const saidOf = (object: KubernetesObject, { status, body, warnings }: Answer): readonly string[] => [
  ...(status === 200 || status === 201
    ? []
    : [`${nameOf(object)}: ${status} ${(body as { readonly message: string }).message}`]),
  ...warnings.map((warning) => `${nameOf(object)}: ${warning}`),
];

/** Applies the operators' definitions and waits until their kinds are served. @throws Error where one is refused */
export async function installDefinitions(cluster: ClusterObjects): Promise<readonly KubernetesObject[]> {
  const definitions = allDefinitions();
  const said = await Promise.all(
    definitions.map(async (definition) => saidOf(definition, await cluster.apply(definition))),
  );
  if (said.flat().length > 0) throw new Error(said.flat().join('\n'));
  await eventually('the definitions are served', 60_000, async () => {
    for (const definition of definitions) await cluster.pathOf(instanceOf(definition));
    return undefined;
  });
  return definitions;
}

/** Some object of the kind that is defined. */
function instanceOf({ spec }: KubernetesObject): KubernetesObject {
  const { group, names, versions } = spec as {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  const version = versions.find(({ served }) => served)?.name ?? '';
  return { apiVersion: `${group}/${version}`, kind: names.kind, metadata: { name: 'any' } };
}

/** Makes the namespaces of ours, as the platform's stack does. */
export const installNamespaces = (cluster: ClusterObjects): Promise<void> =>
  install(
    cluster,
    Object.values(namespaces).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  );

/** Applies all, several at a time. @throws Error with everything that the server has against them */
export async function install(cluster: ClusterObjects, objects: readonly KubernetesObject[]): Promise<void> {
  const said: string[] = [];
  const ordered = inOrder(objects);
  for (const step of new Set(ordered.map(rank)))
    await severalAtOnce(
      ordered.filter((object) => rank(object) === step),
      async (object) => void said.push(...saidOf(object, await cluster.apply(object))),
    );
  if (said.length > 0) throw new Error(said.join('\n'));
}
