import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type Alert } from './alert';
import { promql } from './promql';

/** Whether predictions are still good: accuracy against its floor, features against their reference. */
export const qualityAlerts: readonly Alert[] = [
  {
    name: 'ModelAccuracyBelowFloor',
    scope: 'model',
    needs: ['accuracy'],
    summary: `${theModel} is less accurate than agreed`,
    description:
      'The latest evaluation gives an accuracy of {{ $value | humanizePercentage }}, below the floor.',
    panel: { board: 'model', panel: 'accuracy' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`${signals.accuracy.series} < on (${K}) max by (${K}) (${thresholds.accuracyFloor})`,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelDriftWidespread',
    scope: 'model',
    needs: ['drift'],
    summary: `Many features of ${theModel} have drifted`,
    description: '{{ $value | humanizePercentage }} of the features no longer look like their reference.',
    panel: { board: 'model', panel: 'drift' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // One flagged feature in twenty is chance; a share of them is not.
        expression: promql`
          avg by (${K}) (${signals.drift.series}) > on (${K}) max by (${K}) (${thresholds.driftShare})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
];
