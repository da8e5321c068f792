import type { Platform } from '../../environments/cluster';

/** Parts of a control plane that answer Prometheus; the chart drops monitor and rules of one that is off. */
interface ControlPlane {
  readonly kubeControllerManager: Switch;
  readonly kubeScheduler: Switch;
  readonly kubeEtcd: Switch;
  readonly kubeProxy: Switch;
  /** One of the two resolves names in the cluster. */
  readonly coreDns: Switch;
  readonly kubeDns: Switch;
}

/** As the chart takes it. */
interface Switch {
  readonly enabled: boolean;
}
const on: Switch = { enabled: true };
const off: Switch = { enabled: false };

/**
 * Nobody can reach the controller manager, scheduler and etcd of a managed cluster: their monitors would find nothing, and
 * their alerts would fire for ever. kube-proxy listens on the loopback of its node there, or is not there at all.
 */
const managed: ControlPlane = {
  kubeControllerManager: off,
  kubeScheduler: off,
  kubeEtcd: off,
  kubeProxy: off,
  coreDns: on,
  kubeDns: off,
};

const controlPlanes: Readonly<Record<Platform, ControlPlane>> = {
  eks: managed,
  aks: managed,
  gke: { ...managed, coreDns: off, kubeDns: on },
  'self-managed': {
    kubeControllerManager: on,
    kubeScheduler: on,
    kubeEtcd: on,
    kubeProxy: on,
    coreDns: on,
    kubeDns: off,
  },
};

/** What is scraped of the control plane of a cluster, by who runs it. The API server answers on every platform. */
export const controlPlane = (platform: Platform): ControlPlane => controlPlanes[platform];
