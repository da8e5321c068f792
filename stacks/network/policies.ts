import type { NetworkPolicyProps, PolicyPeer, PolicyRule } from '../../constructs/network-policy';
import { partsOf } from '../parts';
import { closedNamespaces, type DeclaredPath, type End, type Network } from './declared-path';
import { networkWorkloads, type NetworkWorkloadName } from './workloads';

/** Which workloads a cluster has: who is not there needs no way. */
export function networkWorkloadsIn({ environment, cluster }: Network): readonly NetworkWorkloadName[] {
  const parts = partsOf(environment, cluster);
  const sometimes: Partial<Record<NetworkWorkloadName, boolean>> = {
    grafana: cluster.home,
    elasticsearch: cluster.home,
    kibana: cluster.home,
    'elasticsearch-exporter': cluster.home,
    'prometheus-shards': parts.shards,
    'thanos-query': parts.shards,
    'prometheus-long-term': parts.longTerm,
    pushgateway: parts.pushgateway,
    'blackbox-exporter': parts.blackboxExporter,
    'dcgm-exporter': parts.gpuExporter,
    'gpu-plugin': parts.gpuPlugin,
  };
  return (Object.keys(networkWorkloads) as NetworkWorkloadName[]).filter((name) => sometimes[name] !== false);
}

/** Namespaces of ours that a cluster has. */
const namespacesIn = (network: Network): readonly string[] => {
  const inUse = new Set<string>(networkWorkloadsIn(network).map((name) => networkWorkloads[name].namespace));
  return closedNamespaces.filter(
    (namespace) => namespace !== networkWorkloads['gpu-plugin'].namespace || inUse.has(namespace),
  );
};

/** What holds for every pod of our namespaces: nothing comes in or goes out, but questions for names. */
export const closedByDefault = (network: Network): readonly NetworkPolicyProps[] =>
  namespacesIn(network).map((namespace) => ({
    name: 'closed-by-default',
    namespace,
    labels: {},
    ingress: [],
    egress: [
      {
        peers: [
          { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
          // What answers on the node itself, where clusters have that.
          { cidr: '169.254.0.0/16' },
        ],
        ports: [53],
        protocols: ['UDP', 'TCP'],
      },
    ],
  }));

/**
 * Policies of declared paths: each opens both of its ends, at its source the way out and at its target the way in, because
 * both are closed. One policy per workload, named after it.
 */
export const policiesOf = (
  network: Network,
  paths: readonly DeclaredPath[],
  nameOf = (workload: NetworkWorkloadName): string => workload,
): readonly NetworkPolicyProps[] =>
  networkWorkloadsIn(network).flatMap((name) => {
    const usable = paths.filter((path) => [path.from, path.to].every((end) => isThere(network, end)));
    const ingress = usable.filter(({ to }) => to === name).map((path) => ruleOf(path, path.from, network));
    const egress = usable
      .filter(({ from, to }) => from === name && !leadsNowhere(to, network))
      .map((path) => ruleOf(path, path.to, network));
    if (ingress.length + egress.length === 0) return [];
    const { namespace, labels } = networkWorkloads[name];
    return [{ name: nameOf(name), namespace, labels, ingress, egress }];
  });

/** Where nobody says from where people come, nobody knows where their addresses lead either. */
const leadsNowhere = (end: End, { environment }: Network): boolean =>
  end === 'entrances' && environment.network.entrances === undefined;

const isWorkload = (end: End): end is NetworkWorkloadName =>
  typeof end === 'string' && end in networkWorkloads;

const isThere = (network: Network, end: End): boolean =>
  !isWorkload(end) || networkWorkloadsIn(network).includes(end);

const ruleOf = ({ ports, protocols }: DeclaredPath, other: End, network: Network): PolicyRule => {
  const peers = peersOf(other, network);
  return {
    ...(peers === undefined ? {} : { peers }),
    ports: [...new Set(ports)].sort((a, b) => a - b),
    protocols: protocols ?? ['TCP'],
  };
};

/** Undefined where nobody can be told apart. */
function peersOf(end: End, { environment }: Network): readonly PolicyPeer[] | undefined {
  if (end === 'anywhere') return undefined;
  if (end === 'entrances')
    return environment.network.entrances?.map(({ namespace, cidr }) =>
      cidr === undefined ? { namespace: String(namespace), labels: {} } : { cidr },
    );
  if (isWorkload(end)) {
    const { namespace, labels } = networkWorkloads[end];
    return [{ namespace, labels }];
  }
  return end.namespaces.map((namespace) => ({ namespace, labels: end.labels ?? {} }));
}
