import { bytesOf } from '../models/bytes';
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
  /** The volume holds queues and dead letters. */
  readonly logstash: { readonly replicas: number; readonly memory: string; readonly volume: string };
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
 * Elasticsearch in `ha` has room for 480 log lines per second over 30 days in two copies, also while a node is away;
 * in `single` for 9. Prometheus in `single` has room for 250,000 series over 30 days, in `ha` for a million.
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
    logstash: { replicas: 1, memory: '2Gi', volume: '2Gi' },
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
    logstash: { replicas: 2, memory: '4Gi', volume: '25Gi' },
  },
} as const satisfies Record<Environment['profile'], Size>;

export const sizeOf = ({ profile }: Pick<Environment, 'profile'>): Size => sizes[profile];

type WithElastic = Pick<EnvironmentFile, 'profile' | 'elastic'>;

/** Nodes of one kind hold what is written; where there are warm ones, for as long as it is new. */
export const holdsNew = ({ roles }: NodeSet): boolean => roles.includes('data') || roles.includes('data_hot');

/** The nodes of Elasticsearch: those of the profile, with what the environment says of those that hold logs. */
export function elasticsearchSets({ profile, elastic }: WithElastic): readonly NodeSet[] {
  const { nodes, memory, storage, warm } = elastic;
  const own = sizeOf({ profile }).elasticsearch.map((set) =>
    holdsNew(set)
      ? {
          ...set,
          count: nodes ?? set.count,
          memory: memory ?? set.memory,
          storage: storage ?? set.storage,
        }
      : set,
  );
  if (warm === undefined) return own;
  const { nodes: count, memory: each, storage: disk } = warm;
  return [...own, { name: 'warm', count, roles: ['data_warm'], cpu: '2', memory: each, storage: disk }];
}

/** Elasticsearch nodes that the environment declares, of every kind. */
export const elasticsearchNodes = (environment: WithElastic): number =>
  elasticsearchSets(environment).reduce((sum, { count }) => sum + count, 0);

/** Copies of every document. */
export const copiesOf = ({ profile }: Pick<Environment, 'profile'>): number =>
  ({ single: 1, ha: 2 })[profile];

/** Pods of Logstash in every cluster, with the memory and the volume of each. */
export function logstashSize({
  profile,
  logstash,
}: Pick<EnvironmentFile, 'profile' | 'logstash'>): Size['logstash'] {
  const { replicas, memory, volume } = sizeOf({ profile }).logstash;
  return {
    replicas: logstash.replicas ?? replicas,
    memory: logstash.memory ?? memory,
    volume: logstash.volume ?? volume,
  };
}

/** Memory and volume of each Prometheus, and their number: what the profile says unless the environment has its own. */
export function prometheusSize({
  profile,
  prometheus,
}: Pick<EnvironmentFile, 'profile' | 'prometheus'>): Environment['prometheus'] {
  const { volume, memory } = sizeOf({ profile }).prometheus;
  return {
    volume: prometheus.volume ?? volume,
    memory: prometheus.memory ?? memory,
    shards: prometheus.shards,
  };
}

/** The same of the second Prometheus. */
export function longTermSize({
  profile,
  longTerm,
}: Pick<EnvironmentFile, 'profile' | 'longTerm'>): Size['longTerm'] {
  const { volume, memory } = sizeOf({ profile }).longTerm;
  return { volume: longTerm.volume ?? volume, memory: longTerm.memory ?? memory };
}

/** What of its memory Logstash gives to Java, as Java writes it: half, the rest is off-heap. */
export const heapOf = (memory: string): string => {
  const mebibytes = Math.floor(bytesOf(memory) / 2 ** 21);
  return mebibytes % 1_024 === 0 ? `${mebibytes / 1_024}g` : `${mebibytes}m`;
};

/** Nodes of a cluster on which no two replicas of anything meet; Elasticsearch and Kibana are in the home cluster only. */
export function nodesFor(
  environment: WithElastic & Pick<EnvironmentFile, 'logstash'>,
  home: boolean,
): number {
  const { prometheus, alertmanager, kibana } = sizeOf(environment);
  return Math.max(
    ...[prometheus, alertmanager, logstashSize(environment)].map(({ replicas }) => replicas),
    ...(home ? [kibana.replicas, ...elasticsearchSets(environment).map(({ count }) => count)] : []),
  );
}
