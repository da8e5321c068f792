import { hours, minutes, seconds } from '../models/duration';
import {
  elasticsearch,
  elasticsearchExporter,
  kubeStateSets,
  logLineCounter,
  logstash,
  logstashExporter,
} from '../models/exporters';
import { logPipelines, namespaces, objects } from '../models/names';
import { platformLimits } from '../models/platform-limits';
import { logging } from '../models/platform-records';
import type { Alert } from './alert';
import { joined, numberOfSeconds, promql, type Expression } from './promql';
import { toldBy } from './told-by';

const told = (metric: string, ...matchers: readonly string[]): string =>
  toldBy(logstashExporter, metric, ...matchers);

const red = 'LogsElasticsearchClusterRed';
const key = 'pod, pipeline';

/** The first pipeline drops lines of pods that are no model's, so it may read and rightly hand over nothing. */
const writes = `pipeline!="${logPipelines.intake}"`;

/** A Logstash that answers and does not know a pipeline of ours, which then never started. */
const missingPipeline = (pipeline: string): Expression => promql`
  label_replace(
    max by (pod) (${told(logstash.up)}) == 1
    unless on (pod)
    ${told(logstash.eventsIn, `pipeline="${pipeline}"`)},
    "pipeline", "${pipeline}", "", ""
  )
`;

const setsOf = (name: string): string =>
  `${kubeStateSets.replicas}{namespace="${namespaces.logging}", statefulset${name.endsWith('.+') ? '=~' : '='}"${name}"}`;

/** Whether log lines reach Elasticsearch. Every cluster has a Logstash. */
export const logstashAlerts: readonly Alert[] = [
  {
    name: 'LogsExporterDown',
    scope: 'logging',
    needs: [],
    summary: 'Nobody tells of {{ $labels.exporter }}',
    description:
      'What tells of it is gone or gets no answer in this cluster, so the alerts about it are blind.',
    panel: { board: 'platform', panel: 'log-exporters' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Where Kubernetes knows no such pods, as of Elasticsearch in all clusters but one, nothing is missed.
        expression: joined(
          [
            promql`
              label_replace(
                sum(${setsOf(`${objects.elasticsearch}-es-.+`)}) > 0
                unless on ()
                ${toldBy(elasticsearchExporter, elasticsearch.nodes)},
                "exporter", "elasticsearch", "", ""
              )
            `,
            promql`
              label_replace(
                max by (collector) (${toldBy(elasticsearchExporter, elasticsearch.collected)}) == 0,
                "exporter", "elasticsearch", "", ""
              )
            `,
            promql`
              label_replace(
                sum(${setsOf(`${objects.logstash}-ls`)})
                > (count(${told(logstash.up)} == 1) or vector(0)),
                "exporter", "logstash", "", ""
              )
            `,
            promql`
              label_replace(
                sum(${setsOf(`${objects.logstash}-ls`)})
                > (count(${toldBy(logLineCounter, 'up')} == 1) or vector(0)),
                "exporter", "log lines", "", ""
              )
            `,
          ],
          'or',
        ),
        for: minutes(10),
      },
    ],
  },
  {
    name: 'LogsLogstashPipelineDown',
    scope: 'logging',
    needs: [],
    summary: 'A pipeline of {{ $labels.pod }} has stopped',
    description:
      'Lines that it should read or write wait on the nodes and are lost when their files are rotated away.',
    panel: { board: 'platform', panel: 'logstash-events' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: joined(
          [
            promql`max by (pod) (${told(logstash.status, 'status="red"')}) == 1`,
            ...Object.values(logPipelines).map(missingPipeline),
          ],
          'or',
        ),
        for: minutes(5),
      },
    ],
  },
  {
    name: 'LogsLogstashNotForwarding',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.pipeline }} of {{ $labels.pod }} writes nothing',
    description:
      'It has events and has written none for a quarter of an hour: they wait on disk until the queue is full.',
    panel: { board: 'platform', panel: 'logstash-events' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'critical',
        // A full queue takes nothing in, so what waits in it counts as well.
        expression: promql`
          ${logging.eventsOut}{${writes}} == 0
          and on (${key})
          (${logging.eventsIn} > 0 or max by (${key}) (${told(logstash.queued)}) > 0)
        `,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'LogsLogstashQueueFilling',
    scope: 'logging',
    needs: [],
    summary: 'The queue of {{ $labels.pipeline }} of {{ $labels.pod }} is filling',
    description:
      'It is at {{ $value | humanizePercentage }}. A full queue stops all pipelines, and lines are lost on the nodes.',
    panel: { board: 'platform', panel: 'logstash-queue' },
    inhibitedBy: [red, 'LogsLogstashNotForwarding'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${logging.queueUsed} > ${platformLimits.queueUsed}
          or
          (
            ${logging.queueUsed} > 0.2
            and on (${key})
            predict_linear(${logging.queueUsed}[${hours(1)}], ${numberOfSeconds(hours(4))}) > 1
          )
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'LogsLogstashDeadLetters',
    scope: 'logging',
    needs: [],
    summary: 'Elasticsearch refuses documents of {{ $labels.pipeline }} for good',
    description:
      'Within a quarter of an hour, {{ $value | humanize }} documents of {{ $labels.pod }} went to the dead letters.',
    panel: { board: 'platform', panel: 'logstash-dead-letters' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${logging.deadLetters} > 0`,
        for: minutes(5),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'LogsLogstashDropping',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.pipeline }} of {{ $labels.pod }} loses documents',
    description:
      'The dead letters are full: {{ $value | humanize }} documents that Elasticsearch refused are gone.',
    panel: { board: 'platform', panel: 'logstash-lost' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`${logging.deadLettersLost} > 0`,
        for: seconds(0),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'LogsLogstashDocsRejected',
    scope: 'logging',
    needs: [],
    summary: 'Elasticsearch refuses documents of {{ $labels.pipeline }} again and again',
    description:
      'Of the bulk requests of {{ $labels.pod }}, {{ $value | humanizePercentage }} had a document that was refused.',
    panel: { board: 'platform', panel: 'logstash-refused' },
    inhibitedBy: [red, 'LogsElasticsearchWriteRejections'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${logging.refused} > ${platformLimits.refused}`,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'LogsLogstashReloadFailed',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.pod }} cannot take over a new {{ $labels.pipeline }}',
    description:
      'The pipeline that was deployed does not load, so the one before it goes on: what was changed has no effect.',
    panel: { board: 'platform', panel: 'logstash-reloads' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Logstash tries again every few seconds, until the text is right.
        expression: promql`${logging.reloadsFailed} > 0`,
        for: minutes(5),
        keepFiringFor: minutes(5),
      },
    ],
  },
  {
    name: 'LogsLogstashBackpressure',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.pipeline }} of {{ $labels.pod }} is at its limit',
    description:
      'Its inputs wait for it half of the time, or its workers are never idle: more lines would be delayed.',
    panel: { board: 'platform', panel: 'logstash-pressure' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'info',
        expression: promql`
          max by (${key}) (${told(logstash.backpressure)}) > 0.5
          or
          max by (${key}) (${told(logstash.busy)}) > ${100 * platformLimits.workersBusy}
        `,
        for: minutes(30),
      },
    ],
  },
];
