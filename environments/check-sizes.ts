import { printBytes, roomFor } from '../models/bytes';
import { printDuration, type Duration } from '../models/duration';
import type { Model } from '../models/model';
import { diskFor, leastLoad, memoryFor, seriesIn, usableOf, usableShare, type Load } from '../models/sizing';
import type { EnvironmentFile } from './environment';
import { mostShards } from './prometheus';
import { checkLogSizes } from './check-log-sizes';
import type { Report } from './report';
import { keepingOf, summaryLoad } from './long-term';
import { heaviestOf, sharedOut } from './shards';
import { longTermSize, nodesFor, prometheusSize } from './sizes';

/** Whether clusters have what the platform and the declared models need. */
export function checkSizes(file: EnvironmentFile, models: readonly Model[], report: Report): void {
  checkClusters(file, report);
  checkProfile(file, report);
  checkPrometheus(file, models, report);
  checkLogSizes(file, models, report);
  if (keepingOf(file) === 'embedded') checkLongTerm(file, models.length, report);
}

/** Platforms on which no class of storage is the default one until somebody makes it that. */
const withoutDefaultClass: readonly string[] = ['eks', 'self-managed'];

function checkClusters(file: EnvironmentFile, report: Report): void {
  const names = Object.keys(file.clusters);
  for (const [name, { platform, storageClass, nodes }] of Object.entries(file.clusters)) {
    const needed = nodesFor(file, names.length === 1 || name === file.home);
    if (storageClass === undefined && withoutDefaultClass.includes(platform)) {
      report(
        ['clusters', name],
        `on ${platform} no class of storage is the default, so volumes would wait for ever; write storageClass: with one that \`kubectl get storageclass\` lists`,
      );
    }
    if (file.profile !== 'ha') continue;
    if (nodes === undefined) {
      report(
        ['clusters', name],
        `profile ha needs ${needed} nodes to keep replicas apart; say how many of this cluster run the platform: nodes: ${needed}`,
      );
    } else if (nodes < needed) {
      report(
        ['clusters', name, 'nodes'],
        `profile ha keeps ${needed} replicas apart and needs as many nodes, so that the loss of one stops nothing; have ${needed}, or write profile: single`,
      );
    }
  }
}

function checkProfile({ profile, paging, whySingle }: EnvironmentFile, report: Report): void {
  if (profile === 'ha' && whySingle !== undefined) {
    report(['whySingle'], 'the profile is ha; take whySingle out');
  }
  if (profile === 'single' && paging && whySingle === undefined) {
    report(
      ['profile'],
      'an environment that pages has profile ha, because single stops with its node and takes alerting with it; write profile: ha, or why that is good enough: whySingle: …',
    );
  }
}

function checkPrometheus(file: EnvironmentFile, models: readonly Model[], report: Report): void {
  const { memory, volume } = prometheusSize(file);
  const { shards } = file.prometheus;
  if (shards > 1 && shards > models.length)
    report(
      ['prometheus', 'shards'],
      `${shards} Prometheus would share ${models.length} models, so that some watch none; write at most ${Math.max(1, models.length)}`,
    );
  const load = heaviestOf(models, shards, leastLoad);
  const fits = checkMemory(report, 'prometheus', memory, {
    load,
    whose:
      shards === 1
        ? `${models.length} models with one pod each`
        : `the models of one of ${shards} Prometheus with one pod each`,
    instead: shardsThat(models, shards, (least) => least.series <= seriesIn(memory)),
    at: file.prometheus.memory === undefined ? ['profile'] : ['prometheus', 'memory'],
  });
  if (fits && file.budgets.series !== undefined && file.budgets.series > seriesIn(memory)) {
    report(
      ['budgets', 'series'],
      `${memory} is memory for ${thousands(seriesIn(memory))} series, so Prometheus would be killed before anybody is told; write prometheus: { memory: ${roomFor(memoryFor({ series: file.budgets.series, samplesPerSecond: 0 }))} }, or a budget that fits`,
    );
  }
  checkDisk(report, 'prometheus', volume, {
    load,
    kept: file.retention.metrics,
    what: 'series',
    instead: shardsThat(
      models,
      shards,
      (least) => diskFor(least, file.retention.metrics) <= usableOf(volume),
    ),
    at: file.prometheus.volume === undefined ? ['retention', 'metrics'] : ['prometheus', 'volume'],
  });
}

/** How many Prometheus would do, in words that follow others; nothing where none of a reasonable number would. */
function shardsThat(models: readonly Model[], shards: number, fits: (load: Load) => boolean): string {
  const most = Math.min(mostShards, models.length);
  for (let count = shards + 1; count <= most; count += 1)
    if (fits(heaviestOf(sharedOut(models, count), count, leastLoad)))
      return `, or share the models among several: prometheus: { shards: ${count} }`;
  return '';
}

function checkLongTerm(file: EnvironmentFile, models: number, report: Report): void {
  const { volume, memory } = longTermSize(file);
  const { longTerm, retention } = file;
  const load = summaryLoad(file, models);
  checkMemory(report, 'longTerm', memory, {
    load,
    whose: `summaries of ${models} models`,
    at: longTerm.memory === undefined ? ['longTerm'] : ['longTerm', 'memory'],
  });
  checkDisk(report, 'longTerm', volume, {
    load,
    kept: retention.summaries,
    what: 'summary series',
    at: longTerm.volume === undefined ? ['retention', 'summaries'] : ['longTerm', 'volume'],
  });
}

type Group = 'prometheus' | 'longTerm';

/** Whose series are to be held, and which setting is wrong where there is no memory for them. */
interface Holding {
  readonly load: Load;
  readonly whose: string;
  readonly at: readonly string[];
  /** What would do as well, in words that follow others. */
  readonly instead?: string;
}

function checkMemory(
  report: Report,
  group: Group,
  memory: string,
  { load, whose, at, instead = '' }: Holding,
): boolean {
  if (load.series <= seriesIn(memory)) return true;
  report(
    at,
    `${whose} are ${thousands(load.series)} series, and ${memory} is memory for ${thousands(seriesIn(memory))}; write ${group}: { memory: ${roomFor(memoryFor(load))} }${instead}`,
  );
  return false;
}

/** What is to be kept, and which setting is wrong where there is no room for it. */
interface Keeping {
  readonly load: Load;
  readonly kept: Duration;
  readonly what: string;
  readonly at: readonly string[];
  readonly instead?: string;
}

function checkDisk(
  report: Report,
  group: Group,
  volume: string,
  { load, kept, what, at, instead = '' }: Keeping,
): void {
  const needed = diskFor(load, kept);
  if (needed <= usableOf(volume)) return;
  report(
    at,
    `${printDuration(kept)} of ${thousands(load.series)} ${what} are ${printBytes(needed)}, and blocks may fill ${printBytes(usableOf(volume))} of a volume of ${volume}; write ${group}: { volume: ${roomFor(needed / usableShare)} }${instead}, or keep them for a shorter time`,
  );
}

const thousands = (count: number): string => count.toLocaleString('en-US');
