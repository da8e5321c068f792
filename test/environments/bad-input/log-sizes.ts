import { edited, entry, settings as file, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';
import { ha, saying } from './sizes';

const kibana = "kibana: 'https://kibana.shop.example'";
const elastic = (given: string) => edited(file, kibana, `${kibana}, ${given}`);
const elasticOfMany = (given: string) => ha(kibana, `${kibana}, ${given}`);

/** An entry that says how much it writes, beside those of the fixture. */
const writer =
  (logs: string, more: (workspace: Workspace) => void = () => undefined) =>
  (workspace: Workspace): void => {
    more(workspace);
    workspace.write(entry('chatty'), `name: chatty\nteam: pricing\nruntime: mlserver\nlogs: ${logs}\n`);
  };

/** What entries write, and Elasticsearch or Logstash cannot hold. */
export const logSizes: readonly BadCase[] = [
  {
    file: 'log-size-disk',
    mistake: 'more lines than the profile has disk for',
    spoil: writer('{ lines: 100/s }'),
  },
  {
    file: 'log-size-retention',
    mistake: 'lines that are kept for longer than the disk has room',
    spoil: saying('retention: { logs: 1000d }'),
  },
  {
    file: 'log-size-storage',
    mistake: 'a disk of one’s own that is too small as well',
    spoil: writer('{ lines: 2000/s }', elasticOfMany('storage: 2Ti')),
  },
  {
    file: 'log-size-everything',
    mistake: 'an entry that nothing on the way can hold',
    spoil: writer('{ lines: 20000/s, lineBytes: 4000 }'),
  },
  {
    file: 'log-size-warm-disk',
    mistake: 'warm nodes with too little disk',
    spoil: writer('{ lines: 400/s }', elasticOfMany('warm: { storage: 500Gi, after: 3d }')),
  },
  {
    file: 'log-size-warm-single',
    mistake: 'warm nodes beside a single one',
    spoil: elastic('warm: { nodes: 3 }'),
  },
  {
    file: 'log-size-warm-late',
    mistake: 'lines that move to warm nodes after they are gone',
    spoil: elasticOfMany('warm: { after: 400d }'),
  },
  {
    file: 'log-size-memory',
    mistake: 'nodes with more disk than their memory can look after',
    spoil: elasticOfMany('storage: 8Ti'),
  },
  {
    file: 'log-size-nodes-single',
    mistake: 'three nodes with a profile of one',
    spoil: elastic('nodes: 3'),
  },
  {
    file: 'log-size-nodes-ha',
    mistake: 'high availability on two nodes of Elasticsearch',
    spoil: elasticOfMany('nodes: 2'),
  },
  {
    file: 'log-size-shards',
    mistake: 'streams of models’ own that are more shards than nodes are planned for',
    spoil: (workspace) => {
      for (const name of ['one', 'two'])
        workspace.write(
          entry(name),
          `name: ${name}\nteam: pricing\nruntime: mlserver\nlogs: { isolation: dedicated, retention: 366d }\n`,
        );
    },
  },
  {
    file: 'log-size-logstash-one',
    mistake: 'high availability with one Logstash',
    spoil: ha('profile: ha\n', 'profile: ha\nlogstash: { replicas: 1 }\n'),
  },
  {
    file: 'log-size-logstash-many',
    mistake: 'two Logstash with a profile of one',
    spoil: saying('logstash: { replicas: 2 }'),
  },
  {
    file: 'log-size-logstash-memory',
    mistake: 'a Logstash without memory for Java',
    spoil: saying('logstash: { memory: 1Gi }'),
  },
  {
    file: 'log-size-queue',
    mistake: 'queues that are full before anybody can look',
    spoil: writer('{ lines: 500/s }', ha('profile: ha\n', 'profile: ha\nlogstash: { volume: 4Gi }\n')),
  },
  {
    file: 'log-snapshots-two',
    mistake: 'snapshots to two places',
    spoil: elastic(
      'snapshots: { gcs: { bucket: shop-logs, secret: gcs }, azure: { container: shop-logs, secret: azure } }',
    ),
  },
  {
    file: 'log-snapshots-nowhere',
    mistake: 'snapshots to no place',
    spoil: elastic('snapshots: { keep: 35d }'),
  },
  {
    file: 'log-snapshots-login',
    mistake: 'a bucket with a role and a Secret',
    spoil: elastic(
      'snapshots: { s3: { bucket: shop-logs, region: eu-central-1, role: "arn:aws:iam::123456789012:role/logs", secret: s3 } }',
    ),
  },
  {
    file: 'log-snapshots-role',
    mistake: 'the name of a role without its account',
    spoil: elastic('snapshots: { s3: { bucket: shop-logs, region: eu-central-1, role: logs } }'),
  },
  {
    file: 'log-snapshots-bucket',
    mistake: 'the address of a bucket in place of its name',
    spoil: elastic('snapshots: { gcs: { bucket: gs://shop-logs, secret: gcs } }'),
  },
  {
    file: 'log-snapshots-short',
    mistake: 'snapshots that a week of faults would lose',
    spoil: elastic('snapshots: { keep: 2d, gcs: { bucket: shop-logs, secret: gcs } }'),
  },
  {
    file: 'log-size-lines',
    mistake: 'lines without a unit of time',
    spoil: writer('{ lines: 100 }'),
  },
  {
    file: 'log-size-line-bytes',
    mistake: 'lines of a byte each',
    spoil: writer('{ lineBytes: 1 }'),
  },
];
