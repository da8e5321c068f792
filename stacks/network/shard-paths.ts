import { hasGpus } from '../../environments/cluster';
import { blackboxExporter, dcgmExporter, logLineCounter } from '../../models/exporters';
import { runtimes } from '../../models/runtimes';
import { toApiServer, type DeclaredPath, type Network } from './declared-path';
import { clusterPorts, monitoringPorts } from './monitoring-ports';

/** What Prometheus beside the first need, and what asks all of them; models are in `model-paths.ts`. */
export function shardPaths(network: Network): readonly DeclaredPath[] {
  const { prometheus, alertmanager, reloader, kubeStateMetrics, sidecar, query } = monitoringPorts;
  const own = (to: DeclaredPath['to'], ports: readonly number[], why: string): DeclaredPath => ({
    from: 'prometheus-shards',
    to,
    ports,
    why,
  });
  return [
    toApiServer('prometheus-shards', network, 'finds what to scrape'),
    own('alertmanager', [alertmanager], 'sends alerts'),
    own('kube-state-metrics', [kubeStateMetrics], 'scrapes what is told of models'),
    own(
      'anywhere',
      clusterPorts.kubelet,
      'scrapes what kubelets tell of models: they have addresses of nodes',
    ),
    own('blackbox-exporter', [blackboxExporter.portNumber], 'has models probed'),
    own('pushgateway', [runtimes.batch.port], 'scrapes what batch jobs pushed'),
    own('logstash', [logLineCounter.portNumber], 'scrapes the counter of lines'),
    ...(hasGpus(network.environment)
      ? [own('dcgm-exporter', [dcgmExporter.portNumber], 'scrapes what is told of GPUs')]
      : []),
    {
      from: 'prometheus',
      to: 'prometheus-shards',
      ports: [prometheus, reloader],
      why: 'watches the others',
    },
    { from: 'prometheus', to: 'thanos-query', ports: [query], why: 'scrapes it' },
    ...(['prometheus', 'prometheus-shards'] as const).map((to): DeclaredPath => ({
      from: 'thanos-query',
      to,
      ports: [sidecar],
      why: 'asks each Prometheus',
    })),
  ];
}
