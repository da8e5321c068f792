import { hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { enoughBad } from './evidence';
import { promql } from './promql';

const { series: feedback } = signals.feedback;
const { series: refusals } = signals.refusals;

/** What a judge and users think of answers, and how often there is none. */
export const answerAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelAnswerQualityLow',
    scope: 'model',
    needs: ['answerQuality'],
    summary: `Answers of ${theModel} are worse than agreed`,
    description:
      'By the worst criterion, a judge scored answers {{ $value | humanizePercentage }}, below the floor.',
    panel: { board: 'model', panel: 'answers' },
    inhibitedBy: ['ModelEvaluationStale'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${signals.answerQuality.series} < on (${K}) max by (${K}) (${thresholds.answerFloor})
        `,
        for: minutes(30),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelFeedbackLow',
    scope: 'model',
    needs: ['feedback'],
    summary: `Users find ${theModel} wrong too often`,
    description:
      'Users called {{ $value | humanizePercentage }} of the predictions of an hour right, less than agreed.',
    panel: { board: 'model', panel: 'feedback' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${feedback} < on (${K}) max by (${K}) (${thresholds.feedbackFloor})
          and on (${K})
          ${enoughBad(feedback, promql`(1 - ${feedback})`)}
        `,
        for: hours(1),
        keepFiringFor: hours(1),
      },
    ],
  },
  {
    name: 'ModelRefusalsHigh',
    scope: 'model',
    needs: ['refusals'],
    summary: `${theModel} refuses too many answers`,
    description:
      'The model or its filter declined {{ $value | humanizePercentage }} of the answers of an hour.',
    panel: { board: 'model', panel: 'refusals' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${refusals} > on (${K}) max by (${K}) (${thresholds.refusalCeiling})
          and on (${K})
          ${enoughBad(refusals)}
        `,
        for: minutes(30),
        keepFiringFor: minutes(30),
      },
    ],
  },
];
