import type { HostName } from './hosts';
import type { Protocol } from './reach';

/** A connection between two hosts. TCP unless it says otherwise. */
export type Way = readonly [from: HostName, to: HostName, port: number, protocol?: Protocol];

/** Pods of ours that every cluster has, and those of the home cluster. */
export const everywhere = [
  ...['prometheus', 'alertmanager', 'prometheus-operator', 'admission-webhooks', 'kube-state-metrics'],
  ...['prometheus-long-term', 'elastic-operator', 'logstash', 'filebeat'],
] as readonly HostName[];
const elastic = ['elasticsearch', 'kibana', 'elasticsearch-exporter', 'elasticsearch-ready'] as const;
export const atHome = ['grafana', ...elastic] as readonly HostName[];

/** What the monitors of kube-prometheus-stack scrape, by the ports of its templates. */
const scrapedByChart: readonly Way[] = [
  ...[9090, 8080].map((port): Way => ['prometheus', 'prometheus', port]),
  ...[9093, 8080].map((port): Way => ['prometheus', 'alertmanager', port]),
  ['prometheus', 'prometheus-operator', 10250],
  ['prometheus', 'kube-state-metrics', 8080],
  ['prometheus', 'node', 10250],
  ['prometheus', 'node', 9100],
];

export const needed: readonly Way[] = [
  ...scrapedByChart,
  ['prometheus-long-term', 'prometheus', 9090],
  ['prometheus', 'prometheus-long-term', 9090],
  ['alertmanager', 'alertmanager', 9094],
  ['alertmanager', 'alertmanager', 9094, 'UDP'],
  ['alertmanager', 'outside', 443],
  ['api-server', 'prometheus-operator', 10250],
  ['filebeat', 'logstash', 5044],
  ...(['prometheus', 'prometheus-operator', 'admission-webhooks', 'kube-state-metrics'] as const).flatMap(
    (from) => [443, 6443].map((port): Way => [from, 'api-server', port]),
  ),
  ...(['elastic-operator', 'filebeat'] as const).map((from): Way => [from, 'api-server', 443]),
  ...everywhere.flatMap((from) =>
    (['UDP', 'TCP'] as const).flatMap((protocol): readonly Way[] => [
      [from, 'dns', 53, protocol],
      [from, 'node-dns', 53, protocol],
    ]),
  ),
];

export const neededAtHome: readonly Way[] = [
  ['prometheus', 'grafana', 3000],
  ['grafana', 'prometheus', 9090],
  ['grafana', 'prometheus-long-term', 9090],
  ['grafana', 'alertmanager', 9093],
  ['grafana', 'api-server', 443],
  ['grafana', 'outside', 443],
  ['elasticsearch', 'elasticsearch', 9300],
  ['elasticsearch', 'elasticsearch', 9200],
  ['logstash', 'elasticsearch', 9200],
  ['kibana', 'elasticsearch', 9200],
  ['elastic-operator', 'elasticsearch', 9200],
  ['elasticsearch-exporter', 'elasticsearch', 9200],
  ['elasticsearch-ready', 'elasticsearch', 9200],
  ['ingress', 'grafana', 3000],
  ['ingress', 'kibana', 5601],
  ['ingress', 'elasticsearch', 9200],
  ...atHome.map((from): Way => [from, 'dns', 53, 'UDP']),
];

/** Nobody needs these, and most of them are what somebody who has one pod would try next. */
export const closed: readonly Way[] = [
  ['stranger', 'prometheus', 9090],
  ['stranger', 'prometheus-long-term', 9090],
  ['prometheus-long-term', 'outside', 443],
  ['prometheus-long-term', 'alertmanager', 9093],
  ['api-server', 'elastic-operator', 9443],
  ['stranger', 'alertmanager', 9093],
  ['stranger', 'alertmanager', 9094],
  ['stranger', 'prometheus', 8080],
  ['stranger', 'kube-state-metrics', 8080],
  ['stranger', 'logstash', 5044],
  ['stranger', 'logstash', 9600],
  ['stranger', 'pushgateway', 9091],
  ['stranger', 'blackbox-exporter', 9115],
  ['outside', 'prometheus', 9090],
  ['node', 'alertmanager', 9093],
  ['filebeat', 'elasticsearch', 9300],
  ['filebeat', 'prometheus', 9090],
  ['filebeat', 'outside', 80],
  ['filebeat', 'logstash', 9600],
  ['logstash', 'prometheus', 9090],
  ['logstash', 'api-server', 6443],
  ['logstash', 'node', 10250],
  ['alertmanager', 'prometheus', 9090],
  ['alertmanager', 'api-server', 6443],
  ['kube-state-metrics', 'prometheus', 9090],
  ['prometheus', 'elasticsearch', 9200],
  ['prometheus', 'outside', 25],
  ['prometheus-operator', 'elasticsearch', 9200],
  ['elastic-operator', 'prometheus', 9090],
  ['elasticsearch', 'outside', 443],
  ['elasticsearch', 'api-server', 443],
  ['kibana', 'outside', 443],
  ['kibana', 'prometheus', 9090],
  ['grafana', 'node', 10250],
  ['grafana', 'elasticsearch', 9300],
  ['stranger', 'elasticsearch', 9300],
  ['stranger', 'elasticsearch-exporter', 9108],
];
