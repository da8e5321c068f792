import { beatsPort } from '../../logs';
import { portOf, toApiServer, type DeclaredPath, type Network } from './declared-path';

/** Where what runs in `logging` listens. */
export const loggingPorts = {
  elasticsearch: 9200,
  /** Between the nodes of Elasticsearch. */
  transport: 9300,
  kibana: 5601,
} as const;

const { elasticsearch, transport, kibana } = loggingPorts;

/** What the way of a log line needs, and what reads and runs it. */
export const loggingPaths = (network: Network): readonly DeclaredPath[] => [
  { from: 'filebeat', to: 'logstash', ports: [beatsPort], why: 'ships log lines' },
  toApiServer('filebeat', network, 'asks whose log a file is'),
  toApiServer('elastic-operator', network, 'reads and writes objects'),
  ...(network.cluster.home ? [...atHome, ...toBucket(network)] : toHome(network)),
];

const atHome: readonly DeclaredPath[] = [
  { from: 'elasticsearch', to: 'elasticsearch', ports: [elasticsearch, transport], why: 'are one cluster' },
  { from: 'logstash', to: 'elasticsearch', ports: [elasticsearch], why: 'writes log lines' },
  {
    from: 'kibana',
    to: 'elasticsearch',
    ports: [elasticsearch],
    why: 'reads log lines, and keeps its own state there',
  },
  {
    from: 'elastic-operator',
    to: 'elasticsearch',
    ports: [elasticsearch],
    why: 'asks how it is, and moves shards',
  },
  { from: 'elasticsearch-exporter', to: 'elasticsearch', ports: [elasticsearch], why: 'asks how it is' },
  { from: 'elasticsearch-ready', to: 'elasticsearch', ports: [elasticsearch], why: 'waits until it answers' },
  {
    from: 'entrances',
    to: 'elasticsearch',
    ports: [elasticsearch],
    why: 'Logstash of other clusters writes, Grafana reads, and Terraform configures, by elastic.url',
  },
  { from: 'entrances', to: 'kibana', ports: [kibana], why: 'people look at logs, and Terraform configures' },
];

const toBucket = ({ environment }: Network): readonly DeclaredPath[] =>
  environment.elastic.snapshots === undefined
    ? []
    : [
        {
          from: 'elasticsearch',
          to: 'anywhere',
          ports: environment.network.outsidePorts,
          why: 'writes snapshots to a bucket',
        },
      ];

const toHome = ({ environment }: Network): readonly DeclaredPath[] => [
  {
    from: 'logstash',
    to: 'anywhere',
    ports: [portOf(environment.elastic.url)],
    why: 'writes log lines to the home cluster, by elastic.url',
  },
];
