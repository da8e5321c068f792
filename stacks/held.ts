import { folderUids } from '../models/links';
import { objects } from '../models/names';

/** Releases that hold what cannot be made again, or without which nobody is told, and what that is. */
const releases: Readonly<Record<string, string>> = {
  'eck-operator-crds':
    'the definitions of Elasticsearch, Kibana and Logstash: without them Kubernetes deletes all three',
  'eck-stack': 'Elasticsearch with its volumes, and the queues of Logstash',
  'kube-prometheus-stack': 'Prometheus, Alertmanager and Grafana with their volumes',
  'prometheus-long-term': 'the second Prometheus with the summary series of a year',
  'prometheus-operator-crds':
    'the definitions of monitors and rules: without them Kubernetes deletes every monitor and every rule',
  'prometheus-pushgateway': 'what batch runs have pushed',
  shared: 'the rules that all models share',
};

/**
 * What is lost with a resource; `undefined` where it is made again as it was. Every stack has one at least, so that a protected
 * environment is taken down as a whole or not at all.
 */
export function heldBy(kind: string, id: string): string | undefined {
  if (kind === 'helm_release') return releases[id];
  // These can be made again, but meanwhile nobody is told of anything, and no board is found.
  if (kind === 'kubernetes_secret_v1' && id === 'alertmanager') return 'who is told of which alert';
  if (kind === 'grafana_folder' && id === folderUids.root) return 'the folder of all boards';
  if (kind === 'kubernetes_config_map_v1' && id === objects.grafanaDataSources)
    return 'where boards have their data from';
  if (kind === 'kubernetes_namespace_v1') return 'everything in the namespace';
  if (kind === 'elasticstack_elasticsearch_data_stream') return 'the log lines of the stream';
  return undefined;
}
