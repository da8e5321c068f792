/** Versions of everything that is deployed. Charts are pinned exactly, providers loosely (see docs/decisions). */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

const prometheusCommunity = 'https://prometheus-community.github.io/helm-charts';
const elastic = 'https://helm.elastic.co';

export const charts = {
  prometheusOperatorCrds: {
    repository: prometheusCommunity,
    chart: 'prometheus-operator-crds',
    version: '31.0.1',
  },
  kubePrometheusStack: { repository: prometheusCommunity, chart: 'kube-prometheus-stack', version: '88.5.3' },
  pushgateway: { repository: prometheusCommunity, chart: 'prometheus-pushgateway', version: '3.8.0' },
  blackboxExporter: {
    repository: prometheusCommunity,
    chart: 'prometheus-blackbox-exporter',
    version: '11.17.2',
  },
  elasticsearchExporter: {
    repository: prometheusCommunity,
    chart: 'prometheus-elasticsearch-exporter',
    version: '7.4.0',
  },
  dcgmExporter: {
    repository: 'https://nvidia.github.io/dcgm-exporter/helm-charts',
    chart: 'dcgm-exporter',
    version: '4.8.2',
  },
  eckOperatorCrds: { repository: elastic, chart: 'eck-operator-crds', version: '3.5.0' },
  eckOperator: { repository: elastic, chart: 'eck-operator', version: '3.5.0' },
  eckStack: { repository: elastic, chart: 'eck-stack', version: '0.20.0' },
} as const satisfies Record<string, Chart>;

/** Elasticsearch, Kibana, Logstash and Filebeat. */
export const stackVersion = '9.5.2';

/** Runs in the pods of Logstash, so no chart brings it. The later line, 2.0, is not released yet. */
export const logstashExporterImage = 'docker.io/kuskoman/logstash-exporter:v1.9.1';

/** Runs there as well, and counts lines. */
export const logLineCounterImage = 'docker.io/prom/statsd-exporter:v0.31.0';

/** Terraform and its providers: patch releases must not move a snapshot. */
export const constraints = {
  terraform: '>= 1.10',
  kubernetes: '~> 2.38',
  helm: '~> 3.1',
  grafana: '~> 4.45',
  elasticstack: '~> 0.16.3',
} as const;
