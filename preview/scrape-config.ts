import { escapePattern } from '../models/feed';
import { metaLabel } from '../models/kubernetes';
import type { PodMonitor, Probe, Relabeling } from '../scrape';
import type { SimulatedPod } from './fleet/fleet';

/** A monitor and the simulated pod that it is to find. */
export interface MonitoredPod {
  readonly monitor: PodMonitor;
  readonly pod: SimulatedPod;
}

/** A scrape config as prometheus.yml writes it. */
export type ScrapeConfig = Readonly<Record<string, unknown>>;

/**
 * What prometheus-operator would generate from the monitors, except that service discovery is replaced by what it would
 * have found: static targets that carry the labels of their pod. The monitors' own relabelings run unchanged. Pages are asked for
 * over plain HTTP without a token, whatever the monitor says: certificates and tokens are in Secrets of the cluster, which
 * nobody has here, and simulated servers answer on the loopback only.
 *
 * @throws Error where a monitor does not select the pod that it is for
 */
export const scrapeConfigsFor = (monitored: readonly MonitoredPod[]): readonly ScrapeConfig[] =>
  monitored.flatMap(({ monitor, pod }) => {
    const { namespaceSelector, selector } = monitor.spec;
    const selected =
      namespaceSelector.matchNames.includes(pod.namespace) &&
      Object.entries(selector.matchLabels).every(([label, value]) => pod.labels[label] === value);
    if (!selected)
      throw new Error(`the monitor ${monitor.metadata.name} does not select the pod ${pod.name}`);
    return monitor.spec.podMetricsEndpoints.map((endpoint, index) => ({
      job_name: `podMonitor/${monitor.metadata.namespace ?? ''}/${monitor.metadata.name}/${index}`,
      honor_labels: endpoint.honorLabels,
      honor_timestamps: endpoint.honorTimestamps,
      scrape_interval: endpoint.interval,
      // Answering takes real time, which no pace compresses, so a scrape gets all the time there is.
      scrape_timeout: endpoint.interval,
      metrics_path: endpoint.path,
      ...(monitor.spec.scrapeProtocols === undefined
        ? {}
        : { scrape_protocols: monitor.spec.scrapeProtocols }),
      fallback_scrape_protocol: monitor.spec.fallbackScrapeProtocol,
      body_size_limit: monitor.spec.bodySizeLimit,
      sample_limit: monitor.spec.sampleLimit,
      label_limit: monitor.spec.labelLimit,
      keep_dropped_targets: monitor.spec.keepDroppedTargets,
      static_configs: [{ targets: [pod.address], labels: discoveredLabels(pod, monitor) }],
      relabel_configs: [
        ...operatorRelabelings(monitor, endpoint.portNumber),
        ...endpoint.relabelings.map(printRelabeling),
      ],
      metric_relabel_configs: endpoint.metricRelabelings.map(printRelabeling),
    }));
  });

/** What prometheus-operator would generate from probes, with a prober of this machine in place of the cluster's. */
export const probeConfigsFor = (probes: readonly Probe[], prober: string): readonly ScrapeConfig[] =>
  probes.map(({ metadata, spec }) => {
    const { static: targets, labels } = spec.targets.staticConfig;
    return {
      job_name: `probe/${metadata.namespace ?? ''}/${metadata.name}`,
      scrape_interval: spec.interval,
      scrape_timeout: spec.interval,
      metrics_path: spec.prober.path,
      params: { module: [spec.module] },
      sample_limit: spec.sampleLimit,
      label_limit: spec.labelLimit,
      static_configs: [{ targets, labels: { namespace: metadata.namespace ?? '', ...labels } }],
      relabel_configs: [
        { source_labels: ['job'], target_label: '__tmp_prometheus_job_name' },
        { target_label: 'job', replacement: spec.jobName },
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: prober },
      ],
    };
  });

const labelName = (text: string): string => text.replace(/[^a-zA-Z0-9_]/g, '_');

/** The labels that Kubernetes service discovery (role pod) gives a target. */
function discoveredLabels(pod: SimulatedPod, { spec }: PodMonitor): Readonly<Record<string, string>> {
  const meta = '__meta_kubernetes_pod';
  return {
    __meta_kubernetes_namespace: pod.namespace,
    [`${meta}_name`]: pod.name,
    [`${meta}_node_name`]: pod.node,
    [`${meta}_container_name`]: pod.container,
    [`${meta}_container_port_number`]: String(pod.port),
    [`${meta}_phase`]: 'Running',
    [`${meta}_ready`]: 'true',
    ...Object.fromEntries(
      Object.entries(pod.labels).flatMap(([label, value]) => [
        [`${meta}_label_${labelName(label)}`, value],
        [`${meta}_labelpresent_${labelName(label)}`, 'true'],
      ]),
    ),
    ...(spec.attachMetadata === undefined
      ? {}
      : Object.fromEntries(
          Object.entries(pod.nodeLabels).map(([label, value]) => [metaLabel('node', label), value]),
        )),
  };
}

/** The steps that the operator puts before a PodMonitor's own, in its order. */
function operatorRelabelings(monitor: PodMonitor, port: number): readonly object[] {
  const meta = '__meta_kubernetes_pod';
  return [
    { source_labels: ['job'], target_label: '__tmp_prometheus_job_name' },
    { action: 'drop', source_labels: [`${meta}_phase`], regex: '(Failed|Succeeded)' },
    ...Object.entries(monitor.spec.selector.matchLabels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, value]) => ({
        action: 'keep',
        source_labels: [`${meta}_label_${labelName(label)}`, `${meta}_labelpresent_${labelName(label)}`],
        regex: `(${escapePattern(value)});true`,
      })),
    { action: 'keep', source_labels: [`${meta}_container_port_number`], regex: String(port) },
    { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
    { source_labels: [`${meta}_container_name`], target_label: 'container' },
    { source_labels: [`${meta}_name`], target_label: 'pod' },
    { target_label: 'job', replacement: `${monitor.metadata.namespace ?? ''}/${monitor.metadata.name}` },
    { target_label: 'endpoint', replacement: String(port) },
  ];
}

/** The operator's spelling of a step, as Prometheus spells it. */
const printRelabeling = (step: Relabeling): Readonly<Record<string, unknown>> => ({
  ...(step.action === undefined ? {} : { action: step.action }),
  ...(step.sourceLabels === undefined ? {} : { source_labels: step.sourceLabels }),
  ...(step.regex === undefined ? {} : { regex: step.regex }),
  ...(step.targetLabel === undefined ? {} : { target_label: step.targetLabel }),
  ...(step.replacement === undefined ? {} : { replacement: step.replacement }),
});
