import { dcgm } from './dcgm';
import { namespaces, objects } from './names';

/** Exporters beside the models that this project deploys and scrapes: port, path, and how their pods are found. */
export interface Exporter {
  readonly portNumber: number;
  readonly path: string;
  /** Pod labels by which the exporter's pods are found. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its page in `test/fixtures/metrics/`. */
  readonly fixture: string;
}

export const dcgmExporter = {
  portNumber: 9400,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'dcgm-exporter' },
  fixture: 'dcgm-exporter',
} as const satisfies Exporter;

/** Calls addresses on behalf of Prometheus. This is its own page; what it finds is told where it is asked to call. */
export const blackboxExporter = {
  portNumber: 9115,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'prometheus-blackbox-exporter' },
  fixture: 'blackbox-exporter',
} as const satisfies Exporter;

/** An exporter of the logging stack. There may be others of its kind in the cluster, so its series are told by their job. */
export interface LogExporter extends Exporter {
  /** Its PodMonitor, in our namespace. */
  readonly monitor: string;
}

/** Asks Elasticsearch about itself, where that runs. */
export const elasticsearchExporter = {
  monitor: 'prometheus-elasticsearch-exporter',
  portNumber: 9108,
  path: '/metrics',
  selector: { 'app.kubernetes.io/name': 'prometheus-elasticsearch-exporter' },
  fixture: 'elasticsearch-exporter',
} as const satisfies LogExporter;

/** Runs beside every Logstash and asks that one: a container of its pods. */
export const logstashExporter = {
  monitor: 'logstash-exporter',
  portNumber: 9198,
  path: '/metrics',
  selector: { 'logstash.k8s.elastic.co/name': objects.logstash },
  fixture: 'logstash-exporter',
} as const satisfies LogExporter;

/** Counts the lines that each Logstash has written: a container of its pods, to which the pipelines tell every document. */
export const logLineCounter = {
  monitor: 'log-line-counter',
  portNumber: 9102,
  path: '/metrics',
  selector: { 'logstash.k8s.elastic.co/name': objects.logstash },
  fixture: 'log-line-counter',
} as const satisfies LogExporter;

/** Where pipelines send what is to be counted: datagrams over the loopback of the pod. */
export const lineCounting = { host: '127.0.0.1', port: 9125 } as const;

/** The `job` that prometheus-operator gives what a PodMonitor of ours finds. */
export const jobOf = ({ monitor }: LogExporter): string => `${namespaces.observatory}/${monitor}`;

/** Jobs under which kube-prometheus-stack scrapes itself: the names of its Services. */
export const ownJobs = {
  prometheus: `${objects.prometheusStack}-prometheus`,
  alertmanager: `${objects.prometheusStack}-alertmanager`,
  /** As the operator calls what a PodMonitor finds. */
  longTerm: `${namespaces.monitoring}/${objects.longTerm}`,
} as const;

/** How the blackbox exporter is asked: path of a call, and the module that says what counts as an answer. */
export const probing = { path: '/probe', module: 'http_2xx' } as const;

/** Series of the blackbox exporter 0.28 about one call. */
export const blackbox = { success: 'probe_success' } as const;

/** Series of the kubelet's cAdvisor about containers; those with an empty `container` are sums over a pod. */
export const cadvisor = {
  cpu: 'container_cpu_usage_seconds_total',
  memory: 'container_memory_working_set_bytes',
} as const;

/** Series of kube-state-metrics 2.20 about containers. */
export const kubeState = {
  limits: 'kube_pod_container_resource_limits',
  restarts: 'kube_pod_container_status_restarts_total',
} as const;

/** Series of kube-state-metrics 2.20 about what the Elastic operator makes. */
export const kubeStateSets = { replicas: 'kube_statefulset_replicas' } as const;

/**
 * Series of elasticsearch_exporter 1.11, with the collectors `clustersettings`, `health-report` and `slm`. Nodes have
 * the label `name`.
 */
export const elasticsearch = {
  /** By `color`. */
  status: 'elasticsearch_cluster_health_status',
  nodes: 'elasticsearch_cluster_health_number_of_nodes',
  diskFree: 'elasticsearch_filesystem_data_available_bytes',
  diskSize: 'elasticsearch_filesystem_data_size_bytes',
  lowWatermark: 'elasticsearch_clustersettings_allocation_watermark_low_ratio',
  floodStage: 'elasticsearch_clustersettings_allocation_watermark_flood_stage_ratio',
  heapUsed: 'elasticsearch_jvm_memory_used_bytes',
  heapMaximum: 'elasticsearch_jvm_memory_max_bytes',
  breakersTripped: 'elasticsearch_breakers_tripped',
  rejected: 'elasticsearch_thread_pool_rejected_count',
  /** By `color`, of indices: yellow where one is stuck or none moves. */
  ilm: 'elasticsearch_health_report_ilm_status',
  /** By `color`, of data streams that keep their own lifecycle, as ours do. */
  streamLifecycle: 'elasticsearch_health_report_data_stream_lifecycle_status',
  snapshotsFailed: 'elasticsearch_slm_stats_total_snapshots_failed_total',
  /** By `collector`: 0 where a question was not answered. */
  collected: 'elasticsearch_scrape_success',
} as const;

