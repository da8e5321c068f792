import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

/** Two troubles at once that say more together than each by itself, and need another answer. */
export const compositeAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelDegraded',
    scope: 'model',
    needs: ['accuracy'],
    oneOf: ['requests', 'errors', 'latency', 'timeToFirstToken', 'interTokenLatency'],
    summary: `${theModel} answers badly and is wrong more often`,
    description:
      'Accuracy is {{ $value | humanizePercentage }} below what was agreed while failures or slow answers spend a budget too fast.',
    panel: { board: 'model', panel: 'degraded' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`
          ${records.accuracyShortfall}
          and on (${K})
          ${records.budgetBurn}
        `,
        for: minutes(5),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'ModelDriftImpact',
    scope: 'model',
    needs: ['accuracy', 'drift'],
    summary: `${theModel} is less accurate since its input changed`,
    description:
      'Many features have drifted, and accuracy is {{ $value | humanizePercentage }} below what was agreed: the model needs new training data.',
    panel: { board: 'model', panel: 'drift-impact' },
    inhibitedBy: ['ModelEvaluationStale', 'ModelDriftCheckStale', 'DataStale'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${records.accuracyShortfall}
          and on (${K})
          avg by (${K}) (${signals.drift.series}) > on (${K}) max by (${K}) (${thresholds.driftShare})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
];
