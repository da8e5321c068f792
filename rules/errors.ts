import { signals } from '../models/signals';
import { thresholds } from '../models/names';
import { records } from '../models/records';
import { theModel, type Alert } from './alert';
import { burnConditions } from './burn-condition';

/** The share of failed requests against the availability objective. */
export const errorAlerts: readonly Alert[] = [
  {
    name: 'ModelErrorBudgetBurn',
    scope: 'model',
    needs: ['requests', 'errors'],
    summary: `${theModel} spends its error budget too fast`,
    description:
      'At {{ $value | humanizePercentage }} failed requests the availability objective of 30 days will be missed.',
    panel: { board: 'model', panel: 'error-budget' },
    inhibitedBy: [],
    conditions: burnConditions({
      ratio: records.errorRatio,
      badRate: signals.errors.series,
      budget: thresholds.errorBudget,
    }),
  },
];
