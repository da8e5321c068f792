import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type Alert } from './alert';
import { promql } from './promql';

/** Whether batch models run. The threshold is the longest gap of the schedule plus the deadline of a run. */
export const batchAlerts: readonly Alert[] = [
  {
    name: 'ModelBatchOverdue',
    scope: 'model',
    needs: ['batchSuccess'],
    summary: `${theModel} has not succeeded in time`,
    description: 'No run has succeeded within the schedule and its deadline, or none ever has.',
    panel: { board: 'model', panel: 'batch-success' },
    inhibitedBy: ['ModelTargetsDown'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          time() - ${signals.batchSuccess.series} > on (${K}) max by (${K}) (${thresholds.batchSilence})
          or
          max by (${K}) (${thresholds.batchSilence}) unless on (${K}) ${signals.batchSuccess.series}
        `,
        // Longer than that of ModelTargetsDown, which explains why nothing is heard of any run.
        for: minutes(15),
      },
    ],
  },
];
