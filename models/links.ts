import { blackboxExporter } from './exporters';
import { namespaces, objects } from './names';

/** Every uid, address and anchor by which outputs refer to each other; they never import one another. */

/** Panels that alerts point to, by the board they are on. The board must have a panel of that key. */
export const linkedPanels = {
  model: [
    'error-budget',
    'budget-left',
    'traffic',
    'targets',
    'log-lines',
    'log-unread',
    'log-redacted',
    'log-errors',
    'series',
    'latency',
    'slow-ratio',
    'latency-mean',
    'ttft-slow-ratio',
    'itl-slow-ratio',
    'queue-slow-ratio',
    'queue-wait-mean',
    'queue',
    'saturation',
    'preemptions',
    'degraded',
    'gpu-fault',
    'probe',
    'versions',
    'version-ratios',
    'accuracy',
    'segments',
    'evaluation-age',
    'drift',
    'drift-score',
    'drift-age',
    'drift-impact',
    'data-age',
    'missing',
    'outliers',
    'data-rows',
    'confidence',
    'classes',
    'answers',
    'refusals',
    'feedback',
    'business',
    'batch-success',
    'batch-rows',
    'batch-completion',
    'batch-duration',
    'batch-start',
    'batch-push',
  ],
  overview: ['models-up'],
  gpu: [
    'gpu-xid',
    'gpu-rows',
    'gpu-throttle',
    'gpu-links',
    'gpu-nodes',
    'gpu-busy',
    'gpu-idle',
    'gpu-memory',
  ],
  platform: [
    'elasticsearch-health',
    'elasticsearch-disk',
    'elasticsearch-heap',
    'elasticsearch-refusals',
    'elasticsearch-upkeep',
    'log-exporters',
    'logstash-events',
    'logstash-lines',
    'server-lines',
    'logstash-queue',
    'logstash-refused',
    'logstash-dead-letters',
    'logstash-lost',
    'logstash-reloads',
    'logstash-pressure',
    'targets-up',
    'rule-groups',
    'inventory',
    'series-held',
    'history',
    'heartbeat',
    'long-term',
  ],
} as const;
export type ModelPanelKey = (typeof linkedPanels.model)[number];

/** Where an alert's panel is. A model panel is on the board of the alert's own model, all others are on the one board. */
export type PanelReference = {
  readonly [Board in keyof typeof linkedPanels]: {
    readonly board: Board;
    readonly panel: (typeof linkedPanels)[Board][number];
  };
}[keyof typeof linkedPanels];

export const boardUids = {
  overview: 'mlo-overview',
  /** About one matter of all models; which model is a variable of theirs. */
  drift: 'mlo-drift',
  versions: 'mlo-versions',
  objectives: 'mlo-objectives',
  llm: 'mlo-llm',
  batch: 'mlo-batch',
  alerts: 'mlo-alerts',
  logs: 'mlo-logs',
  /** About what is below the models. */
  gpu: 'mlo-gpu',
  cost: 'mlo-cost',
  platform: 'mlo-platform',
  /** `model` may be a template such as `{{ $labels.model_name }}`. */
  model: (model: string): string => `mlo-model-${model}`,
} as const;

export const folderUids = {
  root: 'mlo',
  models: 'mlo-models',
  team: (team: string): string => `mlo-team-${team}`,
  /** Where anybody may try something; nothing in it comes from here. */
  sandbox: 'mlo-sandbox',
} as const;

/** Grafana's sources of one environment. `cluster` is given where the environment has several. */
export const dataSourceUids = {
  prometheus: (cluster?: string): string => ofCluster('mlo-prometheus', cluster),
  alertmanager: (cluster?: string): string => ofCluster('mlo-alertmanager', cluster),
  longTerm: (cluster?: string): string => ofCluster('mlo-long-term', cluster),
  elasticsearch: 'mlo-elasticsearch',
} as const;

const ofCluster = (uid: string, cluster?: string): string =>
  cluster === undefined ? uid : `${uid}-${cluster}`;

/** The variable by which a board is told its Prometheus. */
export const dataSourceVariableName = 'datasource';

/** The variable by which a board about logs is told its Elasticsearch, which is one for all clusters. */
export const logSourceVariableName = 'elasticsearch_datasource';

/** Variables by which a board about many models is told whose. */
export const teamVariableName = 'team';
export const modelVariableName = 'model';

/**
 * Address within Grafana of another board, on the same data source. `model` chooses it there and may be a variable;
 * variables whose names are in `kept` stay as they are chosen.
 */
