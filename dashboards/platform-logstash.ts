import {
  elasticsearch,
  elasticsearchExporter,
  jobOf,
  logLineCounter,
  logstash,
  logstashExporter,
} from '../models/exporters';
import { platformLimits } from '../models/platform-limits';
import { logRecords } from '../models/log-records';
import { logging } from '../models/platform-records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { largest, lines } from './queries';
import { reportingStates } from './states';
import { linesAt } from './thresholds';
import { units } from './units';

const noLogstash = 'No Logstash reports';

const ofLogstash = (metric: string): string => `${metric}{job="${jobOf(logstashExporter)}"}`;

const perPipeline = (expr: string): string => `max by (pod, pipeline) (${expr})`;
const pipeline = '{{pipeline}} {{pod}}';

/** How log lines come to Elasticsearch. */
export const logstashSection: Section = {
  key: 'logging',
  title: 'Log pipeline',
  collapsed: false,
  bands: [
    {
      height: 5,
      perLine: 1,
      panels: [
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
          lines: linesAt(platformLimits.queueUsed),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'logstash-refused',
          title: 'Refused documents',
          description: `Share of bulk requests of which Elasticsearch refused a document (${logging.refused}). Most are tried again; what it refused for good lies in the dead letters.`,
          unit: units.ratio,
          noValue: 'Nothing is sent',
          series: [{ expr: largest(logging.refused), legend: pipeline }],
          lines: linesAt(platformLimits.refused),
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
          lines: linesAt(platformLimits.workersBusy),
          atLeast: { max: 1 },
        }),
      ],
    },
  ],
};
