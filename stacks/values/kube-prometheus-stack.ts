import type { Cluster, Environment } from '../../environments';
import { namespaces, objects } from '../../models/names';
import { admissionWebhooks } from './admission';
import { alertmanagerValues } from './alertmanager';
import { controlPlane } from './control-plane';
import { defaultRules } from './default-rules';
import { grafanaValues } from './grafana';
import { hardenedContainer, restrictedPod } from './hardened';
import { askedOverTls } from './monitoring-tls';
import { prometheusValues } from './prometheus';
import { monitorLimits } from './scrape-limits';

/**
 * Values of kube-prometheus-stack: Prometheus, Alertmanager and the exporters of the cluster itself, and in the home
 * cluster Grafana.
 */
export function kubePrometheusStackValues(environment: Environment, cluster: Cluster) {
  const limits = monitorLimits(environment);
  const parts = controlPlane(cluster.platform);
  const monitored = (part: 'prometheus' | 'alertmanager') => ({
    serviceMonitor: { ...limits[part].serviceMonitor, ...askedOverTls(part, environment) },
  });
  return {
    fullnameOverride: objects.prometheusStack,
    defaultRules: defaultRules(environment, cluster),
    // Releases of their own hold the definitions, because Helm never upgrades those inside a chart.
    crds: { enabled: false },
    kubeControllerManager: { ...parts.kubeControllerManager, ...limits.kubeControllerManager },
    kubeScheduler: { ...parts.kubeScheduler, ...limits.kubeScheduler },
    kubeEtcd: { ...parts.kubeEtcd, ...limits.kubeEtcd },
    kubeProxy: { ...parts.kubeProxy, ...limits.kubeProxy },
    coreDns: { ...parts.coreDns, ...limits.coreDns },
    kubeDns: { ...parts.kubeDns, ...limits.kubeDns },
    // Rules read processor time, memory and restarts of the models' pods from these two. The kubelet's other page about
    // containers repeats cAdvisor's names.
    kubelet: {
      enabled: true,
      serviceMonitor: { enabled: true, cAdvisor: true, resource: false, ...limits.kubelet.serviceMonitor },
    },
    kubeApiServer: limits.kubeApiServer,
    // Labels and annotations of objects are not told: no rule reads them, and each would be a series per object.
    kubeStateMetrics: { enabled: true },
    'kube-state-metrics': {
      ...limits['kube-state-metrics'],
      priorityClassName: objects.priority,
      securityContext: restrictedPod(65534, 65534),
      containerSecurityContext: hardenedContainer,
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    },
    'prometheus-node-exporter': { ...limits['prometheus-node-exporter'], ...nodeExporter },
    prometheusOperator: {
      ...limits.prometheusOperator,
      priorityClassName: objects.priority,
      securityContext: restrictedPod(65534, 65534),
      containerSecurityContext: hardenedContainer,
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      // Beside Prometheus and Alertmanager.
      prometheusConfigReloader: {
        resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      },
      admissionWebhooks: {
        ...admissionWebhooks(environment),
        patch: {
          securityContext: restrictedPod(2000, 2000),
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
        },
        createSecretJob: { securityContext: hardenedContainer },
        patchWebhookJob: { securityContext: hardenedContainer },
      },
    },
    prometheus: { ...monitored('prometheus'), ...prometheusValues(environment, cluster) },
    alertmanager: { ...monitored('alertmanager'), ...alertmanagerValues(environment, cluster) },
    grafana: cluster.home ? grafanaValues(environment, cluster) : { enabled: false },
  };
}

/** Sees its node from within, so it lives beside what else does. */
const nodeExporter = {
  namespaceOverride: namespaces.nodeAgents,
  priorityClassName: objects.nodePriority,
  securityContext: restrictedPod(65534, 65534),
  containerSecurityContext: hardenedContainer,
  resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
} as const;
