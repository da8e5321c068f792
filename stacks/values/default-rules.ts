import type { Cluster, Environment } from '../../environments';
import { poolsIn } from '../../environments';

/** Something of the chart's rules that is not wanted, with the reason. */
type Reasons = Readonly<Record<string, string>>;

/** Alerts that somebody else gives, or that nobody here can act upon. */
const everywhere: Reasons = {
  TargetDown:
    'PlatformTargetsDown tells the owner of the environment, and leaves targets of models to ModelTargetsDown, which tells their teams',
  InfoInhibitor: 'routes send alerts of severity info to nobody, so there is nothing to keep quiet',
};

/** Where nodes are made when pods wait for them. */
const onDemandNodes: Reasons = {
  KubeCPUOvercommit: 'a lost node is replaced on demand, so pods may rightly ask for all that there is',
  KubeMemoryOvercommit: 'the same of memory',
};

/** Where somebody else runs the control plane. */
const managedControlPlane: Reasons = {
  KubeVersionMismatch: 'the control plane is upgraded first, and nodes follow within days',
};

/** Groups about the promises of an API server, which its vendor gives and keeps. They are most of what rules cost. */
const vendorsPromise = [
  'kubeApiserverAvailability',
  'kubeApiserverBurnrate',
  'kubeApiserverHistogram',
  'kubeApiserverSlos',
] as const;

/** Groups that ours rely on; these are the chart's defaults, and said here so that they stay. */
const reliedOn = {
  // Watchdog feeds the heartbeat.
  general: true,
  // Alerts about what watches the models: half of the monitoring of the monitoring.
  prometheus: true,
  prometheusOperator: true,
  alertmanager: true,
  configReloaders: true,
  kubeStateMetrics: true,
  // Causes that keep alerts of ours quiet.
  kubelet: true,
  kubernetesSystem: true,
  // Pods and volumes of the logging stack.
  kubernetesApps: true,
  kubernetesStorage: true,
} as const;

/** Alerts of the chart that are switched off in a cluster, each with the reason. */
export function alertsSwitchedOff(environment: Environment, cluster: Cluster): Reasons {
  const onDemand = poolsIn(environment, cluster).some(({ nodes }) => nodes.from !== 'selector');
  return {
    ...everywhere,
    ...(onDemand ? onDemandNodes : {}),
    ...(cluster.platform === 'self-managed' ? {} : managedControlPlane),
  };
}

/** Rules of kube-prometheus-stack about the cluster and about itself. */
export const defaultRules = (environment: Environment, cluster: Cluster) => ({
  create: true,
  rules: {
    ...reliedOn,
    ...Object.fromEntries(vendorsPromise.map((group) => [group, cluster.platform === 'self-managed'])),
  },
  disabled: Object.fromEntries(
    Object.keys(alertsSwitchedOff(environment, cluster)).map((alert) => [alert, true]),
  ),
});
