/**
 * The naming authority: every metric, label and group name that this project makes up, and the names of the
 * exporters' series that it reads beside the serving runtimes (those are in `runtimes/`).
 */

/** Identity labels that relabelling attaches to each target of a model, so that no in-band label can collide. */
export const identityLabels = [
  'namespace',
  'model_name',
  'model_version',
  'team',
  'tier',
  'runtime',
] as const;

/** K: what identifies a model in a recorded series; the level `model` in a record's name stands for it. */
export const modelKey = ['namespace', 'model_name'] as const;

/** K as PromQL writes it inside `by (...)` and `on (...)`. */
export const K = modelKey.join(', ');

/** K and the version: tells apart what versions of one model do side by side. Targets without one have an empty version. */
export const KV = [...modelKey, 'model_version'].join(', ');

/** Labels that the operator or our relabelling puts on a target; an in-band label of that name arrives as `exported_...`. */
const targetLabels: ReadonlySet<string> = new Set([
  ...identityLabels,
  'job',
  'instance',
  'pod',
  'container',
  'endpoint',
]);

/** The name under which a label of a metrics page is stored, with `honorLabels: false`. */
export const storedLabel = (pageLabel: string): string =>
  targetLabels.has(pageLabel) ? `exported_${pageLabel}` : pageLabel;

/** Put on the series of a counter of requests that stand for failures, where an entry says which these are. */
export const failureLabel = 'mlobs_failed';

/** Inventory: one constant series per model, with `team`, `tier`, `kind` and `traffic` as labels; always 1. */
export const modelInfo = 'model:info';

/**
 * The inventory with one series per K, whatever the rules of models say: what alerts are joined with. A model that is
 * listed twice keeps one of its two owners and breaks nothing.
 */
export const modelIdentity = 'model:identity';

/**
 * The CronJob that starts the runs of a batch model: one constant series per model that names one, always 1, with the
 * label `cronjob` as kube-state-metrics writes it. What is told of the CronJob becomes the model's through it.
 */
export const modelCronJob = 'model:cronjob';

/**
 * Under which name the lines of a model are counted: one constant series per model, always 1, with the label `service`. That
 * is the model's own name, which a shared rule says, or the server that it shares with others, which its own does.
 */
export const modelLogService = 'model:log_service';

/**
 * Threshold series of one model, each a constant that the entry gives. Those of budgets carry `window`, the time over
 * which they are promised; those of times carry the `le` of the histogram; those of business metrics carry `metric`.
 */
export const thresholds = {
  errorBudget: 'model:threshold:error_budget',
  latency: 'model:threshold:latency',
  latencyBudget: 'model:threshold:latency_budget',
  latencyMean: 'model:threshold:latency_mean',
  firstToken: 'model:threshold:ttft',
  firstTokenBudget: 'model:threshold:ttft_budget',
  interToken: 'model:threshold:itl',
  interTokenBudget: 'model:threshold:itl_budget',
  queueWait: 'model:threshold:queue_wait',
  queueWaitBudget: 'model:threshold:queue_wait_budget',
  queueWaitMean: 'model:threshold:queue_wait_mean',
  minimumRate: 'model:threshold:minimum_rate',
  trafficShare: 'model:threshold:traffic_share',
  sources: 'model:threshold:sources',
  logLines: 'model:threshold:log_lines',
  logRequests: 'model:threshold:log_requests',
  probe: 'model:threshold:probe',
  accuracyFloor: 'model:threshold:accuracy_floor',
  accuracyDrop: 'model:threshold:accuracy_drop',
  evaluationAge: 'model:threshold:evaluation_age',
  segmentFloor: 'model:threshold:segment_floor',
  driftShare: 'model:threshold:drift_share',
  driftScore: 'model:threshold:drift_score',
  driftCheckAge: 'model:threshold:drift_check_age',
  dataAge: 'model:threshold:data_age',
  missingShare: 'model:threshold:missing_share',
  outlierShare: 'model:threshold:outlier_share',
  dataRows: 'model:threshold:data_rows',
  lowConfidence: 'model:threshold:low_confidence',
  lowConfidenceShare: 'model:threshold:low_confidence_share',
  classShift: 'model:threshold:class_shift',
  answerFloor: 'model:threshold:answer_floor',
  refusalCeiling: 'model:threshold:refusal_ceiling',
  feedbackFloor: 'model:threshold:feedback_floor',
  businessFloor: 'model:threshold:business_floor',
  businessCeiling: 'model:threshold:business_ceiling',
  batchSilence: 'model:threshold:batch_silence',
  batchDeadline: 'model:threshold:batch_deadline',
  batchStart: 'model:threshold:batch_start',
  batchRowsMin: 'model:threshold:batch_rows_min',
  batchRowsMax: 'model:threshold:batch_rows_max',
  completion: 'model:threshold:completion',
  seriesBudget: 'model:threshold:series_budget',
} as const;

