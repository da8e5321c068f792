import { serviceUrls } from '../../models/links';

/** Where parts of the local stack reach one another, and where people reach them. Services of Compose are names of hosts. */

/** Ports within the network of the stack. */
export const ports = {
  prometheus: 9090,
  alertmanager: 9093,
  pushgateway: 9091,
  grafana: 3000,
  elasticsearch: 9200,
  kibana: 5601,
  page: 8088,
  /** Of what stands in for receivers. */
  sink: 8089,
  /** The first server of the fleet listens here, the next ones behind it. */
  fleet: 20_000,
} as const;

export type Service = 'prometheus' | 'alertmanager' | 'pushgateway' | 'grafana' | 'elasticsearch' | 'kibana';

/** `host:port` within the network of the stack. */
export const addressOf = (service: Service): string => `${service}:${ports[service]}`;

/** What somebody opens on the machine, with the variable that moves it where its port is taken. */
export const published = {
  page: { port: ports.page, variable: 'PAGE_PORT', of: 'models, alerts, who is told, faults' },
  grafana: { port: ports.grafana, variable: 'GRAFANA_PORT', of: 'Grafana' },
  kibana: { port: ports.kibana, variable: 'KIBANA_PORT', of: 'Kibana' },
  prometheus: { port: ports.prometheus, variable: 'PROMETHEUS_PORT', of: 'Prometheus' },
  alertmanager: { port: ports.alertmanager, variable: 'ALERTMANAGER_PORT', of: 'Alertmanager' },
  pushgateway: { port: ports.pushgateway, variable: 'PUSHGATEWAY_PORT', of: 'Pushgateway' },
  elasticsearch: { port: ports.elasticsearch, variable: 'ELASTICSEARCH_PORT', of: 'Elasticsearch (https)' },
} as const;

export type Published = keyof typeof published;

/** Address on the machine. */
export const localUrl = (name: Published): string =>
  `${name === 'elasticsearch' ? 'https' : 'http'}://127.0.0.1:${published[name].port}`;

/** The name by which Filebeat is told of Logstash in a cluster: here another name of the same service. */
export const logstashHost = serviceUrls.logstash.replace(/:\d+$/, '');
/** The sink is in no published port, so whoever reaches it is of the stack. */
export const sinkPath = 'receivers';
export const sinkAddress = `fleet:${ports.sink}`;
