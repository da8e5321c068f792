import { hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { scrapeInterval } from '../models/scrape-interval';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { minimumPredictions } from './evidence';
import { numberOfSeconds, promql } from './promql';

const hour = hours(1);
const { classShare, classShareOfWeek, lowConfidence } = records;

/** Predictions of an hour whose confidence is known. */
const predictions = promql`sum by (${K}) (${numberOfSeconds(scrapeInterval)} * sum_over_time(${signals.confidence.series}{le="+Inf"}[${hour}]))`;
/** Unsure predictions of an hour below which a change of their share is chance. */
const minimumUnsure = 30;

/** What predictions themselves tell before anybody knows whether they are right: how sure they are, and their mix. */
export const predictionAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelConfidenceLow',
    scope: 'model',
    needs: ['confidence'],
    summary: `${theModel} is unsure of too many predictions`,
    description: 'The model is unsure of {{ $value | humanizePercentage }} of the predictions of an hour.',
    panel: { board: 'model', panel: 'confidence' },
    inhibitedBy: ['DataStale'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${lowConfidence} > on (${K}) max by (${K}) (${thresholds.lowConfidenceShare})
          and on (${K})
          ${predictions} >= ${minimumPredictions}
        `,
        for: minutes(30),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'ModelConfidenceShift',
    scope: 'model',
    needs: ['confidence'],
    summary: `${theModel} is not as sure of its predictions as it was`,
    description:
      'The model is unsure of {{ $value | humanizePercentage }} of the predictions of an hour: outside the band of its last week.',
    panel: { board: 'model', panel: 'confidence' },
    inhibitedBy: ['DataStale', 'ModelConfidenceLow'],
    conditions: [
      {
        severity: 'warning',
        // As many unsure ones must be there, or be missing, as cannot be chance.
        expression: promql`
          (
            ${lowConfidence} > on (${K}) ${records.upperOf(lowConfidence)}
            and on (${K})
            ${lowConfidence} * on (${K}) ${predictions} >= ${minimumUnsure}
          )
          or
          (
            ${lowConfidence} < on (${K}) ${records.lowerOf(lowConfidence)}
            and on (${K})
            ${records.lowConfidenceOfWeek} * on (${K}) ${predictions} >= ${minimumUnsure}
          )
        `,
        for: hour,
        keepFiringFor: hour,
      },
    ],
  },
  {
    name: 'ModelPredictionSkew',
    scope: 'model',
    needs: ['classes'],
    summary: `${theModel} predicts another mix of classes`,
    description:
      'Against the week before, the share of a class among all predictions of an hour has moved by {{ $value | humanizePercentage }}.',
    panel: { board: 'model', panel: 'classes' },
    inhibitedBy: ['DataStale', 'ModelDriftWidespread'],
    conditions: [
      {
        severity: 'warning',
        // A class that is new, or that is gone, has a share of 0 on the other side.
        expression: promql`
          max by (${K}) (
            abs(
              (${classShare} or 0 * ${classShareOfWeek})
              - (${classShareOfWeek} or 0 * ${classShare})
            )
          )
          > on (${K})
          max by (${K}) (${thresholds.classShift})
          and on (${K})
          ${classShareOfWeek}
          and on (${K})
          ${numberOfSeconds(hour)} * sum by (${K}) (${records.hourly(signals.classes.series)})
            >= ${minimumPredictions}
        `,
        for: hour,
        keepFiringFor: hour,
      },
    ],
  },
];