/**
 * Exists while nobody is to be told about a model: with the label `alert` about that alert, without it about any. Always
 * 1. It ends by itself, because the time at which it ends is part of its rule, unless `why` is `changed`: then a rule of
 * the model's own stands in for the shared one.
 */
export const muted = { alert: 'model:muted_alert', model: 'model:muted' } as const;

export type ThresholdName = keyof typeof thresholds;

/**
 * Thresholds with a value that is standard in an environment. A model that has it says so by a label, the threshold's name
 * without its beginning, with the value `standard`, and has no rule of its own for it.
 */
export const standardThresholds = [
  'minimumRate',
  'trafficShare',
  'sources',
  'logLines',
  'logRequests',
  'probe',
  'seriesBudget',
] as const satisfies readonly ThresholdName[];

/** The label by which a model says that a threshold is standard. */
export const standardLabel = (threshold: string): string => threshold.replace(/^.*:/, '');

/** Prometheus' own series of alerts that are pending or firing, one for each, with its labels and `alertstate`. */
export const firing = 'ALERTS';
/**
 * Where the panel of an alert is, for links from what fires: a constant series per alert, always 1, with the labels `board`,
 * which is the board's uid, or its beginning where each model has one, and `panel`, the number of the panel.
 */
export const alertPanel = 'alert:panel:info';
/** The time since which the condition of each has held, in Unix seconds, with the same labels but the state. */
export const activeSince = 'ALERTS_FOR_STATE';

/**
 * What should be there, as constants that are written when rules are: without them nobody would notice what is missing.
 * The thresholds are those of one model, recorded beside it, with a label for each that is standard; all others are of the
 * environment and, but for the last, have no labels.
 */
export const expected = {
  thresholds: 'model:thresholds_expected:count',
  models: 'platform:models_expected:count',
  series: 'platform:series_budget:count',
  history: 'platform:history_expected:seconds',
  elasticsearchNodes: 'logging:elasticsearch_nodes_expected:count',
  /** 1 for each Prometheus beside the first, with its number as the label `shard`. */
  shards: 'platform:shard_expected:info',
} as const;

/**
 * Pipelines of Logstash: the first reads lines, the next three write what it hands over, and the last writes what
 * Elasticsearch refused of these.
 */
export const logPipelines = {
  intake: 'intake',
  inference: 'inference',
  dedicated: 'dedicated',
  audit: 'audit',
  deadLetters: 'deadletters',
} as const;

/** Pipelines whose refused documents are read again: all that write but the last, whose own would come back for ever. */
export const pipelinesWithLetters = [
  logPipelines.inference,
  logPipelines.dedicated,
  logPipelines.audit,
] as const;

/** Ids of the inputs that read dead letters, each followed by the pipeline whose letters they are. */
export const letterReader = 'letters_of_';

/** Namespaces of our own objects; the models' namespaces belong to their teams and need not exist yet. */
export const namespaces = {
  observatory: 'model-observatory',
  monitoring: 'monitoring',
  logging: 'logging',
  /** Of what watches nodes from within: files, network and devices of the node. */
  nodeAgents: 'node-agents',
  /** Of what tells kubelets of their GPUs, where that comes from here. */
  gpus: 'gpu-system',
} as const;

