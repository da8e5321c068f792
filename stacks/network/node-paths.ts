import { operatorInstallsDriver } from '../values/gpu-operator';
import { toApiServer, type DeclaredPath, type Network } from './declared-path';

/** What tells kubelets of their GPUs needs; a kubelet itself is asked over a socket of its node. */
export const nodePaths = (network: Network): readonly DeclaredPath[] => [
  toApiServer('gpu-plugin', network, 'reads and writes labels of nodes'),
  { from: 'gpu-plugin', to: 'gpu-plugin', ports: [], why: 'agents of the operator ask each other' },
  ...(operatorInstallsDriver(network.cluster)
    ? [
        {
          from: 'gpu-plugin',
          to: 'anywhere',
          ports: [80, 443],
          why: 'a driver is built on its node, of packages of the distribution',
        } as const,
      ]
    : []),
];
