import { days, hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type Alert } from './alert';
import { numberOfSeconds, promql } from './promql';

const memory = promql`[${days(35)}:${hours(1)}]`;
const success = signals.batchSuccess.series;

/** The last success that is known: a gateway forgets what it was told when it restarts. */
const lastSuccess = promql`(${success} or max_over_time(${success}${memory}))`;

/** For how many seconds the model has been expected to run: a new one may first reach its schedule. */
const known = promql`${numberOfSeconds(hours(1))} * max by (${K}) (count_over_time(${thresholds.batchSilence}${memory}))`;

/** Whether batch models run. The threshold is the longest gap of the schedule plus the deadline of a run. */
export const batchAlerts: readonly Alert[] = [
  {
    name: 'ModelBatchOverdue',
    scope: 'model',
    needs: ['batchSuccess'],
    summary: `${theModel} has not succeeded in time`,
    description: 'No run has succeeded within the schedule and its deadline.',
    panel: { board: 'model', panel: 'batch-success' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          time() - ${lastSuccess} > on (${K}) max by (${K}) (${thresholds.batchSilence})
          or
          (${known} >= max by (${K}) (${thresholds.batchSilence})) unless on (${K}) ${lastSuccess}
        `,
        for: minutes(15),
      },
    ],
  },
];
