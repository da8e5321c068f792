/** An alert that this project does not have but that explains alerts of it. */
export interface ExternalCause {
  readonly name: string;
  /** Labels that say about what it is; each instance of it carries them. */
  readonly subject: readonly string[];
}

/** Alerts that kube-prometheus-stack brings and that `inhibitedBy` may name. */
export const externalCauses: readonly ExternalCause[] = [
  // Reads kube_node_status_condition of kube-state-metrics, one series per node.
  { name: 'KubeNodeNotReady', subject: ['node'] },
  // Each reads `up` of one job, whose labels it keeps.
  { name: 'KubeletInstanceUnreachable', subject: ['namespace', 'job'] },
  { name: 'KubeAPIInstanceUnreachable', subject: ['namespace', 'job'] },
  { name: 'KubeProxyInstanceUnreachable', subject: ['namespace', 'job'] },
  { name: 'KubeSchedulerInstanceUnreachable', subject: ['namespace', 'job'] },
  { name: 'KubeControllerManagerInstanceUnreachable', subject: ['namespace', 'job'] },
];
