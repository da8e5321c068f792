import type { Environment } from '../../../environments';
import type { Host } from './reach';

const pod = (name: string, namespace: string, labels: Readonly<Record<string, string>>): Host => ({
  name,
  pod: { namespace, labels },
});

const inMonitoring = (name: string, labels: Readonly<Record<string, string>>): Host =>
  pod(name, 'monitoring', labels);

/** Labels of a pod of an Elastic resource, as the operator 3.5 makes them. */
const ofElastic = (name: string, type: string, label: string, namespace = 'logging'): Host =>
  pod(name, namespace, { 'common.k8s.elastic.co/type': type, [label]: 'observatory' });

/**
 * The pods of a cluster with labels that charts and operators give them. Those of charts were read from what Helm prints
 * of the pinned charts with our values, those of operators from their sources.
 */
export const hosts = {
  prometheus: inMonitoring('prometheus', {
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/instance': 'kube-prometheus-stack-prometheus',
    'operator.prometheus.io/name': 'kube-prometheus-stack-prometheus',
    'operator.prometheus.io/shard': '0',
    prometheus: 'kube-prometheus-stack-prometheus',
  }),
  'prometheus-long-term': inMonitoring('prometheus-long-term', {
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/instance': 'prometheus-long-term',
    'operator.prometheus.io/name': 'prometheus-long-term',
    'operator.prometheus.io/shard': '0',
    prometheus: 'prometheus-long-term',
  }),
  'prometheus-shards': inMonitoring('prometheus-shards', {
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/instance': 'prometheus-shard-1',
    'app.kubernetes.io/component': 'prometheus-shard',
    'operator.prometheus.io/name': 'prometheus-shard-1',
    'operator.prometheus.io/shard': '0',
    'model-observatory/shard': '1',
    prometheus: 'prometheus-shard-1',
  }),
  'thanos-query': inMonitoring('thanos-query', {
    'app.kubernetes.io/name': 'thanos-query',
    'app.kubernetes.io/component': 'shards',
  }),
  alertmanager: inMonitoring('alertmanager', {
    'app.kubernetes.io/name': 'alertmanager',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/instance': 'kube-prometheus-stack-alertmanager',
    alertmanager: 'kube-prometheus-stack-alertmanager',
  }),
  'prometheus-operator': inMonitoring('prometheus-operator', {
    app: 'kube-prometheus-stack-operator',
    'app.kubernetes.io/name': 'kube-prometheus-stack-prometheus-operator',
    'app.kubernetes.io/component': 'prometheus-operator',
  }),
  'admission-webhooks': inMonitoring('admission-webhooks', {
    app: 'kube-prometheus-stack-admission-create',
    'app.kubernetes.io/name': 'kube-prometheus-stack-prometheus-operator',
    'app.kubernetes.io/component': 'prometheus-operator-webhook',
  }),
  'kube-state-metrics': inMonitoring('kube-state-metrics', {
    'app.kubernetes.io/component': 'metrics',
    'app.kubernetes.io/name': 'kube-state-metrics',
    'app.kubernetes.io/instance': 'kube-prometheus-stack',
  }),
  grafana: inMonitoring('grafana', {
    'app.kubernetes.io/name': 'grafana',
    'app.kubernetes.io/instance': 'kube-prometheus-stack',
  }),
  pushgateway: inMonitoring('pushgateway', {
    'app.kubernetes.io/name': 'prometheus-pushgateway',
    'app.kubernetes.io/instance': 'prometheus-pushgateway',
  }),
  'blackbox-exporter': inMonitoring('blackbox-exporter', {
    'app.kubernetes.io/name': 'prometheus-blackbox-exporter',
    'app.kubernetes.io/instance': 'prometheus-blackbox-exporter',
  }),
  'elastic-operator': pod('elastic-operator', 'logging', {
    'app.kubernetes.io/name': 'elastic-operator',
    'app.kubernetes.io/instance': 'eck-operator',
  }),
  elasticsearch: ofElastic('elasticsearch', 'elasticsearch', 'elasticsearch.k8s.elastic.co/cluster-name'),
  kibana: ofElastic('kibana', 'kibana', 'kibana.k8s.elastic.co/name'),
  logstash: ofElastic('logstash', 'logstash', 'logstash.k8s.elastic.co/name'),
  'elasticsearch-ready': pod('elasticsearch-ready', 'logging', {
    'app.kubernetes.io/managed-by': 'model-observatory',
    'app.kubernetes.io/component': 'elasticsearch-ready',
  }),
  'elasticsearch-exporter': pod('elasticsearch-exporter', 'logging', {
    'app.kubernetes.io/name': 'prometheus-elasticsearch-exporter',
    'app.kubernetes.io/instance': 'prometheus-elasticsearch-exporter',
  }),
  filebeat: ofElastic('filebeat', 'beat', 'beat.k8s.elastic.co/name', 'node-agents'),
  'dcgm-exporter': pod('dcgm-exporter', 'node-agents', {
    'app.kubernetes.io/name': 'dcgm-exporter',
    'app.kubernetes.io/instance': 'dcgm-exporter',
    'app.kubernetes.io/component': 'dcgm-exporter',
  }),
  'gpu-plugin': pod('gpu-plugin', 'gpu-system', { 'app.kubernetes.io/name': 'nvidia-device-plugin' }),
  dns: pod('dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
  ingress: pod('ingress', 'ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }),
  stranger: pod('stranger', 'default', { app: 'stranger' }),
  /** Of the node: kubelet and node-exporter listen there, and a control plane that is not managed. */
  node: { name: 'node', address: '10.0.1.7' },
  'node-dns': { name: 'node-dns', address: '169.254.20.10' },
  'api-server': { name: 'api-server', address: '10.0.0.1' },
  outside: { name: 'outside', address: '93.184.216.34' },
} as const satisfies Readonly<Record<string, Host>>;

export type HostName = keyof typeof hosts;

/** A pod behind each metrics endpoint of the models. */
export const modelHosts = ({ models }: Environment): readonly (Host & { readonly port: number })[] =>
  models.flatMap(({ sources }) =>
    sources
      .filter(({ gateway }) => !gateway)
      .map(({ name, namespace, selector, port }) => ({
        ...pod(name, namespace, selector),
        port,
      })),
  );
