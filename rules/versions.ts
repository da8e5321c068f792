import { hours, minutes } from '../models/duration';
import { K, KV } from '../models/names';
import { records } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';
import { comparison } from './version-records';

const { ofVersion } = records;
const requests = ofVersion(signals.requests.series);

/** What releases do: versions of one model, side by side. */
export const versionAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelVersionRegression',
    scope: 'model',
    needs: ['requests'],
    oneOf: ['errors', ...timingNames.map((timing) => timingOf(timing).signal).filter(isByVersion)],
    summary: `Version {{ $labels.model_version }} of ${theModel} is worse than the one before`,
    description:
      'It misses the objective {{ $labels.objective }} for {{ $value | humanizePercentage }} of an hour, more than twice as often as the stable version.',
    panel: { board: 'model', panel: 'version-ratios' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`${records.versionRegression}`,
        for: minutes(5),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'ModelVersionSkew',
    scope: 'model',
    needs: ['requests'],
    summary: `${theModel} is served by several versions at once`,
    description: '{{ $value }} versions have answered requests for longer than a release should take.',
    panel: { board: 'model', panel: 'versions' },
    inhibitedBy: ['ModelVersionRegression'],
    conditions: [
      {
        severity: 'warning',
        // One that is there and answers nobody may be kept on purpose, to return to.
        expression: promql`
          count by (${K}) (
            ${ofVersion(records.eventsWithin(signals.requests.series, comparison.evidence))} > 0
            and on (${KV})
            ${requests}
          ) > 1
        `,
        for: hours(2),
      },
    ],
  },
];