export const boardPath = (uid: string, model?: string, kept: readonly string[] = []): string => {
  const choices = [dataSourceVariableName, ...kept].map((name) => `\${${name}:queryparam}`);
  return `/d/${uid}?${[...choices, ...(model === undefined ? [] : [`var-${modelVariableName}=${model}`])].join('&')}`;
};

/** The same over the same time, for links that don't keep it by themselves: of panels and of cells. */
export const boardPathInTime = (uid: string, model?: string, kept?: readonly string[]): string =>
  `${boardPath(uid, model, kept)}&\${__url_time_range}`;

/** What stands between a board's uid and the number of a panel in an address that shows the panel alone. */
export const viewPanel = '?viewPanel=';

/** The same of a panel, from the uid of its board and its number with `viewPanel` between them. */
export const panelPathInTime = (place: string): string =>
  `/d/${place}&\${${dataSourceVariableName}:queryparam}&\${__url_time_range}`;

/** The cluster of an alert, in its annotations: Prometheus fills in its own, so that all clusters have the same rules. */
export const clusterOfAlert = '{{ $externalLabels.cluster }}';

/** Names inside the cluster of what monitors, from the names of the releases; certificates are issued for these. */
export const monitoringHosts = {
  prometheus: `${objects.prometheusStack}-prometheus.${namespaces.monitoring}`,
  alertmanager: `${objects.prometheusStack}-alertmanager.${namespaces.monitoring}`,
  longTerm: `${objects.longTerm}.${namespaces.monitoring}`,
  query: `${objects.query}.${namespaces.monitoring}`,
} as const;

/** Whether parts that monitor verify each other's certificates, or talk in the clear. */
export type MonitoringTls = 'verified' | 'none';

/** Where those are asked, inside their cluster. */
export function monitoringUrls(tls: MonitoringTls): Readonly<Record<keyof typeof monitoringHosts, string>> {
  const scheme = tls === 'verified' ? 'https' : 'http';
  return {
    prometheus: `${scheme}://${monitoringHosts.prometheus}:9090`,
    alertmanager: `${scheme}://${monitoringHosts.alertmanager}:9093`,
    longTerm: `${scheme}://${monitoringHosts.longTerm}:9090`,
    query: `${scheme}://${monitoringHosts.query}:10902`,
  };
}

/** Addresses inside the cluster of everything else, from the names of the releases that serve it. */
export const serviceUrls = {
  /** Without a scheme, as the operator wants the address of a prober. */
  blackboxExporter: `${blackboxExporter.selector['app.kubernetes.io/name']}.${namespaces.monitoring}:${blackboxExporter.portNumber}`,
  /** The operator's certificate is for this name. */
  elasticsearch: `https://${objects.elasticsearch}-es-http.${namespaces.logging}.svc:9200`,
  /** Headless Service `beats` of Logstash; its certificate is issued for this name. */
  logstash: `${objects.logstash}-ls-beats.${namespaces.logging}.svc:5044`,
} as const;

/**
 * Number of a panel, from its key: Grafana wants a number, links want one that does not move when a panel is added
 * above. FNV-1a, reduced to the positive integers that a double holds exactly.
 */
export function panelId(key: string): number {
  let hash = 0x811c9dc5;
  for (const character of key) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return (hash % 0x7ffffffe) + 1;
}

/** The labels by which a recorded series says where the panel of an alert is; of a model's board the name is still to come. */
export const panelLabels = ({
  board,
  panel,
}: PanelReference): { readonly board: string; readonly panel: string } => ({
  board: board === 'model' ? boardUids.model('') : boardUids[board],
  panel: String(panelId(panel)),
});

/** Address of a model's board. */
export const boardUrl = (grafana: string, model: string): string => `${grafana}/d/${boardUids.model(model)}`;

/**
 * Address of a panel. `model` and `cluster` may be alert templates, which Prometheus fills in; without `cluster` the
 * panel is on the board's usual data source.
 */
export function panelUrl(
  grafana: string,
  reference: PanelReference,
  model: string,
  cluster?: string,
): string {
  const uid = reference.board === 'model' ? boardUids.model(model) : boardUids[reference.board];
  const source =
    cluster === undefined ? '' : `&var-${dataSourceVariableName}=${dataSourceUids.prometheus(cluster)}`;
  return `${grafana}/d/${uid}${viewPanel}${panelId(reference.panel)}${source}`;
}

export const runbookUrl = (base: string, alert: string): string => `${base}/${alert}.md`;
