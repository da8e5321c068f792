import { blackboxExporter, dcgmExporter, elasticsearchExporter } from '../../models/exporters';
import { namespaces, objects } from '../../models/names';
import { prometheusName } from '../../models/shards';
import { furtherPods, queryPods } from '../shards/among-several';

/** Pods of one kind, as network policies find them. */
export interface NetworkWorkload {
  readonly namespace: string;
  /** Labels that the chart or the operator gives its pods; none where all pods of the namespace are meant. */
  readonly labels: Readonly<Record<string, string>>;
}

const inMonitoring = (labels: NetworkWorkload['labels']) =>
  ({ namespace: namespaces.monitoring, labels }) as const;
const inLogging = (labels: NetworkWorkload['labels']) => ({ namespace: namespaces.logging, labels }) as const;

/**
 * What runs in our namespaces, by the name of its policy. node-exporter is not here: it uses the network of its node, where
 * no policy of pods holds.
 */
export const networkWorkloads = {
  prometheus: inMonitoring({ 'operator.prometheus.io/name': prometheusName(0) }),
  'prometheus-shards': inMonitoring(furtherPods),
  'thanos-query': inMonitoring(queryPods),
  'prometheus-long-term': inMonitoring({ 'operator.prometheus.io/name': objects.longTerm }),
  alertmanager: inMonitoring({ alertmanager: `${objects.prometheusStack}-alertmanager` }),
  'prometheus-operator': inMonitoring({ 'app.kubernetes.io/component': 'prometheus-operator' }),
  'admission-webhooks': inMonitoring({ 'app.kubernetes.io/component': 'prometheus-operator-webhook' }),
  'kube-state-metrics': inMonitoring({ 'app.kubernetes.io/name': 'kube-state-metrics' }),
  grafana: inMonitoring({ 'app.kubernetes.io/name': 'grafana' }),
  pushgateway: inMonitoring({ 'app.kubernetes.io/name': objects.pushgateway }),
  'blackbox-exporter': inMonitoring(blackboxExporter.selector),
  'elastic-operator': inLogging({ 'app.kubernetes.io/name': 'elastic-operator' }),
  elasticsearch: inLogging({ 'elasticsearch.k8s.elastic.co/cluster-name': objects.elasticsearch }),
  kibana: inLogging({ 'kibana.k8s.elastic.co/name': objects.kibana }),
  logstash: inLogging({ 'logstash.k8s.elastic.co/name': objects.logstash }),
  'elasticsearch-ready': inLogging({ 'app.kubernetes.io/component': 'elasticsearch-ready' }),
  'elasticsearch-exporter': inLogging(elasticsearchExporter.selector),
  filebeat: {
    namespace: namespaces.nodeAgents,
    labels: { 'beat.k8s.elastic.co/name': objects.filebeat },
  },
  'dcgm-exporter': { namespace: namespaces.nodeAgents, labels: dcgmExporter.selector },
  'gpu-plugin': { namespace: namespaces.gpus, labels: {} },
} as const satisfies Readonly<Record<string, NetworkWorkload>>;

export type NetworkWorkloadName = keyof typeof networkWorkloads;
