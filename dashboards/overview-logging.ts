import {
  elasticsearch,
  elasticsearchExporter,
  jobOf,
  logLineCounter,
  logstash,
  logstashExporter,
} from '../models/exporters';
import { logRecords } from '../models/log-records';
import { expected } from '../models/names';
import { logging } from '../models/platform-records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { largest, lines, smallest } from './queries';
import { healthStates, reportingStates } from './states';
import { badBelow, linesAt } from './thresholds';
import { units } from './units';

const noElasticsearch = 'Not told in this cluster';
const noLogstash = 'No Logstash reports';

const ofElasticsearch = (metric: string, matcher = ''): string =>
  `${metric}{job="${jobOf(elasticsearchExporter)}"${matcher}}`;
const ofLogstash = (metric: string): string => `${metric}{job="${jobOf(logstashExporter)}"}`;

const troubled = (status: string): string =>
  lines('max(', `  ${ofElasticsearch(status, ', color=~"yellow|red"')}`, ')');

const perPipeline = (expr: string): string => `max by (pod, pipeline) (${expr})`;
const pipeline = '{{pipeline}} {{pod}}';

/** How log lines come to Elasticsearch, and how that is. Elasticsearch runs in the home cluster only. */
export const loggingSection: Section = {
  key: 'logging',
  title: 'Log pipeline',
  collapsed: false,
  bands: [
    {
      height: 6,
      perLine: 2,
      panels: [
        stateTimeline({
          key: 'elasticsearch-health',
          title: 'Elasticsearch',
          description: `Health of the cluster (${elasticsearch.status}) and whether fewer nodes are in it (${elasticsearch.nodes}) than its profile declares. Degraded is yellow, where copies of shards are missing, or a missing node; broken is red, where shards are missing.`,
          noValue: noElasticsearch,
          expr: lines(
            `label_replace(max(${ofElasticsearch(elasticsearch.status, ', color="yellow"')})`,
            `  + 2 * max(${ofElasticsearch(elasticsearch.status, ', color="red"')}), "of", "health", "", "")`,
            `or label_replace(max(${ofElasticsearch(elasticsearch.nodes)})`,
            `  < bool max(${expected.elasticsearchNodes}), "of", "nodes", "", "")`,
          ),
          legend: '{{of}}',
          values: { states: healthStates },
        }),
        stateTimeline({
          key: 'log-exporters',
          title: 'Who tells',
          description: `Whether the exporters of Elasticsearch and Logstash and the counter of lines are read (up). One that is read may still get no answer (${elasticsearch.collected}, ${logstash.up}); then the panels here are empty.`,
          noValue: 'No exporter is found',
          expr: lines(
            'max by (job, pod) (',
            `  up{job=~"${[elasticsearchExporter, logstashExporter, logLineCounter].map(jobOf).join('|')}"}`,
            ')',
          ),
          legend: '{{job}} {{pod}}',
          values: { states: reportingStates },
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
          lines: badBelow({ ok: 0.15 }),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'elasticsearch-heap',
          title: 'Heap by node',
          description: `Share of the heap that is in use (${logging.heapUsed}). It goes up and down as garbage is collected; what stays above the line is too much.`,
          unit: units.ratio,
          noValue: noElasticsearch,
          series: [{ expr: largest(logging.heapUsed), legend: '{{name}}' }],
          lines: linesAt(0.9),
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
    {
      height: 8,
      perLine: 4,
      panels: [
        timeSeries({
          key: 'logstash-events',
          title: 'Events by pipeline',
          description: `Events that each pipeline takes in (${logging.eventsIn}) and writes (${logging.eventsOut}) per second. intake may write fewer: lines that are dropped end there.`,
          unit: units.eventRate,
          noValue: noLogstash,
          series: [
            { expr: `sum by (pipeline) (${logging.eventsIn})`, legend: '{{pipeline}} in' },
            { expr: `sum by (pipeline) (${logging.eventsOut})`, legend: '{{pipeline}} out' },
          ],
        }),
        timeSeries({
          key: 'logstash-lines',
          title: 'Lines by model',
          description: `Log lines of each model that were written to Elasticsearch per second (${signals.logLines.series}); lines of a server that several models share are no model's. The models with most of them are drawn.`,
          unit: units.lineRate,
          noValue: 'No line comes',
          series: [{ expr: largest(signals.logLines.series), legend: '{{model_name}}' }],
        }),
        timeSeries({
          key: 'logstash-queue',
          title: 'Queues',
          description: `Share of the queue on disk that is in use (${logging.queueUsed}). A full queue stops all pipelines; then lines wait on the nodes until their files are rotated away.`,
          unit: units.ratio,
          noValue: noLogstash,
          series: [{ expr: largest(logging.queueUsed), legend: pipeline }],
          lines: linesAt(0.8),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'logstash-refused',
          title: 'Refused documents',
          description: `Share of bulk requests of which Elasticsearch refused a document (${logging.refused}). Most are tried again; what it refused for good lies in the dead letters.`,
          unit: units.ratio,
          noValue: 'Nothing is sent',
          series: [{ expr: largest(logging.refused), legend: pipeline }],
          lines: linesAt(0.1),
        }),
      ],
    },
    {
      height: 8,
      perLine: 3,
      panels: [
        timeSeries({
          key: 'server-lines',
          title: 'Lines by shared server',
          description: `Log lines per second of each server that several models share (${logRecords.serverLines}), which are no model's.`,
          unit: units.lineRate,
          noValue: 'No server is shared',
          series: [{ expr: largest(logRecords.serverLines), legend: '{{service}}' }],
        }),
        timeSeries({
          key: 'lines-unread',
          title: 'Lines not read as promised',
          description: `Lines per second that were written, but not read as the format of their model promises (${logging.linesUnread}): no pattern fits (unparsed), the end is missing (cut), or what looks like JSON is none (withheld). Many of one model mean that its logs.format is another.`,
          unit: units.lineRate,
          noValue: 'Every line is read',
          series: [{ expr: largest(logging.linesUnread), legend: '{{service}} {{outcome}}' }],
        }),
        timeSeries({
          key: 'lines-dropped',
          title: 'Lines not written',
          description: `Lines per second that were not written (${logging.linesDropped}): they are of no model (unmapped), have no text (empty), or a filter failed in the middle of one (broken).`,
          unit: units.lineRate,
          noValue: 'Every line is written',
          series: [{ expr: largest(logging.linesDropped), legend: '{{service}} {{reason}}' }],
        }),
      ],
    },
    {
      height: 8,
      perLine: 4,
      panels: [
        timeSeries({
          key: 'logstash-dead-letters',
          title: 'Dead letters',
          description: `Documents that Elasticsearch refused for good within a quarter of an hour, by the pipeline that sent them (${logging.deadLetters}). They are in the stream logs-ml.deadletter, with the reason.`,
          unit: units.count,
          noValue: noLogstash,
          series: [{ expr: largest(logging.deadLetters), legend: pipeline }],
        }),
        timeSeries({
          key: 'logstash-lost',
          title: 'Lost documents',
          description: `Documents that fell out of the dead letters within a quarter of an hour, because these were full (${logging.deadLettersLost}). They exist nowhere any more.`,
          unit: units.count,
          noValue: noLogstash,
          series: [{ expr: largest(logging.deadLettersLost), legend: pipeline }],
        }),
        timeSeries({
          key: 'logstash-reloads',
          title: 'Failed reloads',
          description: `Attempts within ten minutes to take over a pipeline whose text does not load (${logging.reloadsFailed}). The one before it goes on.`,
          unit: units.count,
          noValue: noLogstash,
          series: [{ expr: largest(logging.reloadsFailed), legend: pipeline }],
        }),
        timeSeries({
          key: 'logstash-pressure',
          title: 'Busy workers',
          description: `Share of their time that workers of a pipeline are busy (${logstash.busy}). From 95% on there is nothing left for more lines.`,
          unit: units.ratio,
          noValue: noLogstash,
          series: [{ expr: `${perPipeline(ofLogstash(logstash.busy))} / 100`, legend: pipeline }],
          lines: linesAt(0.95),
          atLeast: { max: 1 },
        }),
      ],
    },
  ],
};
