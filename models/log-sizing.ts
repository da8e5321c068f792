import { bytesOf } from './bytes';
import { days, inSeconds, plus, type Duration } from './duration';
import { modelsByLogKey } from './log-key';
import type { Model } from './model';

/**
 * What the way of a log line needs, from what is declared. Each constant has its source in docs/sizing.md; those that are
 * estimates say so, and the alerts about disk and queues tell when one is wrong.
 */

/** Lines per second of a model that says nothing: one every five seconds. Where it has a minimum of requests, one for each. */
export const usualLines = 0.2;

/** Bytes of a line as a document, with what is added about its pod. */
export const usualLineBytes = 1_200;

/** What input and output add to a line of which they are kept: a quarter of the most that is kept of both. An estimate. */
export const payloadBytes = 8_192;

/** Bytes of a record of a prediction: its ten short fields. */
export const auditRecordBytes = 600;

/** Share of a document's bytes that an index takes, in logsdb with its source stored. An estimate; the gain is told as up to 60 %. */
export const storedShare = 0.6;

/** Share of a disk that may be in use: above it Elasticsearch places no more shards there. */
export const usableDisk = 0.85;

/** An index is rolled over when its primary shard is as large as this, or when it is as old as `rolloverAge`. */
export const largestPrimary = '50Gi';

/** Shards that are planned for a node that holds data; Elasticsearch refuses more than 1000. */
export const shardsPerNode = 600;

/** Bytes of disk that a byte of memory looks after. */
export const diskPerMemory = 160;

/** Lines per second that a processor of Elasticsearch indexes, and a pod of Logstash works through. Estimates. */
export const linesPerProcessor = 2_500;
export const linesPerLogstash = 5_000;

/** An event in a queue on disk is larger than its JSON: 1.2 times was measured for 1 kB. */
export const queuedShare = 1.2;

/** Shares of Logstash's volume that each queue on disk may fill; the rest is for dead letters and its own state. */
export const queueShares = { inference: 0.46, dedicated: 0.15, audit: 0.15 } as const;
export type Queue = keyof typeof queueShares;

/** Share of the volume that the dead letters of each of these pipelines may fill. */
export const deadLetterShare = 0.02;

/** What is written to one data stream, from all clusters. */
export interface StreamLoad {
  /** The model or the team whose own stream it is; all others are shared. */
  readonly owner?: string;
  /** Through which queue it comes. */
  readonly queue: Queue;
  readonly kept: Duration;
  readonly linesPerSecond: number;
  /** Of documents, before they are stored. */
  readonly bytesPerSecond: number;
}

type Declared = Pick<Model, 'name' | 'team' | 'logs' | 'namespace' | 'selector'>;

/**
 * The data streams of an environment with what models write to each. Every cluster has all models, and all their lines come
 * together.
 */
export function streamLoads(
  models: readonly Declared[],
  retention: { readonly logs: Duration; readonly audit: Duration },
  clusters: number,
): readonly StreamLoad[] {
  const sources = [...modelsByLogKey(models).values()];
  const isDedicated = ([first]: readonly Declared[]): boolean => first?.logs.isolation === 'dedicated';
  const others = sources.filter((group) => !isDedicated(group)).flat();
  const shared = others.filter(({ logs }) => logs.readers === 'all');
  const apart = others.filter(({ logs }) => logs.readers === 'team');
  const teams = [...new Set(apart.map(({ team }) => team))].sort();
  const audited = models.filter(({ logs }) => logs.audit);
  return [
    { queue: 'inference', kept: retention.logs, ...sum(shared, lineBytesOf, clusters) },
    {
      queue: 'audit',
      kept: retention.audit,
      ...sum(audited, () => auditRecordBytes, clusters),
    },
    ...teams.map((team): StreamLoad => ({
      owner: team,
      queue: 'dedicated',
      kept: retention.logs,
      ...sum(
        apart.filter((model) => model.team === team),
        lineBytesOf,
        clusters,
      ),
    })),
    ...sources.filter(isDedicated).map((group): StreamLoad => {
      const [first] = group;
      return {
        ...(first === undefined ? {} : { owner: first.name }),
        queue: 'dedicated',
        kept: first?.logs.retention ?? retention.logs,
        ...sum(group, lineBytesOf, clusters),
      };
    }),
  ];
}

