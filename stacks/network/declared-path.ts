import type { Cluster, Environment } from '../../environments';
import { namespaces } from '../../models/names';
import type { NetworkWorkloadName } from './workloads';

/** One end of a path: pods of ours, or something that policies cannot name any closer. */
export type End =
  | NetworkWorkloadName
  /** Addresses of nodes, of the API server, of the world: policies know pods only. */
  | 'anywhere'
  /** From where people and other clusters come, as environment.yaml says. */
  | 'entrances'
  | { readonly namespaces: readonly string[]; readonly labels?: Readonly<Record<string, string>> };

/** A connection that is needed. Everything that nobody declares is refused. */
export interface DeclaredPath {
  readonly from: End;
  readonly to: End;
  /** On which the pod listens, not the Service before it; none given means every port. */
  readonly ports: readonly number[];
  /** TCP unless given. */
  readonly protocols?: readonly ('TCP' | 'UDP')[];
  readonly why: string;
}

/** What the paths of a cluster depend on. */
export interface Network {
  readonly environment: Environment;
  readonly cluster: Cluster;
}

/** The port of an address that environment.yaml gives. */
export function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}

/** A pod of the cluster's own in kube-system. */
export const clusterDns: End = { namespaces: ['kube-system'], labels: { 'k8s-app': 'kube-dns' } };

/** To the API server, which lies outside of every policy's reach. */
export const toApiServer = (
  from: NetworkWorkloadName,
  { environment }: Network,
  why: string,
): DeclaredPath => ({ from, to: 'anywhere', ports: environment.network.apiServerPorts, why });

/** Namespaces that are closed by default. */
export const closedNamespaces: readonly string[] = Object.values(namespaces);

/** An end as people read it. */
export const printEnd = (end: End): string =>
  typeof end === 'string'
    ? end
    : [
        end.namespaces.map((namespace) => `\`${namespace}\``).join(', '),
        ...Object.entries(end.labels ?? {}).map(([name, value]) => `(${name}=${value})`),
      ].join(' ');

export const printPorts = ({ ports, protocols }: DeclaredPath): string =>
  `${ports.length === 0 ? 'all' : [...new Set(ports)].join(', ')}${protocols === undefined ? '' : ` ${protocols.join('+')}`}`;
