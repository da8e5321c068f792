import type { KubernetesObject } from '../../../models/kubernetes';
import { at, listAt } from '../policy/workload';

/** Something that has an address: a pod, or with an address alone a node or somebody outside. */
export interface Host {
  readonly name: string;
  readonly address?: string;
  readonly pod?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
}

export type Protocol = 'TCP' | 'UDP';

/** What a connection needs of one policy, by its direction. */
const sides = { Ingress: 'from', Egress: 'to' } as const;

/**
 * Whether policies let a connection through, as `networking.k8s.io/v1` says: a pod that some policy of a direction selects may do
 * in it what any of them allows, and others may do all. Both ends have a say.
 */
export const mayReach = (
  policies: readonly KubernetesObject[],
  from: Host,
  to: Host,
  port: number,
  protocol: Protocol = 'TCP',
): boolean =>
  lets(policies, 'Egress', from, to, port, protocol) && lets(policies, 'Ingress', to, from, port, protocol);

function lets(
  policies: readonly KubernetesObject[],
  direction: keyof typeof sides,
  own: Host,
  other: Host,
  port: number,
  protocol: Protocol,
): boolean {
  const selecting = policies.filter(
    (policy) => selects(policy, own) && listAt(policy, 'spec', 'policyTypes').includes(direction),
  );
  return (
    selecting.length === 0 ||
    selecting.some((policy) =>
      listAt(policy, 'spec', direction.toLowerCase()).some((rule) => {
        const peers = listAt(rule, sides[direction]);
        const ports = listAt(rule, 'ports');
        return (
          (peers.length === 0 || peers.some((peer) => isMeant(peer, other))) &&
          (ports.length === 0 ||
            ports.some((one) => at(one, 'port') === port && (at(one, 'protocol') ?? 'TCP') === protocol))
        );
      }),
    )
  );
}

/** Whether a policy is about a host. */
export const selects = ({ metadata, spec }: KubernetesObject, { pod }: Host): boolean =>
  pod !== undefined && metadata.namespace === pod.namespace && matches(at(spec, 'podSelector'), pod.labels);

function isMeant(peer: unknown, { address, pod }: Host): boolean {
  const cidr = at(peer, 'ipBlock', 'cidr');
  if (typeof cidr === 'string') return address !== undefined && contains(cidr, address);
  return (
    pod !== undefined &&
    matches(at(peer, 'namespaceSelector'), { 'kubernetes.io/metadata.name': pod.namespace }) &&
    (at(peer, 'podSelector') === undefined || matches(at(peer, 'podSelector'), pod.labels))
  );
}

function matches(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const unknown = Object.keys((selector ?? {}) as object).filter((key) => key !== 'matchLabels');
  if (selector === undefined || unknown.length > 0)
    throw new Error(`it is not told here what a selector with ${unknown.join(', ') || 'nothing'} means`);
  return Object.entries((at(selector, 'matchLabels') ?? {}) as object).every(
    ([name, value]) => labels[name] === value,
  );
}

function contains(cidr: string, address: string): boolean {
  const [network = '', bits = '0'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(address) / size);
}

const numberOf = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
