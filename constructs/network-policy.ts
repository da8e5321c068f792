import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ownedLabels } from '../models/kubernetes';

/** Pods of a namespace, all of them where there are no labels, or addresses. */
export type PolicyPeer =
  | { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly cidr: string };

export interface PolicyRule {
  /** Absent means everybody. */
  readonly peers?: readonly PolicyPeer[];
  /** None means every port. */
  readonly ports: readonly number[];
  readonly protocols: readonly ('TCP' | 'UDP')[];
}

/** What pods may do over the network; what no rule of any policy allows is refused, both ways. */
export interface NetworkPolicyProps {
  readonly name: string;
  readonly namespace: string;
  /** Of the pods; none means all of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

/** A network policy, whose id tells it from those of other namespaces. @throws where a rule would let everything through */
export class NetworkPolicy extends NetworkPolicyV1 {
  constructor(scope: Construct, props: NetworkPolicyProps, after: readonly ITerraformDependable[] = []) {
    const { name, namespace, labels, ingress, egress } = props;
    if ([...ingress, ...egress].some(({ peers, ports }) => peers === undefined && ports.length === 0))
      throw new Error(`the network policy ${namespace}/${name} would let everything through`);
    super(scope, `${namespace}-${name}`, {
      metadata: { name, namespace, labels: { ...ownedLabels('network') } },
      spec: {
        podSelector: Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: ingress.map((rule) => ({ from: peersOf(rule), ports: portsOf(rule) })),
        egress: egress.map((rule) => ({ to: peersOf(rule), ports: portsOf(rule) })),
      },
      dependsOn: [...after],
    });
  }
}

const portsOf = ({ ports, protocols }: PolicyRule) =>
  ports.flatMap((port) => protocols.map((protocol) => ({ port: String(port), protocol })));

const peersOf = ({ peers }: PolicyRule) =>
  (peers ?? []).map((peer) =>
    'cidr' in peer
      ? { ipBlock: { cidr: peer.cidr } }
      : {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
          ...(Object.keys(peer.labels).length === 0
            ? {}
            : { podSelector: { matchLabels: { ...peer.labels } } }),
        },
  );
