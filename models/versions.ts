/**
 * Versions of everything that is deployed, and of what deploys it: nowhere else stands one. The first of each list is what is
 * deployed unless an environment pins another (`versions` of environment.yaml); the others are known to work as well, so that an
 * environment may stay behind while the next version is tried elsewhere. How they change is in docs/versions.md.
 */
type Versions = readonly [string, ...string[]];

/** Newest version of the language of entries and environment files; all from 1 on are read (environments/language.ts). */
export const languageVersion = 1;

/** A chart, in the versions that are known to work. */
export interface ChartLine {
  readonly repository: string;
  readonly chart: string;
  readonly versions: Versions;
}

/** A chart in one version. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

const prometheusCommunity = 'https://prometheus-community.github.io/helm-charts';
const elastic = 'https://helm.elastic.co';

export const charts = {
  // Definitions are those of the newest operator: an older one works with them, and not the other way round.
  prometheusOperatorCrds: {
    repository: prometheusCommunity,
    chart: 'prometheus-operator-crds',
    versions: ['31.0.1'],
  },
  kubePrometheusStack: {
    repository: prometheusCommunity,
    chart: 'kube-prometheus-stack',
    versions: ['88.5.3', '88.5.2'],
  },
  pushgateway: { repository: prometheusCommunity, chart: 'prometheus-pushgateway', versions: ['3.8.0'] },
  blackboxExporter: {
    repository: prometheusCommunity,
    chart: 'prometheus-blackbox-exporter',
    versions: ['11.17.2'],
  },
  elasticsearchExporter: {
    repository: prometheusCommunity,
    chart: 'prometheus-elasticsearch-exporter',
    versions: ['7.4.0'],
  },
  dcgmExporter: {
    repository: 'https://nvidia.github.io/dcgm-exporter/helm-charts',
    chart: 'dcgm-exporter',
    versions: ['4.8.2'],
  },
  nvidiaDevicePlugin: {
    repository: 'https://nvidia.github.io/k8s-device-plugin',
    chart: 'nvidia-device-plugin',
    versions: ['0.20.0'],
  },
  gpuOperator: {
    repository: 'https://helm.ngc.nvidia.com/nvidia',
    chart: 'gpu-operator',
    versions: ['v26.7.0'],
  },
  eckOperatorCrds: { repository: elastic, chart: 'eck-operator-crds', versions: ['3.5.0'] },
  eckOperator: { repository: elastic, chart: 'eck-operator', versions: ['3.5.0'] },
  eckStack: { repository: elastic, chart: 'eck-stack', versions: ['0.20.0'] },
} as const satisfies Record<string, ChartLine>;

/** Elasticsearch, Kibana, Logstash and Filebeat. */
export const elasticStack = ['9.5.2', '9.5.3'] as const satisfies Versions;

/**
 * The form in which saved objects of Kibana are written. Each is known to every Kibana above, which brings older forms up to
 * its own when it imports them; a newer one it refuses.
 */
export const savedObjectForms = {
  core: '8.8.0',
  dashboard: '10.2.0',
  lens: '8.9.0',
  search: '10.5.0',
} as const;
/** An image of the parts of Elastic's stack, which have one version. */
export const elasticImage = (
  part: 'beats/filebeat' | 'elasticsearch/elasticsearch' | 'kibana/kibana' | 'logstash/logstash',
  stack: string,
): string => `docker.elastic.co/${part}:${stack}`;

/** Logstash by itself, for tests; in a cluster the operator names the image. */
export const logstashImage = elasticImage('logstash/logstash', elasticStack[0]);

/** What an environment may pin, under the names that it uses. Definitions are not among them. */
export const pinnable = {
  'kube-prometheus-stack': charts.kubePrometheusStack.versions,
  'prometheus-pushgateway': charts.pushgateway.versions,
  'prometheus-blackbox-exporter': charts.blackboxExporter.versions,
  'prometheus-elasticsearch-exporter': charts.elasticsearchExporter.versions,
  'dcgm-exporter': charts.dcgmExporter.versions,
  'nvidia-device-plugin': charts.nvidiaDevicePlugin.versions,
  'gpu-operator': charts.gpuOperator.versions,
  'eck-operator': charts.eckOperator.versions,
  'eck-stack': charts.eckStack.versions,
  'elastic-stack': elasticStack,
} as const satisfies Readonly<Record<string, Versions>>;

export type Pinnable = keyof typeof pinnable;

/** A version of everything that may be pinned. */
export type Pins = Readonly<Record<Pinnable, string>>;

/** The version of a chart that these pins say, or the only one. */
export function chartIn(pins: Pins, { repository, chart, versions }: ChartLine): Chart {
  return { repository, chart, version: isPinnable(chart) ? pins[chart] : versions[0] };
}

const isPinnable = (chart: string): chart is Pinnable => Object.hasOwn(pinnable, chart);

/** Runs in the pods of Logstash, so no chart brings it. The later line, 2.0, is not released yet. */
export const logstashExporterImage = 'docker.io/kuskoman/logstash-exporter:v1.9.1';

/** Has curl, and is on its way to a node anyway. */
export const elasticsearchImage = (stack: string): string =>
  elasticImage('elasticsearch/elasticsearch', stack);

/** Runs there as well, and counts lines. */
export const logLineCounterImage = 'docker.io/prom/statsd-exporter:v0.31.0';

/** Answers for several Prometheus; the operator puts the same beside each of them. */
export const thanosImage = 'quay.io/thanos/thanos:v0.42.2';

/** Minor versions of Kubernetes on which this is deployed; charts make the same for each of them. */
export const kubernetes = ['1.36', '1.35', '1.34', '1.33', '1.32'] as const satisfies Versions;

/** What a version of kube-prometheus-stack brings, for those who look for a program and not for a chart. */
export const broughtByStack = {
  'prometheus-operator': 'v0.93.1',
  prometheus: 'v3.14.0',
  alertmanager: 'v0.34.0',
  grafana: '13.2.0',
  'kube-state-metrics': 'v2.20.0',
  'node-exporter': 'v1.12.1',
} as const;

/** What runs beside Elastic's stack on one machine with Docker, under the versions that charts bring to a cluster. */
export const localImages = {
  prometheus: `docker.io/prom/prometheus:${broughtByStack.prometheus}`,
  alertmanager: `docker.io/prom/alertmanager:${broughtByStack.alertmanager}`,
  grafana: `docker.io/grafana/grafana:${broughtByStack.grafana}`,
  pushgateway: 'docker.io/prom/pushgateway:v1.11.1',
  /** Runs what this project brings itself: the fleet, and what prepares the others. */
  node: 'docker.io/library/node:22.23.3-bookworm-slim',
} as const;

/** What the machine that deploys has. */
export const tools = {
  node: { range: '>=20.19 <24', least: '20.19', below: '24' },
  terraform: '1.10',
  openTofu: '1.12',
} as const;

/**
 * The version of the Pod Security Standards that is enforced. A cluster that is upgraded enforces the same as before, and one
 * that is older the newest that it knows.
 */
export const podSecurityVersion = 'v1.34';

/** Terraform and its providers: patch releases must not move a snapshot. */
export const constraints = {
  terraform: `>= ${tools.terraform}`,
  kubernetes: '~> 2.38',
  helm: '~> 3.1',
  grafana: '~> 4.45',
  elasticstack: '~> 0.16.3',
} as const;
