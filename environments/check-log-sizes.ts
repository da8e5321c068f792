import { bytesOf, printBytes, roomFor } from '../models/bytes';
import { inSeconds, printDuration } from '../models/duration';
import { linesPerLogstash, linesPerProcessor, shardsPerNode, usableDisk } from '../models/log-sizing';
import type { Model } from '../models/model';
import type { EnvironmentFile } from './environment';
import { diskFor, logNeeds, type LogNeeds, type TierNeed } from './log-needs';
import type { Report } from './report';
import { logstashSize } from './sizes';

type Path = readonly string[];

/** Whether Elasticsearch and Logstash have room for the lines that the entries declare. */
export function checkLogSizes(file: EnvironmentFile, models: readonly Model[], report: Report): void {
  const needs = logNeeds(file, models, Object.keys(file.clusters).length);
  checkLogstash(file, needs, report);
  checkWarm(file, report);
  // What else is wrong would follow from the number of nodes.
  if (!areNodes(file, report)) return;
  for (const disk of needs.disks) {
    checkDisk(file, disk, needs, report);
    checkMemory(file, disk, report);
  }
  checkShards(file, needs, report);
  checkIndexed(file, needs, report);
}

/** Whether nodes are as many as the profile can have. */
function areNodes({ profile, elastic: { nodes } }: EnvironmentFile, report: Report): boolean {
  if (nodes === undefined || (profile === 'single' ? nodes === 1 : nodes >= 3)) return true;
  report(
    ['elastic', 'nodes'],
    profile === 'single'
      ? 'profile single has one node of Elasticsearch; take nodes out, or write profile: ha'
      : 'profile ha keeps two copies of every line, also while one node is away; have at least 3',
  );
  return false;
}

function checkWarm({ profile, elastic: { warm }, retention }: EnvironmentFile, report: Report): void {
  if (warm === undefined) return;
  if (profile === 'single') {
    report(
      ['elastic', 'warm'],
      'profile single has one node, on which all lines stay; take warm out, or write profile: ha',
    );
  } else if (inSeconds(warm.after) >= Math.max(inSeconds(retention.logs), inSeconds(retention.audit))) {
    report(
      ['elastic', 'warm', 'after'],
      'lines are gone before they would move; write a shorter time, or take warm out',
    );
  }
}

/** Where the disk or the memory of a tier is said, and where that stands that asks for more than its profile has. */
const placeOf = ({ elastic }: EnvironmentFile, { tier }: TierNeed, key: 'memory' | 'storage'): Path =>
  tier === 'warm' ? ['elastic', 'warm', key] : elastic[key] === undefined ? ['elastic'] : ['elastic', key];

/** A setting of a tier's nodes, as one writes it. */
const settingOf = ({ tier }: TierNeed, text: string): string =>
  tier === 'warm' ? `elastic: { warm: { ${text} } }` : `elastic: { ${text} }`;

function checkDisk(file: EnvironmentFile, disk: TierNeed, needs: LogNeeds, report: Report): void {
  const { needed, room, tier } = disk;
  if (needed <= room) return;
  const { logs, audit } = file.retention;
  const { elastic } = file;
  const isOwn = tier === 'warm' || elastic.storage !== undefined || elastic.nodes !== undefined;
  report(
    isOwn ? placeOf(file, disk, 'storage') : ['retention', 'logs'],
    `${linesOf(needs)}, ${printBytes(needs.perDay)} a day; with lines kept for ${printDuration(logs)} and audit records for ${printDuration(audit)} they take ${printBytes(needed)} of ${tier === 'warm' ? 'warm disk' : 'disk'}, and ${nodesText(disk)} room for ${printBytes(room)}; ${moreDisk(file, disk)}, or keep them for a shorter time`,
  );
}

/** Larger disks as far as memory looks after them, beyond that more of them. */
function moreDisk({ profile }: EnvironmentFile, disk: TierNeed): string {
  const { needed, nodes, spare } = disk;
  const each = roomFor(needed / usableDisk / (nodes.count - spare));
  if (bytesOf(each) <= diskFor(nodes.memory)) return `write ${settingOf(disk, `storage: ${each}`)}`;
  if (profile === 'single') return 'write profile: ha, with nodes: and storage: of elastic';
  const count = Math.ceil(needed / usableDisk / bytesOf(nodes.storage)) + spare;
  return `write ${settingOf(disk, `nodes: ${count}`)}`;
}

function checkMemory(file: EnvironmentFile, disk: TierNeed, report: Report): void {
  const { memory, storage } = disk.nodes;
  if (bytesOf(storage) <= diskFor(memory)) return;
  report(
    placeOf(file, disk, 'memory'),
    `${memory} of memory look after ${printBytes(diskFor(memory))} of disk, and a node has ${storage}; write ${settingOf(disk, `memory: ${roomFor((bytesOf(storage) / diskFor('1Gi')) * 2 ** 30)}`)}, or have more nodes with smaller disks`,
  );
}