const lineBytesOf = ({ logs }: Declared): number => logs.lineBytes + logs.payloadSample * payloadBytes;

const sum = (
  models: readonly Declared[],
  bytes: (model: Declared) => number,
  clusters: number,
): Pick<StreamLoad, 'linesPerSecond' | 'bytesPerSecond'> => ({
  linesPerSecond: clusters * total(models.map(({ logs }) => logs.lines)),
  bytesPerSecond: clusters * total(models.map((model) => model.logs.lines * bytes(model))),
});

export const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const inDays = (span: Duration): number => inSeconds(span) / inSeconds(days(1));

/** What a store of logs keeps. */
export interface Keeping {
  readonly retention: { readonly logs: Duration; readonly audit: Duration };
  readonly models: readonly Pick<Model, 'logs'>[];
}

/** Everything that is promised about how long lines are kept. */
const promises = ({ retention, models }: Keeping): readonly Duration[] => [
  retention.logs,
  retention.audit,
  ...models.flatMap(({ logs }) => logs.retention ?? []),
];

/**
 * How old an index gets before the next one follows it, the same for all streams: a day, so that lines are kept for at most
 * a day longer than promised. What is kept for years would be thousands of indices, so that with each year it is a day
 * more, and always less than a week.
 */
export const rolloverAge = (keeping: Keeping): Duration =>
  days(Math.min(6, Math.max(...promises(keeping).map((kept) => Math.ceil(inDays(kept) / 366)))));

/** How long a document is kept at most: its index goes whole, and its time counts from when it was rolled over. */
export const keptAtMost = (kept: Duration, rollover: Duration): Duration => plus(kept, rollover);

/** Bytes of one copy that a day adds. */
export const storedPerDay = ({ bytesPerSecond }: Pick<StreamLoad, 'bytesPerSecond'>): number =>
  bytesPerSecond * inSeconds(days(1)) * storedShare;

/** Where indices lie: `warm` are those that are older than `after`. */
export interface Tiers<T> {
  readonly hot: T;
  readonly warm: T;
}

/** How streams are laid out: copies of a document, how old an index gets, and when it moves to warm nodes. */
export interface Layout {
  readonly copies: number;
  readonly rollover: Duration;
  readonly after?: Duration;
}

/** Bytes that a stream takes in all copies, when it is as old as it gets. */
export function diskOf(load: StreamLoad, { copies, rollover, after }: Layout): Tiers<number> {
  const whole = inDays(keptAtMost(load.kept, rollover));
  const hot = after === undefined ? whole : Math.min(whole, inDays(keptAtMost(after, rollover)));
  const perDay = storedPerDay(load) * copies;
  return { hot: perDay * hot, warm: perDay * (whole - hot) };
}

/** Primary shards of an index, so that a day's lines are as many shards as they fill. */
export const primariesOf = (load: StreamLoad): number =>
  Math.max(1, Math.ceil(storedPerDay(load) / bytesOf(largestPrimary)));

/** Shards of a stream when it is as old as it gets. */
export function shardsOf(load: StreamLoad, { copies, rollover }: Layout): number {
  const primaries = primariesOf(load);
  // An empty index stays the only one.
  if (load.linesPerSecond === 0) return primaries * copies;
  const untilFull = (bytesOf(largestPrimary) * primaries) / storedPerDay(load);
  const indices = Math.ceil(inDays(load.kept) / Math.min(inDays(rollover), untilFull)) + 1;
  return indices * primaries * copies;
}

/** Bytes that a queue of one pod may fill. */
export const queueOf = (volume: string, queue: Queue): number =>
  Math.floor(bytesOf(volume) * queueShares[queue]);

/** Seconds for which the queues of so many pods take what comes while Elasticsearch is away; the shortest of all queues. */
export function secondsQueued(loads: readonly StreamLoad[], volume: string, replicas: number): number {
  return Math.min(
    ...(Object.keys(queueShares) as Queue[]).map((queue) => {
      const bytes = total(
        loads.filter((load) => load.queue === queue).map(({ bytesPerSecond }) => bytesPerSecond),
      );
      return (queueOf(volume, queue) * replicas) / (bytes * queuedShare);
    }),
  );
}
