/** Charts whose releases hold what cannot be made again, and what that is. */
const charts: Readonly<Record<string, string>> = {
  'eck-operator-crds':
    'the definitions of Elasticsearch, Kibana and Logstash: without them Kubernetes deletes all three',
  'eck-stack': 'Elasticsearch with its volumes, and the queues of Logstash',
  'kube-prometheus-stack': 'Prometheus, Alertmanager and Grafana with their volumes',
  'prometheus-long-term': 'the second Prometheus with the summary series of a year',
  'prometheus-operator-crds':
    'the definitions of monitors and rules: without them Kubernetes deletes every monitor and every rule',
  'prometheus-pushgateway': 'what batch runs have pushed',
};

/** What is lost with a resource; `undefined` where it is made again as it was. */
export function heldBy(kind: string, id: string): string | undefined {
  if (kind === 'helm_release') return charts[id];
  if (kind === 'kubernetes_namespace_v1') return 'everything in the namespace';
  if (kind === 'elasticstack_elasticsearch_data_stream') return 'the log lines of the stream';
  return undefined;
}
