import type { Environment } from '../../environments';
import { logNeeds, type Need } from '../../environments/log-needs';
import { logstashSize } from '../../environments/sizes';
import { printBytes } from '../../models/bytes';
import { printDuration } from '../../models/duration';
import { keptAtMost, total } from '../../models/log-sizing';
import { table, type Row } from '../columns';

const amount = (count: number): string =>
  (count < 10 ? Math.round(count * 10) / 10 : Math.round(count)).toLocaleString('en-US');
const counted = (title: string, { needed, room }: Need): Row => [title, amount(needed), amount(room)];

/** What Elasticsearch and Logstash need for the lines that the entries declare, beside what they have. */
export function logNeedsLines(environment: Environment): readonly string[] {
  const { models, clusters, retention } = environment;
  const needs = logNeeds(environment, models, clusters.length);
  const { layout, streams, disks, queued } = needs;
  const lines = total(
    streams.flatMap(({ queue, linesPerSecond }) => (queue === 'audit' ? [] : linesPerSecond)),
  );
  const kept = [retention.logs, retention.audit].map((span) =>
    printDuration(keptAtMost(span, layout.rollover)),
  );
  const logstash = logstashSize(environment);
  return [
    `Elasticsearch, ${amount(lines)} lines per second, ${printBytes(needs.perDay)} a day, kept for at most ${kept[0]}, audit records for ${kept[1]}`,
    ...table([
      ['', 'needed', 'there is'],
      ...disks.map(({ tier, nodes, spare, needed, room }): Row => [
        disks.length === 1 ? 'disk' : `disk, ${tier}`,
        printBytes(needed),
        `${printBytes(room)} of ${nodes.count} x ${nodes.storage}${spare === 0 ? '' : ', one of them away'}`,
      ]),
      counted('shards', needs.shards),
      counted('documents per second', needs.indexed),
    ]),
    '',
    `Logstash of each cluster, ${logstash.replicas} x ${logstash.memory}, ${logstash.volume}`,
    ...table([
      ['', 'needed', 'there is'],
      counted('documents per second', needs.forwarded),
      ['Elasticsearch away for', printDuration(queued.wanted), printDuration(queued.lasts)],
    ]),
  ];
}
