import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces } from '../../../models/names';
import type { KubernetesApi } from '../control-plane/kubernetes-api';

/** What a scanner looks at, by the path of its group. */
const kinds = [
  ['apps/v1', 'StatefulSet', 'statefulsets'],
  ['apps/v1', 'Deployment', 'deployments'],
  ['apps/v1', 'DaemonSet', 'daemonsets'],
  ['v1', 'Service', 'services'],
  ['policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'],
] as const;

/** Workloads that operators have made of our resources, whole, and the policies and budgets that are about their pods. */
export async function madeByOperators(api: KubernetesApi): Promise<readonly KubernetesObject[]> {
  const lists = await Promise.all(
    Object.values(namespaces).flatMap((namespace) =>
      kinds.map(async ([apiVersion, kind, plural]) => {
        const group = apiVersion === 'v1' ? '/api' : '/apis';
        const { body } = await api.ask('GET', `${group}/${apiVersion}/namespaces/${namespace}/${plural}`);
        const { items } = body as { readonly items: readonly KubernetesObject[] };
        // A list does not repeat what its elements are.
        return items.map((object) => ({ ...object, apiVersion, kind }));
      }),
    ),
  );
  return lists.flat();
}
