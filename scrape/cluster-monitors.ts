import type { Environment } from '../environments/environment';
import { hasShards } from '../environments/shards';
import { printDuration, times } from '../models/duration';
import { cadvisor, kubeCronJob, kubeNodes, kubeState } from '../models/exporters';
import { watchedLabels, type KubernetesObject } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { droppedTargetsKept, scrapeInterval, scrapeTimeout } from '../models/scrape-interval';
import { takenBy } from '../models/shards';
import type { Relabeling } from './pod-monitor';

/** monitoring.coreos.com/v1 ServiceMonitor, as far as this project uses it. */
export interface ServiceMonitor extends KubernetesObject {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ServiceMonitor';
  readonly spec: {
    /** Label of the Service whose value becomes `job`. */
    readonly jobLabel: string;
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly sampleLimit: number;
    readonly labelLimit: number;
    readonly keepDroppedTargets: number;
    readonly endpoints: readonly {
      readonly port: string;
      readonly path: string;
      readonly scheme?: 'https';
      readonly bearerTokenFile?: string;
      readonly tlsConfig?: { readonly caFile: string; readonly insecureSkipVerify: boolean };
      readonly interval: string;
      readonly scrapeTimeout: string;
      readonly honorLabels: boolean;
      readonly honorTimestamps?: boolean;
      readonly trackTimestampsStaleness?: boolean;
      readonly metricRelabelings: readonly Relabeling[];
    }[];
  };
}

/**
 * What rules join models with, and that kube-prometheus-stack scrapes for the first Prometheus only: of kube-state-metrics and
 * of kubelets. The others keep what is read, which is little, or each would hold the cluster once more. Under the names of jobs
 * that the chart gives, so that all of them tell of one job.
 */
export function clusterMonitors(environment: Environment, pace = 1): readonly ServiceMonitor[] {
  if (!hasShards(environment)) return [];
  const endpoint = {
    interval: printDuration(times(scrapeInterval, 1 / pace)),
    scrapeTimeout: printDuration(times(scrapeTimeout, 1 / pace)),
    // These pages say themselves which pods they are about.
    honorLabels: true,
  };
  return [
    monitor('shards-kube-state-metrics', {
      jobLabel: 'app.kubernetes.io/name',
      namespaceSelector: { matchNames: [namespaces.monitoring] },
      selector: {
        matchLabels: {
          'app.kubernetes.io/name': 'kube-state-metrics',
          'app.kubernetes.io/instance': objects.prometheusStack,
        },
      },
      sampleLimit: 100_000,
      endpoints: [
        {
          ...endpoint,
          port: 'http',
          path: '/metrics',
          metricRelabelings: [kept({ ...kubeState, ...kubeCronJob, ...kubeNodes })],
        },
      ],
    }),
    monitor('shards-cadvisor', {
      jobLabel: 'k8s-app',
      namespaceSelector: { matchNames: ['kube-system'] },
      // The operator makes this Service.
      selector: { matchLabels: { 'app.kubernetes.io/name': 'kubelet', 'k8s-app': 'kubelet' } },
      sampleLimit: 10_000,
      endpoints: [
        {
          ...endpoint,
          port: 'https-metrics',
          path: '/metrics/cadvisor',
          scheme: 'https',
          bearerTokenFile: `${account}/token`,
          // As the chart does: kubelets have certificates that nobody has signed, on most platforms.
          tlsConfig: { caFile: `${account}/ca.crt`, insecureSkipVerify: true },
          honorTimestamps: true,
          trackTimestampsStaleness: true,
          metricRelabelings: [kept(cadvisor)],
        },
      ],
    }),
  ];
}

const account = '/var/run/secrets/kubernetes.io/serviceaccount';

const kept = (metrics: Readonly<Record<string, string>>): Relabeling => ({
  action: 'keep',
  sourceLabels: ['__name__'],
  regex: Object.values(metrics).join('|'),
});

const monitor = (
  name: string,
  spec: Omit<ServiceMonitor['spec'], 'labelLimit' | 'keepDroppedTargets'>,
): ServiceMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: {
    name,
    namespace: namespaces.observatory,
    labels: watchedLabels('scrape', takenBy.others),
  },
  spec: { ...spec, labelLimit: 64, keepDroppedTargets: droppedTargetsKept },
});
