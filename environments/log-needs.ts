import { bytesOf } from '../models/bytes';
import { hours, minutes, seconds, type Duration } from '../models/duration';
import {
  diskOf,
  diskPerMemory,
  linesPerLogstash,
  linesPerProcessor,
  rolloverAge,
  secondsQueued,
  shardsOf,
  shardsPerNode,
  storedPerDay,
  streamLoads,
  total,
  usableDisk,
  type Layout,
  type StreamLoad,
} from '../models/log-sizing';
import type { Model } from '../models/model';
import type { EnvironmentFile } from './environment';
import { copiesOf, elasticsearchSets, holdsNew, logstashSize, type NodeSet } from './sizes';

/** What is needed of something, and what there is. */
export interface Need {
  readonly needed: number;
  readonly room: number;
}

/** Bytes of one tier, and the nodes that hold them. */
export interface TierNeed extends Need {
  readonly tier: 'hot' | 'warm';
  readonly nodes: NodeSet;
  /** Nodes that may be away while all copies find room. */
  readonly spare: number;
}

/** What the lines of an environment need, beside what it has. */
export interface LogNeeds {
  readonly streams: readonly StreamLoad[];
  readonly layout: Layout;
  /** Bytes of one copy that a day adds. */
  readonly perDay: number;
  readonly disks: readonly TierNeed[];
  readonly shards: Need;
  /** Lines per second that are indexed. */
  readonly indexed: Need;
  /** Lines per second of one cluster, through Logstash. */
  readonly forwarded: Need;
  /** How long queues take lines while Elasticsearch is away, and how long they should. */
  readonly queued: { readonly lasts: Duration; readonly wanted: Duration };
}

type Settings = Pick<EnvironmentFile, 'profile' | 'elastic' | 'logstash' | 'retention'>;

/** How long an Elasticsearch may be away before lines wait on their nodes, where the kubelet takes them away. */
const outage = { single: hours(1), ha: hours(4) } as const;

/** How the log streams of an environment are laid out. */
export const logLayout = (
  settings: Pick<Settings, 'profile' | 'elastic' | 'retention'>,
  models: readonly Model[],
): Layout => ({
  copies: copiesOf(settings),
  rollover: rolloverAge({ retention: settings.retention, models }),
  ...(settings.elastic.warm === undefined ? {} : { after: settings.elastic.warm.after }),
});

export function logNeeds(settings: Settings, models: readonly Model[], clusters: number): LogNeeds {
  const streams = streamLoads(models, settings.retention, clusters);
  const ofOneCluster = streamLoads(models, settings.retention, 1);
  const layout = logLayout(settings, models);
  const sets = elasticsearchSets(settings);
  const holding = sets.filter(({ roles }) => roles.some((role) => role.startsWith('data')));
  const spare = layout.copies - 1;
  const { replicas, volume } = logstashSize(settings);
  return {
    streams,
    layout,
    perDay: total(streams.map(storedPerDay)),
    disks: holding.map((nodes) => {
      const tier = holdsNew(nodes) ? 'hot' : 'warm';
      return {
        tier,
        nodes,
        spare,
        needed: total(streams.map((load) => diskOf(load, layout)[tier])),
        room: (nodes.count - spare) * bytesOf(nodes.storage) * usableDisk,
      };
    }),
    shards: {
      needed: total(streams.map((load) => shardsOf(load, layout))),
      room: shardsPerNode * total(holding.map(({ count }) => count)),
    },
    indexed: {
      needed: total(streams.map(({ linesPerSecond }) => linesPerSecond)),
      room: total(
        holding
          .filter(holdsNew)
          .map(({ count, cpu }) => (count - spare) * processors(cpu) * linesPerProcessor),
      ),
    },
    forwarded: {
      needed: total(ofOneCluster.map(({ linesPerSecond }) => linesPerSecond)),
      room: replicas * linesPerLogstash,
    },
    queued: {
      lasts: asShown(Math.min(secondsQueued(ofOneCluster, volume, replicas), longestShown)),
      wanted: outage[settings.profile],
    },
  };
}

/** A month: nobody asks how much longer. Also what stands where nothing is written. */
const longestShown = 30 * 86_400;

/** In whole minutes, or seconds where there is none. */
const asShown = (span: number): Duration =>
  span < 60 ? seconds(Math.max(1, Math.floor(span))) : minutes(Math.floor(span / 60));

/** Processors of a node, in Kubernetes' notation: `500m`, `4`. */
const processors = (cpu: string): number =>
  cpu.endsWith('m') ? Number(cpu.slice(0, -1)) / 1_000 : Number(cpu);

/** Bytes of disk for which the memory of a node is enough. */
export const diskFor = (memory: string): number => bytesOf(memory) * diskPerMemory;
