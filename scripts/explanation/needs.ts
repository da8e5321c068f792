import type { Environment } from '../../environments';
import { keepingOf, summaryLoad } from '../../environments/long-term';
import { heaviestOf } from '../../environments/shards';
import { longTermSize } from '../../environments/sizes';
import { printBytes } from '../../models/bytes';
import { printDuration } from '../../models/duration';
import { diskFor, leastLoad, memoryFor, mostLoad, seriesIn, usableOf, type Load } from '../../models/sizing';
import { table, type Row } from '../columns';
import { logNeedsLines } from './log-needs';

const thousands = (count: number): string => count.toLocaleString('en-US');

/** What Prometheus of each cluster, Elasticsearch and Logstash need for the declared models, beside what they have: docs/sizing.md as numbers. */
export function needsText(environment: Environment): string {
  const { name, models, prometheus, retention } = environment;
  const { shards } = prometheus;
  const row = (title: string, of: (load: Load) => string, has: string): Row => [
    title,
    of(heaviestOf(models, shards, leastLoad)),
    of(heaviestOf(models, shards, mostLoad)),
    has,
  ];
  const rows: readonly Row[] = [
    ['', 'one pod each', 'all at their budgets', 'there is'],
    row('series', ({ series }) => thousands(series), `room for ${thousands(seriesIn(prometheus.memory))}`),
    row('samples per second', ({ samplesPerSecond }) => thousands(samplesPerSecond), ''),
    row('memory', (load) => printBytes(memoryFor(load)), prometheus.memory),
    row(
      `disk for ${printDuration(retention.metrics)}`,
      (load) => printBytes(diskFor(load, retention.metrics)),
      `${printBytes(usableOf(prometheus.volume))} of ${prometheus.volume}`,
    ),
  ];
  const kept = summaryLoad(environment, models.length);
  const second = longTermSize(environment);
  const summaries: readonly Row[] = [
    ['', 'needed', 'there is'],
    ['series', thousands(kept.series), `room for ${thousands(seriesIn(second.memory))}`],
    ['memory', printBytes(memoryFor(kept)), second.memory],
    [
      `disk for ${printDuration(retention.summaries)}`,
      printBytes(diskFor(kept, retention.summaries)),
      `${printBytes(usableOf(second.volume))} of ${second.volume}`,
    ],
  ];
  const lines = [
    shards === 1
      ? `Prometheus of each cluster of ${name}, ${models.length} models`
      : `Each of the ${shards} Prometheus of each cluster of ${name}, which share ${models.length} models: what that one needs which has most to hold`,
    ...table(rows),
    ...(keepingOf(environment) === 'embedded'
      ? ['', 'Second Prometheus, which keeps summary series', ...table(summaries)]
      : []),
    '',
    ...logNeedsLines(environment),
  ];
  return `${lines.join('\n')}\n`;
}
