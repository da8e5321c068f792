import { expectStatus, type KubernetesApi } from '../control-plane/kubernetes-api';

interface Event {
  readonly type: string;
  readonly reason: string;
  readonly note?: string;
  readonly metadata: { readonly uid: string };
  readonly regarding: { readonly kind: string; readonly name: string };
}

/**
 * Until the operator has seen Elasticsearch, whatever refers to it has none; that it gets one is looked at by itself. The
 * second is the API server's own, about an address of a Service that it has yet to write down.
 */
const passing: readonly string[] = ['AssociationError', 'ClusterIPNotAllocated'];

/** Events by which operators say that something is wrong, each with what it is about. */
export async function warningEvents(api: KubernetesApi): Promise<readonly string[]> {
  const { body } = expectStatus(await api.ask('GET', '/apis/events.k8s.io/v1/events'), 'the events', 200);
  return (body as { readonly items: readonly Event[] }).items
    .filter(({ type, reason }) => type !== 'Normal' && !passing.includes(reason))
    .map(({ reason, note, regarding }) => `${reason} ${regarding.kind} ${regarding.name}: ${note ?? ''}`);
}

/**
 * Lines by which operators say that they leave something out or cannot do it. Objects that changed while an operator
 * worked are looked at again by itself; a StatefulSet that is missing is one that it is about to make.
 */
export const complaintsIn = (log: readonly string[]): readonly string[] =>
  log.filter(
    (line) =>
      (/msg="skipping |level=(?:warn|error)|"log\.level":"error"/.test(line) &&
        !/the object has been modified|statefulset couldn't be found/.test(line)) ||
      line.includes('InvalidConfiguration'),
  );
