import { namespaces } from '../../models/names';

/** What a pod may do that the level `restricted` forbids. */
export const privileges = [
  'host network',
  'host processes',
  'host IPC',
  'host path',
  'root',
  'capability SYS_ADMIN',
  'privileged container',
] as const;
export type Privilege = (typeof privileges)[number];

/** A workload that needs more of its node than `restricted` allows. */
export interface PrivilegedWorkload {
  readonly workload: string;
  readonly namespace: string;
  /** The chart from which it comes. */
  readonly chart: string;
  readonly allowed: readonly Privilege[];
  readonly reason: string;
}

/** All exceptions, one by one. What is not here runs in a namespace that is `restricted`. */
export const privilegedWorkloads: readonly PrivilegedWorkload[] = [
  {
    workload: 'node-exporter',
    namespace: namespaces.nodeAgents,
    chart: 'kube-prometheus-stack',
    allowed: ['host network', 'host processes', 'host path'],
    reason:
      'Tells of the network, the processes and the file systems of its node, which a pod cannot see otherwise; it only reads them, and as nobody.',
  },
  {
    workload: 'filebeat',
    namespace: namespaces.nodeAgents,
    chart: 'eck-stack',
    allowed: ['host path', 'root'],
    reason:
      'Log files of a node belong to root and are for nobody else to read. It writes to the node only where it remembers how far it has read.',
  },
  {
    workload: 'dcgm-exporter',
    namespace: namespaces.nodeAgents,
    chart: 'dcgm-exporter',
    allowed: ['host path', 'root', 'capability SYS_ADMIN'],
    reason:
      'Asks the kubelet over a socket of the node which pod has which GPU; counters of how busy its parts are, are given to administrators only.',
  },
  {
    workload: 'nvidia-device-plugin',
    namespace: namespaces.gpus,
    chart: 'nvidia-device-plugin',
    allowed: ['host processes', 'host path', 'root', 'capability SYS_ADMIN', 'privileged container'],
    reason: 'Registers GPUs with the kubelet over a socket of the node, and hands out devices of the node.',
  },
  {
    workload: 'gpu-operator',
    namespace: namespaces.gpus,
    chart: 'gpu-operator',
    allowed: ['host processes', 'host IPC', 'host path', 'root', 'privileged container'],
    reason:
      'Installs driver, container toolkit and device plugin on nodes, and divides GPUs, for which it stops what uses them.',
  },
];
