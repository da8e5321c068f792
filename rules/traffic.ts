import { days, hours, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { numberOfSeconds, promql } from './promql';

const { series: requests } = signals.requests;
const hourly = records.hourly(requests);
/** The same hour of the same day a week before, so that neither nights nor Sundays look like a loss. */
const weekBefore = promql`${hourly} offset ${days(7)}`;
/** Requests of that hour below which a few callers are all of the traffic. */
const minimumRequests = 100;

/** Whether a model is asked as much as it used to be at this time of the week. */
export const trafficAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelTrafficCollapse',
    scope: 'model',
    needs: ['requests'],
    summary: `${theModel} has lost most of its traffic`,
    description:
      'Over an hour it answered {{ $value | humanize }} requests per second, less than 30% of the same hour a week ago.',
    panel: { board: 'model', panel: 'traffic' },
    // Whom nobody can reach, nobody asks; pods that cannot be read are not counted.
    inhibitedBy: ['ModelTrafficStopped', 'ModelProbeFailing', 'ModelTargetsDown'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${hourly} < on (${K}) max by (${K}) (${thresholds.trafficShare}) * on (${K}) ${weekBefore}
          and on (${K})
          ${numberOfSeconds(hours(1))} * ${weekBefore} >= ${minimumRequests}
        `,
        for: minutes(15),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'ModelTrafficAnomaly',
    scope: 'model',
    needs: ['requests'],
    summary: `Traffic of ${theModel} is unusual for this time of the week`,
    description:
      'It answers {{ $value | humanize }} requests per second, outside the band of the same hour of the day and of the week before.',
    panel: { board: 'model', panel: 'traffic' },
    inhibitedBy: ['ModelTrafficCollapse', 'ModelTrafficStopped', 'ModelProbeFailing', 'ModelTargetsDown'],
    conditions: [
      {
        severity: 'info',
        expression: promql`
          ${requests} < on (${K}) ${records.lowerOf(requests)}
          or
          ${requests} > on (${K}) ${records.upperOf(requests)}
        `,
        for: minutes(15),
        keepFiringFor: minutes(15),
      },
    ],
  },
];
