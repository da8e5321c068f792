import type { KubernetesObject } from '../../../models/kubernetes';
import type { ClusterObjects } from '../control-plane/cluster-objects';
import { eventually } from '../control-plane/eventually';
import type { Answer } from '../control-plane/kubernetes-api';
import { allDefinitions } from './definitions';

/** Namespaces hold the rest; webhooks would be asked about the rest, and nobody answers here. */
const rank = ({ kind }: KubernetesObject): number =>
  kind === 'Namespace' ? 0 : kind.endsWith('WebhookConfiguration') ? 2 : 1;

/** Objects so that each is applied after what it needs. */
export const inOrder = (objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  [...objects].sort((a, b) => rank(a) - rank(b));

export const nameOf = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

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

/** Applies all. @throws Error with everything that the server has against them */
export async function install(cluster: ClusterObjects, objects: readonly KubernetesObject[]): Promise<void> {
  const said: string[] = [];
  for (const object of inOrder(objects)) said.push(...saidOf(object, await cluster.apply(object)));
  if (said.length > 0) throw new Error(said.join('\n'));
}
