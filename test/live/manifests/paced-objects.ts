import { dump } from 'js-yaml';
import type { Environment } from '../../../environments';
import { shardsOf } from '../../../environments/shards';
import { printDuration, times } from '../../../models/duration';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces, objects } from '../../../models/names';
import { scrapeInterval, scrapeTimeout } from '../../../models/scrape-interval';
import { watchdogGroups } from '../../../preview/prometheus-files';
import {
  alertmanagerConfiguration,
  companyRules,
  notificationTexts,
  rulesFor,
  sharedRules,
  templateFile,
} from '../../../rules';
import { clusterMonitors, exporterMonitors, podMonitorsFor, probesFor } from '../../../scrape';

/**
 * What the stack of models applies, with time that runs faster: windows of hours become minutes. At the pace of 1 it is
 * what is synthesised, which a test compares.
 */
export const pacedMonitoring = (environment: Environment, pace: number): readonly KubernetesObject[] => [
  ...shardsOf(environment).flatMap((shard) => [
    sharedRules(environment, pace, shard),
    ...companyRules(environment, pace, shard).map(({ object }) => object),
  ]),
  ...exporterMonitors(environment, pace),
  ...clusterMonitors(environment, pace),
  ...environment.models.flatMap((model) => [
    ...podMonitorsFor(model, pace),
    ...probesFor(model, pace),
    rulesFor(model, environment, pace),
  ]),
];

/** Data of the Secret of Alertmanager, not yet in Base64. */
export const pacedRouting = (environment: Environment, pace: number): Readonly<Record<string, string>> => ({
  'alertmanager.yaml': dump(alertmanagerConfiguration(environment, pace), { lineWidth: -1, noRefs: true }),
  [templateFile]: notificationTexts,
});

/** The Prometheus of a stack, with time that runs faster. */
export const pacedPrometheus = (prometheus: KubernetesObject, pace: number): KubernetesObject => {
  const interval = printDuration(times(scrapeInterval, 1 / pace));
  const spec = { ...(prometheus['spec'] as object), evaluationInterval: interval, scrapeInterval: interval };
  return { ...prometheus, spec };
};

/** A monitor of a stack, with time that runs faster: what is scraped as rarely as in production would be stale in between. */
export const pacedPodMonitor = (monitor: KubernetesObject, pace: number): KubernetesObject => {
  const spec = monitor['spec'] as { readonly podMetricsEndpoints: readonly object[] };
  const paced = {
    interval: printDuration(times(scrapeInterval, 1 / pace)),
    scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
  };
  const podMetricsEndpoints = spec.podMetricsEndpoints.map((endpoint) => ({ ...endpoint, ...paced }));
  return { ...monitor, spec: { ...spec, podMetricsEndpoints } };
};

/** The alert of kube-prometheus-stack that always fires: the heartbeat is made of it. */
export const watchdogRule: KubernetesObject = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: `${objects.prometheusStack}-general.rules`, namespace: namespaces.monitoring },
  spec: { groups: watchdogGroups },
};
