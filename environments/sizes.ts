import type { Environment } from './environment';

/** Replicas and storage of one profile. Storage is absent where losing it is acceptable. */
export interface Size {
  readonly prometheus: {
    readonly replicas: number;
    readonly storage?: string;
    readonly memory: string;
    /** Time series for which it is planned; they take half of the memory, at about 4 kB each. */
    readonly series: number;
  };
  readonly alertmanager: { readonly replicas: number; readonly storage?: string };
  readonly grafana: { readonly storage?: string };
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
 * `single` is cheap and stops with its node; `ha` survives the loss of any one. Elasticsearch in `ha` has room for 500 log
 * lines per second over 30 days, about 2 TB with one replica, and half as much again.
 */
export const sizes = {
  single: {
    prometheus: { replicas: 1, memory: '2Gi', series: 250_000 },
    alertmanager: { replicas: 1 },
    grafana: {},
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
    prometheus: { replicas: 2, storage: '200Gi', memory: '8Gi', series: 1_000_000 },
    alertmanager: { replicas: 3, storage: '5Gi' },
    grafana: { storage: '10Gi' },
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
