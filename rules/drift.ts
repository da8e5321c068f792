import { days, hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

/** Whether inputs still look like those of training: one drifted feature may be chance, a share of them is not. */
export const driftAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelDriftWidespread',
    scope: 'model',
    needs: ['drift'],
    summary: `Many features of ${theModel} have drifted`,
    description: '{{ $value | humanizePercentage }} of the features no longer look like their reference.',
    panel: { board: 'model', panel: 'drift' },
    inhibitedBy: ['ModelDriftCheckStale', 'DataStale', 'ModelDriftImpact'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          avg by (${K}) (${signals.drift.series}) > on (${K}) max by (${K}) (${thresholds.driftShare})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelDriftScoreHigh',
    scope: 'model',
    needs: ['driftScore'],
    summary: `Many features of ${theModel} are far from their reference`,
    description: 'The drift score of {{ $value | humanizePercentage }} of the features is above the limit.',
    panel: { board: 'model', panel: 'drift-score' },
    // Flags and scores are two views of the same features.
    inhibitedBy: ['ModelDriftCheckStale', 'DataStale', 'ModelDriftWidespread'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          avg by (${K}) (
            ${signals.driftScore.series} > bool on (${K}) group_left () max by (${K}) (${thresholds.driftScore})
          )
          > on (${K})
          max by (${K}) (${thresholds.driftShare})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelFeatureDrift',
    scope: 'model',
    needs: ['drift'],
    summary: `The feature {{ $labels.feature }} of ${theModel} has drifted`,
    description:
      'For a day, checks have found that {{ $labels.feature }} no longer looks like its reference.',
    panel: { board: 'model', panel: 'drift' },
    inhibitedBy: ['ModelDriftCheckStale', 'DataStale', 'ModelDriftWidespread'],
    conditions: [
      {
        // One feature of twenty is flagged by chance in most checks: it marks the board, and nobody is told.
        severity: 'info',
        expression: promql`${signals.drift.series} == 1`,
        for: days(1),
        keepFiringFor: hours(1),
      },
    ],
  },
  {
    name: 'ModelDriftCheckStale',
    scope: 'model',
    needs: ['driftTime'],
    summary: `${theModel} has not been checked for drift in time`,
    description:
      'The latest drift check was {{ $value | humanizeDuration }} ago, more than twice as long as agreed.',
    panel: { board: 'model', panel: 'drift-age' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          time() - ${records.latest(signals.driftTime.series)}
          > on (${K})
          max by (${K}) (${thresholds.driftCheckAge})
        `,
        for: minutes(10),
      },
    ],
  },
];
