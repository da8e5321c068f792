import type { Environment, EnvironmentFile } from './environment';

/** Replicas, memory and volumes of one profile. docs/sizing.md shows them as tables, and a test compares. */
export interface Size {
  /** The volume and memory of each replica, unless the environment says otherwise. */
  readonly prometheus: { readonly replicas: number; readonly volume: string; readonly memory: string };
  /** Of the second one, which keeps summary series. */
  readonly longTerm: { readonly volume: string; readonly memory: string };
  /** Silences, and what has been told already, outlive the pod. */
  readonly alertmanager: { readonly replicas: number; readonly volume: string };
  /** So do users, preferences and what was drawn by hand. */
  readonly grafana: { readonly volume: string };
  readonly blackboxExporter: { readonly replicas: number };
  readonly operator: { readonly replicas: number };
  readonly elasticsearch: readonly NodeSet[];
  readonly kibana: { readonly replicas: number };
  readonly logstash: {
    readonly replicas: number;
    readonly memory: string;
    /** About half of the memory; the rest is off-heap. */
    readonly heap: string;
  };
}

/** Elasticsearch nodes of one kind. Memory is request and limit; Elasticsearch sizes its heap by it. */
export interface NodeSet {
  readonly name: string;
  readonly count: number;
  readonly roles: readonly string[];
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
}

/**
 * `single` is cheap and stops with its node, and keeps what it knows on volumes; `ha` survives the loss of any one node.
 * Elasticsearch in `ha` has room for 500 log lines per second over 30 days, about 2 TB with one replica, and half as much
 * again. Prometheus in `single` has room for 250,000 series over 30 days, in `ha` for a million.
 */
export const sizes = {
  single: {
    prometheus: { replicas: 1, volume: '50Gi', memory: '2Gi' },
    longTerm: { volume: '20Gi', memory: '1Gi' },
    alertmanager: { replicas: 1, volume: '1Gi' },
    grafana: { volume: '5Gi' },
    blackboxExporter: { replicas: 1 },
    operator: { replicas: 1 },
    elasticsearch: [
      {
        name: 'all',
        count: 1,
        roles: ['master', 'data', 'ingest', 'transform'],
        cpu: '500m',
        memory: '4Gi',
        storage: '30Gi',
      },
    ],
    kibana: { replicas: 1 },
    logstash: { replicas: 1, memory: '2Gi', heap: '1g' },
  },
  ha: {
    prometheus: { replicas: 2, volume: '200Gi', memory: '8Gi' },
    longTerm: { volume: '50Gi', memory: '2Gi' },
    alertmanager: { replicas: 3, volume: '5Gi' },
    grafana: { volume: '10Gi' },
    blackboxExporter: { replicas: 2 },
    operator: { replicas: 2 },
    elasticsearch: [
      { name: 'masters', count: 3, roles: ['master'], cpu: '1', memory: '4Gi', storage: '20Gi' },
      {
        name: 'hot',
        count: 3,
        roles: ['data_hot', 'data_content', 'ingest', 'transform'],
        cpu: '4',
        memory: '16Gi',
        storage: '1Ti',
      },
    ],
    kibana: { replicas: 2 },
    logstash: { replicas: 2, memory: '4Gi', heap: '2g' },
  },
} as const satisfies Record<Environment['profile'], Size>;

export const sizeOf = ({ profile }: Pick<Environment, 'profile'>): Size => sizes[profile];

/** Elasticsearch nodes that the environment declares, of every kind. */
export const elasticsearchNodes = (environment: Pick<Environment, 'profile'>): number =>
  sizeOf(environment).elasticsearch.reduce((sum, { count }) => sum + count, 0);

/** Memory and volume of each Prometheus: those of the profile unless the environment has its own. */
export function prometheusSize({
  profile,
  prometheus,
}: Pick<EnvironmentFile, 'profile' | 'prometheus'>): Environment['prometheus'] {
  const { volume, memory } = sizeOf({ profile }).prometheus;
  return { volume: prometheus.volume ?? volume, memory: prometheus.memory ?? memory };
}

/** The same of the second Prometheus. */
export function longTermSize({
  profile,
  longTerm,
}: Pick<EnvironmentFile, 'profile' | 'longTerm'>): Size['longTerm'] {
  const { volume, memory } = sizeOf({ profile }).longTerm;
  return { volume: longTerm.volume ?? volume, memory: longTerm.memory ?? memory };
}

/** Nodes on which no two replicas of anything meet. */
export function nodesFor(environment: Pick<Environment, 'profile'>): number {
  const { prometheus, alertmanager, kibana, logstash, elasticsearch } = sizeOf(environment);
  return Math.max(
    ...[prometheus, alertmanager, kibana, logstash].map(({ replicas }) => replicas),
    ...elasticsearch.map(({ count }) => count),
  );
}
