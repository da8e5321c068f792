import { errorRatio } from '../models/ratios';
import { theModel, type ModelAlert } from './alert';
import { burnConditions } from './burn-condition';

/** The share of failed requests against the availability objective. */
export const errorAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelErrorBudgetBurn',
    scope: 'model',
    needs: ['requests', 'errors'],
    summary: `${theModel} spends its error budget too fast`,
    description:
      'At {{ $value | humanizePercentage }} failed requests the availability objective will be missed.',
    panel: { board: 'model', panel: 'error-budget' },
    inhibitedBy: ['ModelDegraded'],
    conditions: burnConditions(errorRatio),
  },
];
