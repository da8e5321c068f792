import type { Cluster, Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { streamPattern } from '../../logs';
import { printDuration } from '../../models/duration';
import { dataSourceUids } from '../../models/links';
import { namespaces, objects } from '../../models/names';
import { receiverSecrets } from '../../rules';

/**
 * Values of kube-prometheus-stack: Prometheus, Alertmanager and the exporters of the cluster itself, and in the home
 * cluster Grafana.
 */
export function kubePrometheusStackValues(environment: Environment, cluster: Cluster) {
  const size = sizeOf(environment);
  // A managed control plane cannot be scraped; its monitors would only raise alerts about themselves.
  const controlPlane = { enabled: cluster.platform === 'self-managed' };
  return {
    fullnameOverride: objects.prometheusStack,
    // Its own alerts about itself, Watchdog among them, are half of the monitoring of the monitoring. These are defaults
    // that ours rely on.
    defaultRules: {
      create: true,
      rules: { general: true, prometheus: true, prometheusOperator: true, alertmanager: true },
    },
    // Releases of their own hold the definitions, because Helm never upgrades those inside a chart.
    crds: { enabled: false },
    kubeControllerManager: controlPlane,
    kubeEtcd: controlPlane,
    kubeProxy: controlPlane,
    kubeScheduler: controlPlane,
    // Rules read processor time, memory and restarts of the models' pods from these two. The kubelet's other page about
    // containers repeats cAdvisor's names.
    kubelet: { enabled: true, serviceMonitor: { enabled: true, cAdvisor: true, resource: false } },
    kubeStateMetrics: { enabled: true },
    prometheusOperator: {
      // An invalid rule is refused when it is applied instead of being skipped in silence.
      admissionWebhooks: { failurePolicy: 'IgnoreOnInstallOnly' },
    },
    prometheus: {
      ...disruptionBudget(size.prometheus.replicas),
      prometheusSpec: {
        replicas: size.prometheus.replicas,
        retention: printDuration(environment.retention.metrics),
        externalLabels: { env: environment.name, cluster: cluster.name },
        // Left at true, the operator would ignore every object outside this release.
        podMonitorSelectorNilUsesHelmValues: false,
        probeSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        scrapeConfigSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
        resources: {
          requests: { cpu: '500m', memory: size.prometheus.memory },
          limits: { memory: size.prometheus.memory },
        },
        ...(size.prometheus.storage === undefined ? {} : { storageSpec: claim(size.prometheus.storage) }),
      },
    },
    alertmanager: {
      ...disruptionBudget(size.alertmanager.replicas),
      alertmanagerSpec: {
        replicas: size.alertmanager.replicas,
        useExistingSecret: true,
        configSecret: objects.alertmanagerSecret,
        secrets: receiverSecrets(environment),
        // Otherwise a heartbeat that fails could not be told from a team's webhook that does.
        additionalArgs: [{ name: 'enable-feature', value: 'receiver-name-in-metrics' }],
        ...(size.alertmanager.storage === undefined ? {} : { storage: claim(size.alertmanager.storage) }),
      },
    },
    grafana: cluster.home ? grafanaValues(environment) : { enabled: false },
  };
}

function grafanaValues(environment: Environment) {
  const { storage } = sizeOf(environment).grafana;
  const password = 'OBSERVATORY_ELASTICSEARCH_PASSWORD';
  const username = 'OBSERVATORY_ELASTICSEARCH_USERNAME';
  const fromSecret = (key: string) => ({
    secretKeyRef: { name: objects.grafanaElasticsearchSecret, key, optional: true },
  });
  return {
    admin: {
      existingSecret: objects.grafanaAdminSecret,
      userKey: 'admin-user',
      passwordKey: 'admin-password',
    },
    env: { GF_SERVER_ROOT_URL: environment.grafana.url },
    envValueFrom: { [username]: fromSecret('username'), [password]: fromSecret('password') },
    // Two pods cannot hold the volume at once, so a rolling update would wait for ever.
    ...(storage === undefined
      ? {}
      : { persistence: { enabled: true, size: storage }, deploymentStrategy: { type: 'Recreate' } }),
    additionalDataSources: [
      {
        uid: dataSourceUids.elasticsearch,
        name: 'Model Observatory logs',
        type: 'elasticsearch',
        access: 'proxy',
        url: environment.elastic.url,
        editable: false,
        basicAuth: true,
        basicAuthUser: `$${username}`,
        secureJsonData: { basicAuthPassword: `$${password}` },
        jsonData: { index: streamPattern(environment), timeField: '@timestamp' },
      },
    ],
    sidecar: {
      // Only the chart's own dashboards travel this way; by default any namespace could inject one.
      dashboards: { searchNamespace: namespaces.monitoring, resource: 'configmap' },
      // Prometheus and Alertmanager are data sources of the Grafana stack, under uids that dashboards know.
      datasources: {
        searchNamespace: namespaces.monitoring,
        resource: 'configmap',
        defaultDatasourceEnabled: false,
        alertmanager: { enabled: false },
      },
    },
  };
}

/** A budget for a single replica would block every drain of its node. */
const disruptionBudget = (replicas: number) =>
  replicas > 1 ? { podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 } } : {};

const claim = (storage: string) => ({
  volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
});