/** Objects that several stacks know by name instead of by reference. */
export const objects = {
  alertmanagerSecret: 'model-observatory-alertmanager',
  sharedRules: 'model-observatory-shared',
  /** Followed by a dot and the name of the file. */
  companyRules: 'model-observatory-rules',
  elasticsearch: 'observatory',
  kibana: 'observatory',
  logstash: 'observatory',
  filebeat: 'observatory',
  logRoutes: 'model-observatory-log-routes',
  /** Keys PII_HMAC_KEY and PII_HMAC_KEY_ID, which become Logstash's keystore. */
  logstashSecret: 'logstash-settings',
  /** Server certificate of the Beats input: keys `tls.crt`, `tls.key` and `ca.crt`. */
  logstashTlsSecret: 'logstash-beats-tls',
  /** What the operator makes of the names above: authorities of the certificates of Elasticsearch and of Logstash's API. */
  elasticsearchCertificate: 'observatory-es-http-certs-public',
  logstashCertificate: 'observatory-ls-http-certs-public',
  /** Users of Elasticsearch: keys `username`, `password` and `roles`. Who writes, looks at Elasticsearch itself, reads for Grafana. */
  elasticsearchWriterSecret: 'elasticsearch-writer',
  elasticsearchExporterSecret: 'elasticsearch-exporter',
  elasticsearchReaderSecret: 'elasticsearch-reader',
  /** The user as whom Terraform calls Elasticsearch and Kibana, where people bring one. */
  elasticsearchAdministratorSecret: 'elasticsearch-administrator',
  /** Authority of the certificate of `elastic.url`, where Logstash and Elasticsearch are in different clusters: key `ca.crt`. */
  elasticsearchCaSecret: 'elasticsearch-ca',
  /** As whom Elasticsearch writes snapshots where a role of Amazon may. */
  snapshotAccount: 'elasticsearch-snapshots',
  /** Client certificate of Filebeat: keys `tls.crt`, `tls.key` and `ca.crt`. */
  filebeatTlsSecret: 'filebeat-tls',
  /** Certificates of Prometheus, the second one included, and of Alertmanager: keys `tls.crt`, `tls.key` and `ca.crt`. */
  prometheusTlsSecret: 'prometheus-tls',
  alertmanagerTlsSecret: 'alertmanager-tls',
  grafanaAdminSecret: 'grafana-admin',
  /** Keys `username` and `password` of a user who may read the logs. */
  grafanaElasticsearchSecret: 'grafana-elasticsearch',
  /** Key `token` of the account that deploys to Grafana; made by a deployment. */
  grafanaDeployerSecret: 'grafana-deployer',
  /** What the containers beside Grafana may do: read ConfigMaps of its namespace. */
  grafanaSidecarRole: 'grafana-sidecar',
  /** ConfigMap with data sources, where boards come as ConfigMaps. */
  grafanaDataSources: 'model-observatory-data-sources',
  prometheusStack: 'kube-prometheus-stack',
  /** Classes of priority: of what would be missed, and of the pods that each node has one of. */
  priority: 'model-observatory-platform',
  nodePriority: 'model-observatory-nodes',
  pushgateway: 'prometheus-pushgateway',
  /** The second Prometheus, which keeps summary series: its objects, its Service, its release. */
  longTerm: 'prometheus-long-term',
  /** Prometheus beside the first: what all of them have, and, before its number, what is of one. */
  shards: 'prometheus-shards',
  shard: 'prometheus-shard',
  /** Thanos Query, which answers for all of them. */
  query: 'thanos-query',
} as const;

/** Names of our own objects beside the models', which no model may have. */
export const reservedNames: readonly string[] = [
  'dcgm-exporter',
  'log-line-counter',
  'logstash-exporter',
  'prometheus-blackbox-exporter',
  'prometheus-elasticsearch-exporter',
  objects.longTerm,
  objects.sharedRules,
];

/** Severity of an alert; `critical` is what may page. */
export type Severity = 'critical' | 'warning' | 'info';
