import { objectiveWindows } from '../models/burn';
import { minutes, printDuration, times } from '../models/duration';
import { K } from '../models/names';
import { ratios, type Ratio } from '../models/ratios';
import { records } from '../models/records';
import { timingNames, timingOf } from '../models/timings';
import { theModel, type ModelAlert } from './alert';
import { minimumBadEvents } from './evidence';
import { joined, promql, type Expression } from './promql';

/** Part of its window for which an objective must have been there: before, a few days would pass for a month. */
const known = 0.8;

const exhausted = ({ objective, ofWindow, bad, budget }: Ratio): Expression => promql`
  label_replace(
    (
      ${joined(
        objectiveWindows.map((window) => {
          const ofThis = `${budget}{window="${printDuration(window)}"}`;
          return promql`
            ${ofWindow} > on (${K}) max by (${K}) (
              ${ofThis} and ${ofThis} offset ${times(window, known)}
            )
          `;
        }),
        'or',
      )}
    )
    and on (${K})
    ${records.badOfWindow(bad)} >= ${minimumBadEvents},
    "objective", "${objective}", "", ""
  )
`;

/** What is left of the budgets of objectives, whatever spent them. */
export const budgetAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelErrorBudgetExhausted',
    scope: 'model',
    needs: [],
    oneOf: ['requests', 'errors', ...timingNames.map((timing) => timingOf(timing).signal)],
    summary: `${theModel} has missed its objective {{ $labels.objective }}`,
    description:
      'Over its window {{ $value | humanizePercentage }} were failures or too slow, more than the whole budget.',
    panel: { board: 'model', panel: 'budget-left' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // One for each objective: their labels say which.
        expression: joined(ratios.map(exhausted), 'or'),
        for: minutes(15),
      },
    ],
  },
];