/** Series of logstash-exporter 1.9. All but the first two have the label `pipeline`. */
export const logstash = {
  /** 0 where the API does not answer. */
  up: 'logstash_info_up',
  /** 1, by `status`: red where a pipeline has ended. */
  status: 'logstash_info_status',
  eventsIn: 'logstash_stats_pipeline_events_in',
  eventsOut: 'logstash_stats_pipeline_events_out',
  queued: 'logstash_stats_pipeline_queue_events_count',
  /** In bytes, whatever its HELP line says. */
  queueSize: 'logstash_stats_pipeline_queue_events_queue_size',
  queueMaximum: 'logstash_stats_pipeline_queue_max_size_in_bytes',
  /** By `plugin_id` of an input or a filter. */
  pluginOut: 'logstash_stats_pipeline_plugin_events_out',
  deadLettersLost: 'logstash_stats_pipeline_dead_letter_queue_dropped_events',
  bulkErrors: 'logstash_stats_pipeline_plugin_bulk_requests_errors',
  /** By `code` of the answer. */
  bulkAnswers: 'logstash_stats_pipeline_plugin_bulk_requests_responses',
  reloadsFailed: 'logstash_stats_pipeline_reloads_failures',
  backpressure: 'logstash_stats_pipeline_flow_queue_backpressure_current',
  busy: 'logstash_stats_pipeline_flow_worker_utilization_current',
} as const;

/**
 * Series of the counter of lines, which has no names of its own: these are what pipelines send. They have the label
 * `service`, the `service.name` of the documents; `model_name` is the target's on every other page.
 */
export const logLines = {
  /** By `outcome`: parsed, unparsed, cut or withheld. */
  written: 'mlobs_log_lines_total',
  /** By `reason`: broken, empty or unmapped; of lines that are no model's `service` is a hyphen. */
  dropped: 'mlobs_log_lines_dropped_total',
  /** By `data`, secret or personal: lines from which such was taken out. A line may be of both. */
  redacted: 'mlobs_log_lines_redacted_total',
  /** By `signature`: lines of level error and above. */
  errors: 'mlobs_log_errors_total',
} as const;

/** What Prometheus tells of itself. */
export const prometheus = {
  ruleFailures: 'prometheus_rule_evaluation_failures_total',
  groupDuration: 'prometheus_rule_group_last_duration_seconds',
  groupInterval: 'prometheus_rule_group_interval_seconds',
  series: 'prometheus_tsdb_head_series',
  oldest: 'prometheus_tsdb_lowest_timestamp_seconds',
  /** By `type`, which is `float` for all that we store. */
  appended: 'prometheus_tsdb_head_samples_appended_total',
} as const;

/** What Alertmanager tells of itself, with the name of each receiver, which it only does when it is asked to. */
export const alertmanager = {
  notifications: 'alertmanager_notifications_total',
  /** By `reason`. */
  failed: 'alertmanager_notifications_failed_total',
} as const;

/** Series of kube-state-metrics 2.20 about CronJobs and the Jobs that these start. */
export const kubeCronJob = {
  scheduled: 'kube_cronjob_status_last_schedule_time',
  succeeded: 'kube_cronjob_status_last_successful_time',
  suspended: 'kube_cronjob_spec_suspend',
  jobOwner: 'kube_job_owner',
  jobStart: 'kube_job_status_start_time',
  jobActive: 'kube_job_status_active',
} as const;

/** Series of kube-state-metrics 2.20 about what nodes have. What is unhealthy is no longer allocatable. */
export const kubeNodes = {
  capacity: 'kube_node_status_capacity',
  allocatable: 'kube_node_status_allocatable',
} as const;

/** The device plugin's resources as kube-state-metrics spells them: whole GPUs, shared ones and their instances. */
export const gpuResources = { whole: 'nvidia_com_gpu', any: 'nvidia_com_(?:gpu|gpu_shared|mig_.+)' } as const;

/** Every page of an exporter in `test/fixtures/metrics/`, with the series that are read from it. */
export const exporterPages: Readonly<Record<string, readonly string[]>> = {
  [dcgmExporter.fixture]: Object.values(dcgm),
  [blackboxExporter.fixture]: Object.values(blackbox),
  cadvisor: Object.values(cadvisor),
  'kube-state-metrics': [
    ...Object.values(kubeState),
    ...Object.values(kubeCronJob),
    ...Object.values(kubeNodes),
    ...Object.values(kubeStateSets),
  ],
  [elasticsearchExporter.fixture]: Object.values(elasticsearch),
  [logstashExporter.fixture]: Object.values(logstash),
  [logLineCounter.fixture]: Object.values(logLines),
  prometheus: Object.values(prometheus),
  alertmanager: Object.values(alertmanager),
};
