import { hasGpus } from '../../environments/cluster';
import {
  blackboxExporter,
  dcgmExporter,
  elasticsearchExporter,
  logLineCounter,
  logstashExporter,
} from '../../models/exporters';
import { clusterPorts, monitoringPorts } from './monitoring-ports';
import { shardPaths } from './shard-paths';
import { longTermElsewhere, longTermPaths } from './long-term-paths';
import { partsOf } from '../parts';
import { controlPlane } from '../values/control-plane';
import { runtimes } from '../../models/runtimes';
import { clusterDns, portOf, toApiServer, type DeclaredPath, type Network } from './declared-path';

/** What Prometheus, Alertmanager, Grafana and the exporters beside them need. */
export const monitoringPaths = (network: Network): readonly DeclaredPath[] => [
  ...scraping(network),
  ...alerting(network),
  ...shardPaths(network),
  ...longTermPaths(network),
  ...looking(network),
  ...operating(network),
];

function scraping(network: Network): readonly DeclaredPath[] {
  const { environment, cluster } = network;
  const own = (to: DeclaredPath['to'], ports: readonly number[], why: string): DeclaredPath => ({
    from: 'prometheus',
    to,
    ports,
    why,
  });
  const { prometheus, alertmanager, reloader, operator, kubeStateMetrics, grafana } = monitoringPorts;
  return [
    toApiServer('prometheus', network, 'finds what to scrape, and scrapes the API server'),
    own('prometheus', [prometheus, reloader], 'scrapes itself, and what reloads it'),
    own('alertmanager', [alertmanager, reloader], 'sends alerts, and scrapes it and what reloads it'),
    own('prometheus-operator', [operator], 'scrapes it'),
    own('kube-state-metrics', [kubeStateMetrics], 'scrapes it'),
    own('grafana', [grafana], 'scrapes it'),
    own(clusterDns, scrapedOf(cluster, ['coreDns', 'kubeDns']), 'scrapes DNS of the cluster'),
    own(
      'anywhere',
      [
        ...clusterPorts.kubelet,
        ...clusterPorts.nodeExporter,
        ...scrapedOf(cluster, ['kubeControllerManager', 'kubeScheduler', 'kubeEtcd', 'kubeProxy']),
      ],
      'scrapes kubelets, node-exporter and a control plane that is not managed: they have addresses of nodes',
    ),
    own('blackbox-exporter', [blackboxExporter.portNumber], 'has models probed, and scrapes it'),
    own('pushgateway', [runtimes.batch.port], 'scrapes what batch jobs pushed'),
    own('elasticsearch-exporter', [elasticsearchExporter.portNumber], 'scrapes it'),
    own(
      'logstash',
      [logstashExporter.portNumber, logLineCounter.portNumber],
      'scrapes the exporter and the counter of lines beside it',
    ),
    ...(hasGpus(environment) ? [own('dcgm-exporter', [dcgmExporter.portNumber], 'scrapes it')] : []),
  ];
}

/** Ports of those parts that are scraped on the platform of a cluster. */
const scrapedOf = (
  { platform }: Network['cluster'],
  parts: readonly (keyof ReturnType<typeof controlPlane>)[],
): readonly number[] =>
  parts.filter((part) => controlPlane(platform)[part].enabled).flatMap((part) => clusterPorts[part]);

const alerting = ({ environment }: Network): readonly DeclaredPath[] => [
  {
    from: 'alertmanager',
    to: 'alertmanager',
    ports: [monitoringPorts.mesh],
    protocols: ['TCP', 'UDP'],
    why: 'tell each other of silences and of what they have sent',
  },
  {
    from: 'alertmanager',
    to: 'anywhere',
    ports: [...environment.network.outsidePorts, ...mailPorts(environment.teams)],
    why: 'tells receivers and the heartbeat',
  },
];

const mailPorts = (teams: Network['environment']['teams']): readonly number[] =>
  Object.values(teams)
    .flatMap(({ page, ticket, escalation }) => [page, ticket, escalation?.to])
    .flatMap((receiver) =>
      receiver?.email === undefined ? [] : [Number(receiver.email.smarthost.split(':')[1])],
    );

function looking(network: Network): readonly DeclaredPath[] {
  const { environment, cluster } = network;
  const { prometheus, query, alertmanager, grafana } = monitoringPorts;
  const several = partsOf(environment, cluster).shards;
  if (!cluster.home)
    return (
      [
        // Where several share the models, Grafana asks what answers for all of them.
        ...(several ? ([['thanos-query', query]] as const) : ([['prometheus', prometheus]] as const)),
        ['prometheus-long-term', prometheus],
        ['alertmanager', alertmanager],
      ] as const
    ).map(([to, port]) => ({
      from: 'entrances',
      to,
      ports: [port],
      why: 'Grafana of the home cluster asks it',
    }));
  const elsewhere = environment.clusters
    .filter(({ home }) => !home)
    .flatMap((other) => [other.prometheus, other.alertmanager]);
  return [
    { from: 'entrances', to: 'grafana', ports: [grafana], why: 'people look at dashboards' },
    toApiServer('grafana', network, 'its sidecar reads ConfigMaps'),
    several
      ? { from: 'grafana', to: 'thanos-query', ports: [query], why: 'asks for series of every Prometheus' }
      : { from: 'grafana', to: 'prometheus', ports: [prometheus], why: 'asks for series' },
    { from: 'grafana', to: 'prometheus-long-term', ports: [prometheus], why: 'asks for a year of series' },
    { from: 'grafana', to: 'alertmanager', ports: [alertmanager], why: 'asks for alerts and silences' },
    {
      from: 'grafana',
      to: 'anywhere',
      ports: [environment.elastic.url, ...elsewhere, ...longTermElsewhere(environment)].map(portOf),
      why: 'asks Elasticsearch, other clusters and what keeps series for long, by the addresses of environment.yaml',
    },
    { from: 'grafana', to: 'entrances', ports: [], why: 'those addresses may lead back into this cluster' },
  ];
}

const operating = (network: Network): readonly DeclaredPath[] => [
  toApiServer('prometheus-operator', network, 'reads and writes objects'),
  toApiServer('admission-webhooks', network, 'writes the certificate of the webhook'),
  toApiServer('kube-state-metrics', network, 'reads the state of all objects'),
  {
    from: 'anywhere',
    to: 'prometheus-operator',
    ports: [monitoringPorts.operator],
    why: 'the API server has rules checked when they are applied',
  },
];
