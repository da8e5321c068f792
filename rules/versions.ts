import { hours, minutes, type Duration } from '../models/duration';
import { K, KV } from '../models/names';
import { records } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import { theModel, type ModelAlert } from './alert';
import { minimumBadEvents } from './evidence';
import { joined, promql, type Expression } from './promql';
import type { Ratio } from './ratio-records';
import { comparison, versionRatios } from './version-records';

const { ofVersion, stableVersion } = records;
const requests = ofVersion(signals.requests.series);

/** How many times as many bad events as the stable version has are no chance. */
const factor = 2;

/** The share of the stable version, as a share of the model. */
const ofStable = (ratio: string): Expression =>
  promql`max by (${K}) (${ratio} and on (${KV}) ${stableVersion})`;

/**
 * Over an hour, so that a few requests are enough, and now: what hits all versions alike is no fault of the new one, and
 * it ends soon after the fault does. A stable version that is gone is compared for as long as the hour knows it.
 */
const worse = ({ objective, ratio, bad, budget }: Ratio): Expression => {
  const of = (window: Duration): string => ofVersion(ratio(window));
  const [hour, now] = [of(comparison.evidence), of(comparison.now)];
  const limit = promql`max by (${K}) (${budget})`;
  const clauses = [
    promql`${hour} > on (${K}) group_left () ${factor} * ${ofStable(hour)}`,
    promql`
      ${now} > on (${K}) group_left () (
        ${factor} * ${ofStable(now)}
        or
        0 * ${limit}
      )
    `,
    promql`${hour} > on (${K}) group_left () ${limit}`,
    promql`${now} > on (${K}) group_left () ${limit}`,
    promql`${ofVersion(records.eventsWithin(bad, comparison.evidence))} >= ${minimumBadEvents}`,
  ];
  return promql`
    label_replace(
      ${joined(clauses, `and on (${KV})`)},
      "objective", "${objective}", "", ""
    )
  `;
};

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
        expression: joined(versionRatios.map(worse), 'or'),
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
