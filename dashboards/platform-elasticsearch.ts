import { elasticsearch, elasticsearchExporter, jobOf } from '../models/exporters';
import { platformLimits } from '../models/platform-limits';
import { logging } from '../models/platform-records';
import type { Section } from './layout';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { largest, lines, smallest } from './queries';
import { healthStates } from './states';
import { linesAt } from './thresholds';
import { units } from './units';

export const noElasticsearch = 'Not told in this cluster';

const ofElasticsearch = (metric: string, matcher = ''): string =>
  `${metric}{job="${jobOf(elasticsearchExporter)}"${matcher}}`;

const troubled = (status: string): string =>
  lines('max(', `  ${ofElasticsearch(status, ', color=~"yellow|red"')}`, ')');

/** Elasticsearch, where log lines are kept. It runs in the home cluster only. */
export const elasticsearchSection: Section = {
  key: 'elasticsearch',
  title: 'Elasticsearch',
  collapsed: false,
  bands: [
    {
      height: 4,
      perLine: 1,
      panels: [
        stateTimeline({
          key: 'elasticsearch-health',
          title: 'Elasticsearch',
          description: `Health of the cluster, and whether fewer nodes are in it than its profile declares (${logging.elasticsearchHealth}). Degraded is yellow, where copies of shards are missing, or a missing node; broken is red, where shards are missing.`,
          noValue: noElasticsearch,
          expr: logging.elasticsearchHealth,
          legend: '{{of}}',
          values: { states: healthStates },
        }),
      ],
    },
    {
      height: 8,
      perLine: 4,
      panels: [
        timeSeries({
          key: 'elasticsearch-disk',
          title: 'Free disk by node',
          description: `Free share of the disk of each node of Elasticsearch (${logging.diskFree}). The dashed line is the usual low watermark, below which a node gets no new shards.`,
          unit: units.ratio,
          noValue: noElasticsearch,
          series: [{ expr: smallest(logging.diskFree), legend: '{{name}}' }],
          lines: linesAt(0.15),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'elasticsearch-heap',
          title: 'Heap by node',
          description: `Share of the heap that is in use (${logging.heapUsed}). It goes up and down as garbage is collected; what stays above the line is too much.`,
          unit: units.ratio,
          noValue: noElasticsearch,
          series: [{ expr: largest(logging.heapUsed), legend: '{{name}}' }],
          lines: linesAt(platformLimits.heapUsed),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'elasticsearch-refusals',
          title: 'Refused by node',
          description: `Work that nodes refused within ten minutes: writes for which there was no room (${logging.writesRejected}), and anything that would have needed too much memory (${logging.breakersTripped}).`,
          unit: units.count,
          noValue: noElasticsearch,
          series: [
            { expr: largest(logging.writesRejected), legend: 'writes {{name}}' },
            { expr: largest(logging.breakersTripped), legend: '{{breaker}} {{name}}' },
          ],
        }),
        timeSeries({
          key: 'elasticsearch-upkeep',
          title: 'Lifecycles and snapshots',
          description: `1 where the lifecycle of a data stream (${elasticsearch.streamLifecycle}) or of an index (${elasticsearch.ilm}) fails, is stuck or does not run; and snapshots that failed within a day (${logging.snapshotsFailed}). All should be 0.`,
          unit: units.count,
          noValue: noElasticsearch,
          series: [
            { expr: troubled(elasticsearch.streamLifecycle), legend: 'data streams' },
            { expr: troubled(elasticsearch.ilm), legend: 'indices' },
            { expr: logging.snapshotsFailed, legend: 'failed snapshots' },
          ],
        }),
      ],
    },
  ],
};
