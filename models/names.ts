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

/** Inventory: one constant series per model, with `team`, `tier`, `kind` and `traffic` as labels; always 1. */
export const modelInfo = 'model:info';

export const thresholds = {
  errorBudget: 'model:threshold:error_budget',
  latency: 'model:threshold:latency',
  latencyBudget: 'model:threshold:latency_budget',
  latencyMean: 'model:threshold:latency_mean',
  minimumRate: 'model:threshold:minimum_rate',
  sources: 'model:threshold:sources',
  accuracyFloor: 'model:threshold:accuracy_floor',
  driftShare: 'model:threshold:drift_share',
  batchSilence: 'model:threshold:batch_silence',
} as const;

export type ThresholdName = keyof typeof thresholds;

/** Namespaces of our own objects; the models' namespaces belong to their teams and need not exist yet. */
export const namespaces = {
  observatory: 'model-observatory',
  monitoring: 'monitoring',
  logging: 'logging',
} as const;

/** Objects that several stacks know by name instead of by reference. */
export const objects = {
  alertmanagerSecret: 'model-observatory-alertmanager',
  sharedRules: 'model-observatory-shared',
  elasticsearch: 'observatory',
  kibana: 'observatory',
  logstash: 'observatory',
  filebeat: 'observatory',
  logRoutes: 'model-observatory-log-routes',
  /** Keys WRITER_USER, WRITER_PASSWORD and PII_HMAC_KEY, which become Logstash's keystore. */
  logstashSecret: 'logstash-settings',
  /** Server certificate of the Beats input: keys `tls.crt`, `tls.key` and `ca.crt`. */
  logstashTlsSecret: 'logstash-beats-tls',
  /** Authority of the certificate of `elastic.url`, where Logstash and Elasticsearch are in different clusters: key `ca.crt`. */
  elasticsearchCaSecret: 'elasticsearch-ca',
  /** Client certificate of Filebeat: keys `tls.crt`, `tls.key` and `ca.crt`. */
  filebeatTlsSecret: 'filebeat-tls',
  grafanaAdminSecret: 'grafana-admin',
  /** Keys `username` and `password` of a user who may read the logs. */
  grafanaElasticsearchSecret: 'grafana-elasticsearch',
  prometheusStack: 'kube-prometheus-stack',
  pushgateway: 'prometheus-pushgateway',
} as const;

/** Names of our own objects beside the models', which no model may have. */
export const reservedNames: readonly string[] = ['dcgm-exporter', objects.sharedRules];

/** Severity of an alert; `critical` is what may page. */
export type Severity = 'critical' | 'warning' | 'info';
