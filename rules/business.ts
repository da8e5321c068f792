import { hours } from '../models/duration';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

const { series: business } = signals.business;
/** A model has several metrics, and each is an alert of its own: their labels say which. */
const key = `${K}, metric`;

/** Whether the model does what it is there for, in the numbers that its entry names. */
export const businessAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelBusinessOutOfRange',
    scope: 'model',
    needs: ['business'],
    summary: `{{ $labels.metric }} of ${theModel} is out of range`,
    description:
      'Over an hour it was {{ printf "%.4g" $value }}, outside the floor and the ceiling of the entry.',
    panel: { board: 'model', panel: 'business' },
    inhibitedBy: ['ModelTrafficStopped'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${business} < on (${key}) max by (${key}) (${thresholds.businessFloor})
          or
          ${business} > on (${key}) max by (${key}) (${thresholds.businessCeiling})
        `,
        for: hours(1),
        keepFiringFor: hours(1),
      },
    ],
  },
  {
    name: 'ModelBusinessSilent',
    scope: 'model',
    needs: ['requests', 'business'],
    summary: `{{ $labels.metric }} of ${theModel} is not told`,
    description:
      'The model answers requests, but the business metric has no value: nothing watches its floor or ceiling.',
    panel: { board: 'model', panel: 'business' },
    inhibitedBy: ['ModelTrafficStopped', 'ModelTargetsDown'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          (
            max by (${key}) (${thresholds.businessFloor} or ${thresholds.businessCeiling})
            unless on (${key})
            ${business}
          )
          and on (${K})
          ${signals.requests.series} > 0
        `,
        for: hours(1),
      },
    ],
  },
];
