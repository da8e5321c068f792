import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

const { series: accuracy } = signals.accuracy;

/** Whether predictions are still right, of the whole and of each segment, and whether anybody has looked lately. */
export const accuracyAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelAccuracyBelowFloor',
    scope: 'model',
    needs: ['accuracy'],
    summary: `${theModel} is less accurate than agreed`,
    description:
      'The latest evaluation gives an accuracy of {{ $value | humanizePercentage }}, below the floor.',
    panel: { board: 'model', panel: 'accuracy' },
    inhibitedBy: ['ModelEvaluationStale', 'ModelDegraded', 'ModelDriftImpact'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`${accuracy} < on (${K}) max by (${K}) (${thresholds.accuracyFloor})`,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelAccuracyDrop',
    scope: 'model',
    needs: ['accuracy'],
    summary: `${theModel} has become less accurate`,
    description:
      'Another {{ $value | humanizePercentage }} of predictions are wrong, compared with the mean of two weeks.',
    panel: { board: 'model', panel: 'accuracy' },
    inhibitedBy: [
      'ModelEvaluationStale',
      'ModelAccuracyBelowFloor',
      'DataStale',
      'ModelDegraded',
      'ModelDriftImpact',
    ],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${records.accuracyOfWeeks} - on (${K}) ${accuracy}
          and on (${K})
          ${accuracy} < on (${K}) ${records.lowerOf(accuracy)}
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelSegmentAccuracyBelowFloor',
    scope: 'model',
    needs: ['segmentAccuracy'],
    summary: `${theModel} is too often wrong about a segment`,
    description: 'The accuracy of the worst segment is {{ $value | humanizePercentage }}, below the floor.',
    panel: { board: 'model', panel: 'segments' },
    inhibitedBy: ['ModelEvaluationStale', 'ModelAccuracyBelowFloor'],
    conditions: [
      {
        severity: 'warning',
        // One alert per model: the panel names the segments, and a model may have many.
        expression: promql`
          min by (${K}) (${signals.segmentAccuracy.series})
          < on (${K})
          max by (${K}) (${thresholds.segmentFloor})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelEvaluationStale',
    scope: 'model',
    needs: ['evaluationTime'],
    summary: `${theModel} has not been evaluated in time`,
    description:
      'The latest evaluation was {{ $value | humanizeDuration }} ago, more than twice as long as agreed.',
    panel: { board: 'model', panel: 'evaluation-age' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          time() - ${records.latest(signals.evaluationTime.series)}
          > on (${K})
          max by (${K}) (${thresholds.evaluationAge})
        `,
        for: minutes(10),
      },
    ],
  },
];
