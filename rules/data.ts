import { hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { enoughBad } from './evidence';
import { promql, type Expression } from './promql';

/** The worst feature whose share is above the limit. Labels of features stay out, so a model has one alert. */
const worstFeature = (share: string, limit: string): Expression => promql`
  max by (${K}) (${share} and ${enoughBad(share)})
  > on (${K})
  max by (${K}) (${limit})
`;

/** Whether the model's input is there, fresh and usable. */
export const dataAlerts: readonly ModelAlert[] = [
  {
    name: 'DataStale',
    scope: 'model',
    needs: ['dataTime'],
    summary: `The input of ${theModel} is old`,
    description: 'The newest input is {{ $value | humanizeDuration }} old, more than agreed.',
    panel: { board: 'model', panel: 'data-age' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          time() - ${records.latest(signals.dataTime.series)} > on (${K}) max by (${K}) (${thresholds.dataAge})
        `,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'DataMissingValues',
    scope: 'model',
    needs: ['missing'],
    summary: `Values are missing in the input of ${theModel}`,
    description:
      'Of the worst feature, {{ $value | humanizePercentage }} of the values of an hour are missing.',
    panel: { board: 'model', panel: 'missing' },
    inhibitedBy: ['DataStale'],
    conditions: [
      {
        severity: 'warning',
        expression: worstFeature(signals.missing.series, thresholds.missingShare),
        for: minutes(30),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'DataOutliers',
    scope: 'model',
    needs: ['outliers'],
    summary: `Values in the input of ${theModel} are out of range`,
    description:
      'Of the worst feature, {{ $value | humanizePercentage }} of the values of an hour are outside the range of training.',
    panel: { board: 'model', panel: 'outliers' },
    inhibitedBy: ['DataStale'],
    conditions: [
      {
        severity: 'warning',
        expression: worstFeature(signals.outliers.series, thresholds.outlierShare),
        for: minutes(30),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'DataVolumeLow',
    scope: 'model',
    needs: ['dataRows'],
    summary: `${theModel} gets too little input`,
    description: 'Over an hour, {{ printf "%.3g" $value }} rows per second have arrived; more are expected.',
    panel: { board: 'model', panel: 'data-rows' },
    inhibitedBy: ['DataStale'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          avg_over_time(${signals.dataRows.series}[${hours(1)}])
          < on (${K})
          max by (${K}) (${thresholds.dataRows})
        `,
        for: minutes(30),
        keepFiringFor: minutes(30),
      },
    ],
  },
];
