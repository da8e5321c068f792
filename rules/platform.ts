import { minutes } from '../models/duration';
import { objects } from '../models/names';
import type { Alert } from './alert';
import { promql } from './promql';

/** The monitoring of the monitoring. */
export const platformAlerts: readonly Alert[] = [
  {
    name: 'PlatformSharedRuleFailing',
    scope: 'platform',
    needs: [],
    summary: 'A rule that all models share cannot be evaluated',
    description: 'Group {{ $labels.rule_group }} fails, so alerts of every model may be missing.',
    panel: { board: 'overview', panel: 'models-up' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        // One duplicate threshold series breaks a join for all models at once, and no linter sees it.
        expression: promql`
          sum by (rule_group) (
            increase(prometheus_rule_evaluation_failures_total{rule_group=~".*${objects.sharedRules}.*"}[${minutes(5)}])
          ) > 0
        `,
        for: minutes(5),
      },
    ],
  },
];
