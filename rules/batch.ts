import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

const success = records.latest(signals.batchSuccess.series);
const rows = records.latest(signals.batchRows.series);
const start = records.latest(signals.batchStart.series);
const push = records.latest(signals.batchPush.series);
const failed = records.latest(signals.batchFailedRows.series);

/** Whether batch models run, and whether their runs are whole. Runs are judged by the last one that succeeded. */
export const batchAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelBatchOverdue',
    scope: 'model',
    needs: ['batchSuccess'],
    summary: `${theModel} has not succeeded in time`,
    description: 'No run has succeeded within the schedule and its deadline.',
    panel: { board: 'model', panel: 'batch-success' },
    inhibitedBy: ['ModelBatchNotStarted'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`time() - ${success} > on (${K}) max by (${K}) (${thresholds.batchSilence})`,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'ModelBatchRowsOutOfRange',
    scope: 'model',
    needs: ['batchSuccess'],
    oneOf: ['batchRows', 'batchFailedRows'],
    summary: `The last run of ${theModel} has scored an unusual number of rows`,
    description: 'It scored {{ printf "%.0f" $value }} rows, outside the range of the entry.',
    panel: { board: 'model', panel: 'batch-rows' },
    inhibitedBy: ['ModelBatchOverdue'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${rows} < on (${K}) max by (${K}) (${thresholds.batchRowsMin})
          or
          ${rows} > on (${K}) max by (${K}) (${thresholds.batchRowsMax})
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'ModelBatchIncomplete',
    scope: 'model',
    needs: ['batchSuccess', 'batchRows', 'batchFailedRows'],
    summary: `The last run of ${theModel} has left too many rows out`,
    description: 'It scored {{ $value | humanizePercentage }} of its rows, less than promised.',
    panel: { board: 'model', panel: 'batch-completion' },
    inhibitedBy: ['ModelBatchOverdue'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${rows} / (${rows} + ${failed}) < on (${K}) max by (${K}) (${thresholds.completion})
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'ModelBatchRunTooLong',
    scope: 'model',
    needs: [],
    oneOf: ['batchDuration', 'batchRunning'],
    summary: `A run of ${theModel} takes too long`,
    description:
      'The current or the last run takes {{ $value | humanizeDuration }}, longer than its deadline.',
    panel: { board: 'model', panel: 'batch-duration' },
    inhibitedBy: ['ModelBatchOverdue'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${signals.batchRunning.series} > on (${K}) max by (${K}) (${thresholds.batchDeadline})
          or
          ${signals.batchDuration.series} > on (${K}) max by (${K}) (${thresholds.batchDeadline})
        `,
        for: minutes(5),
      },
    ],
  },
  {
    name: 'ModelBatchNotStarted',
    scope: 'model',
    needs: ['batchStart', 'batchSuspended'],
    summary: `No run of ${theModel} has been started`,
    description: 'Its CronJob is suspended, or has started no run when the schedule says so.',
    panel: { board: 'model', panel: 'batch-start' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          time() - ${start} > on (${K}) max by (${K}) (${thresholds.batchStart})
          or
          ${signals.batchSuspended.series} == 1
        `,
        for: minutes(5),
      },
    ],
  },
  {
    name: 'ModelBatchPushStale',
    scope: 'model',
    needs: ['batchPush', 'batchPushFailure'],
    summary: `Results of ${theModel} do not reach the gateway`,
    description: 'The last push was refused, or none has come within the schedule and its deadline.',
    panel: { board: 'model', panel: 'batch-push' },
    inhibitedBy: ['ModelBatchOverdue'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          time() - ${push} > on (${K}) max by (${K}) (${thresholds.batchSilence})
          or
          ${signals.batchPushFailure.series} > on (${K}) ${signals.batchPush.series}
        `,
        for: minutes(10),
      },
    ],
  },
];
