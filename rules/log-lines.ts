import { hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { eventsWithin } from './evidence';
import { silence } from './log-line-records';
import { promql } from './promql';

const { series: lines } = signals.logLines;
const { series: requests } = signals.requests;

const hour = hours(1);
const step = minutes(5);
/** Looks of an hour of which one may have been missed. */
const looks = hour.milliseconds / step.milliseconds - 1;

/** What keeps every line from arriving, or from being counted: silence of one log is then no news. */
export const logsHeldUp = [
  'LogsElasticsearchClusterRed',
  'LogsExporterDown',
  'LogsLogstashPipelineDown',
  'LogsLogstashNotForwarding',
  'LogsLogstashQueueFilling',
] as const;

/** Whether the log of a model arrives. That of all models at once is a matter of the pipeline's own alerts. */
export const logLineAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelLogsSilent',
    scope: 'model',
    needs: ['requests', 'logLines'],
    summary: `No log lines of ${theModel} arrive`,
    description:
      'It answers requests, but for a quarter of an hour or more none of its log lines has reached Elasticsearch.',
    panel: { board: 'model', panel: 'log-lines' },
    inhibitedBy: logsHeldUp,
    conditions: [
      {
        severity: 'warning',
        // A model that writes a line now and then may be silent for long; one that never wrote any may be meant to.
        expression: promql`
          (
            ${eventsWithin(requests, silence)} * on (${K}) ${records.latest(records.usualLinesPerRequest)}
            >= on (${K})
            max by (${K}) (${thresholds.logLines})
            and on (${K})
            max_over_time(${lines}[${silence}]) == 0
          )
          or
          (
            ${eventsWithin(requests, hour)} >= on (${K}) max by (${K}) (${thresholds.logRequests})
            and on (${K})
            count_over_time(${lines}[${hour}:${step}]) >= ${looks}
            unless on (${K})
            ${records.latest(lines)}
          )
        `,
        // As long as a Logstash takes to start and to work off what waited for it.
        for: minutes(10),
      },
    ],
  },
];
