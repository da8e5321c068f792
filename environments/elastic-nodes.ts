import { z } from 'zod';
import { duration, field, quantity } from '../models/fields';
import { snapshots } from './snapshots';

/** What an environment may say of the nodes on which logs lie, and of what brings them there. */

const count = (what: string, least: number) =>
  z
    .int({ error: `expected a number of ${what}, such as 3`, abort: true })
    .min(least, `at least ${least} of ${what}`)
    .max(100, `at most 100 ${what}`);

const warm = z.strictObject({
  nodes: field(count('nodes', 2), 'Warm nodes, beside those that hold what is new.', 3).default(3),
  memory: field(quantity, 'Memory of each of them. A GiB looks after 160Gi of disk at most.', '16Gi').default(
    '16Gi',
  ),
  storage: field(quantity, 'Volume of each of them. It can only grow.', '4Ti').default('2Ti'),
  after: field(
    duration.refine(({ milliseconds }) => milliseconds >= 86_400_000, 'lines are new for at least 1d'),
    'How old an index is when it moves there, counted from when the next one followed it.',
    '7d',
  ).prefault('7d'),
});

/** Fields of `elastic`: the nodes that hold logs, where their profile is not enough, and where copies go. */
export const elasticNodes = {
  nodes: field(
    count('nodes', 1),
    'Nodes of Elasticsearch that hold logs; 1 with profile single, which cannot have more, and 3 with ha unless given.',
    5,
  ).optional(),
  memory: field(
    quantity,
    'Memory of each of them; 4Gi with profile single and 16Gi with ha unless given. A GiB looks after 160Gi of disk at most.',
    '32Gi',
  ).optional(),
  storage: field(
    quantity,
    'Volume of each of them; 30Gi with profile single and 1Ti with ha unless given. It can only grow.',
    '2Ti',
  ).optional(),
  warm: field(
    warm,
    'Nodes with large, cheap disks to which older lines move; only with profile ha. Without them all lines stay where they were written.',
    { nodes: 3, storage: '4Ti' },
  ).optional(),
  snapshots: field(
    snapshots,
    'Copies of audit records, and of log lines where wanted, in an object store. Without them logs are as safe as the volumes.',
  ).optional(),
};

export const logstash = z.strictObject({
  replicas: field(
    count('pods', 1),
    'Pods of Logstash; 1 with profile single and 2 with ha unless given. A pod works through 5000 lines per second.',
    3,
  ).optional(),
  memory: field(
    quantity,
    'Memory of each of them, half of it for Java; 2Gi with profile single and 4Gi with ha unless given.',
    '8Gi',
  ).optional(),
  volume: field(
    quantity,
    'Volume of each of them, in which lines wait while Elasticsearch is away; 2Gi with profile single and 25Gi with ha unless given.',
    '50Gi',
  ).optional(),
});