function checkShards(file: EnvironmentFile, { shards, streams, layout }: LogNeeds, report: Report): void {
  if (shards.needed <= shards.room) return;
  const dedicated = streams.filter(({ owner }) => owner !== undefined).length;
  report(
    file.elastic.nodes === undefined ? ['elastic'] : ['elastic', 'nodes'],
    `${streams.length} data streams${dedicated === 0 ? '' : `, ${dedicated} of them models' own`}, with an index for every ${printDuration(layout.rollover)} that they are kept, are ${thousands(shards.needed)} shards, and nodes are planned for ${thousands(shards.room)}; ${moreNodes(file, shards.needed / shardsPerNode)}${dedicated === 0 ? '' : ', share more streams'}, or keep lines for a shorter time`,
  );
}

function checkIndexed(file: EnvironmentFile, needs: LogNeeds, report: Report): void {
  const { needed, room } = needs.indexed;
  if (needed <= room) return;
  const { nodes, spare } = hotOf(needs);
  const perNode = room / (nodes.count - spare);
  report(
    file.elastic.nodes === undefined ? ['elastic'] : ['elastic', 'nodes'],
    `with audit records ${thousands(needed)} documents per second are indexed, and a processor of Elasticsearch does ${thousands(linesPerProcessor)}, so that all do ${thousands(room)}; ${moreNodes(file, needed / perNode + spare)}`,
  );
}

function hotOf({ disks }: LogNeeds): TierNeed {
  const hot = disks.find(({ tier }) => tier === 'hot');
  if (hot === undefined) throw new Error('no node holds what is written');
  return hot;
}

/** What to write where one node cannot become several. */
const moreNodes = ({ profile }: EnvironmentFile, needed: number): string =>
  profile === 'single' ? 'write profile: ha' : `write elastic: { nodes: ${Math.ceil(needed)} }`;

function checkLogstash(file: EnvironmentFile, { forwarded, queued }: LogNeeds, report: Report): void {
  const { memory, replicas, volume } = logstashSize(file);
  if (file.profile === 'single' ? replicas > 1 : replicas < 2)
    report(
      ['logstash', 'replicas'],
      file.profile === 'single'
        ? 'profile single has one pod of Logstash; take replicas out, or write profile: ha'
        : 'profile ha survives the loss of any one node, and a single pod of Logstash would go with it; have at least 2',
    );
  if (bytesOf(memory) < bytesOf('2Gi'))
    report(
      ['logstash', 'memory'],
      'half of it is for Java, which needs 1Gi; write logstash: { memory: 2Gi }',
    );
  if (forwarded.needed > forwarded.room) {
    const pods = Math.ceil(forwarded.needed / linesPerLogstash);
    report(
      file.logstash.replicas === undefined ? ['logstash'] : ['logstash', 'replicas'],
      `${thousands(forwarded.needed)} lines per second in each cluster, and ${replicas} ${replicas === 1 ? 'pod of Logstash works' : 'pods of Logstash work'} through ${thousands(forwarded.room)}; write ${file.profile === 'single' ? 'profile: ha' : `logstash: { replicas: ${pods} }`}`,
    );
  }
  if (inSeconds(queued.lasts) < inSeconds(queued.wanted)) {
    const factor = inSeconds(queued.wanted) / inSeconds(queued.lasts);
    report(
      file.logstash.volume === undefined ? ['logstash'] : ['logstash', 'volume'],
      `while Elasticsearch is away, lines wait in queues, which are full after ${printDuration(queued.lasts)} and should last for ${printDuration(queued.wanted)}; write logstash: { volume: ${roomFor(bytesOf(volume) * factor)} }`,
    );
  }
}

const linesOf = ({ streams }: LogNeeds): string =>
  `the models write ${thousands(sumOf(streams.filter(({ queue }) => queue !== 'audit')))} log lines per second`;

const sumOf = (streams: LogNeeds['streams']): number =>
  streams.reduce((sum, { linesPerSecond }) => sum + linesPerSecond, 0);

const nodesText = ({ nodes, spare }: TierNeed): string =>
  nodes.count === 1
    ? `1 node with ${nodes.storage} has`
    : `${nodes.count} nodes with ${nodes.storage}${spare === 0 ? '' : ', one of them away,'} have`;

/** With one digit after the point below ten. */
const thousands = (count: number): string =>
  (count < 10 ? Math.round(count * 10) / 10 : Math.round(count)).toLocaleString('en-US');
