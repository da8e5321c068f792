import { K, thresholds } from '../../models/names';
import { signals } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { statusHistory } from '../panel-status-history';
import { table, type ValueColumn } from '../panel-table';
import { limitOfChosen, lines, ofChosen } from '../queries';
import { driftStates } from '../states';
import { palette } from '../palette';
import type { Steps } from '../thresholds';
import { units } from '../units';

const score = ofChosen(signals.driftScore.series);

/** A value of each feature as a part of what the entry allows; 1 is the limit. */
export const partOf = (values: string, threshold: string): string =>
  lines(values, `/ on (${K}) group_left () ${limitOfChosen(threshold)}`);

/** Where a feature is on its way to the limit, at it, and far beyond. */
const nearness: Steps = [
  { color: palette.ok, value: null },
  { color: palette.info, value: 0.5 },
  { color: palette.warning, value: 1 },
  { color: palette.critical, value: 2 },
];

/** Feature by time. */
export const featureHistory = (feeds: Feeds): readonly UnplacedPanel[] => [
  ...(feeds('drift')
    ? [
        statusHistory({
          key: 'drift-history',
          title: 'Drifted features',
          description: `What each check found about each feature of the chosen model (${signals.drift.series}). A gap means that nothing was told.`,
          unit: units.state,
          noValue: 'No flag is told of this model',
          expr: `max by (feature) (${ofChosen(signals.drift.series)})`,
          legend: '{{feature}}',
          states: driftStates,
        }),
      ]
    : []),
  ...(feeds('driftScore')
    ? [
        statusHistory({
          key: 'drift-score-history',
          title: 'Drift score ÷ limit',
          description: `Distance of each feature from its reference (${signals.driftScore.series}), as a part of the limit of the test (${thresholds.driftScore}). Blue from half of it, orange from all of it, red from twice as much.`,
          unit: units.ratio,
          noValue: 'No score is told of this model, or none is judged',
          expr: partOf(score, thresholds.driftScore),
          legend: '{{feature}}',
          steps: nearness,
        }),
      ]
    : []),
];

/** Every feature with what is known of it now. */
export function featureTable(feeds: Feeds): UnplacedPanel {
  const byFeature = (expr: string): string => `max by (feature) (${expr})`;
  const columns: readonly ValueColumn[] = [
    ...(feeds('driftScore')
      ? [
          {
            title: 'Score ÷ limit',
            expr: byFeature(partOf(score, thresholds.driftScore)),
            unit: units.ratio,
            steps: nearness,
          },
          { title: 'Score', expr: byFeature(score), unit: units.count },
        ]
      : []),
    ...(feeds('drift')
      ? [
          {
            title: 'Drift',
            expr: byFeature(ofChosen(signals.drift.series)),
            unit: units.state,
            states: driftStates,
          },
        ]
      : []),
    ...(['missing', 'outliers'] as const).flatMap((signal) =>
      feeds(signal)
        ? [
            {
              title: signal === 'missing' ? 'Missing' : 'Out of range',
              expr: byFeature(ofChosen(signals[signal].series)),
              unit: units.ratio,
            },
          ]
        : [],
    ),
  ];
  const told = (['drift', 'driftScore', 'missing', 'outliers'] as const).filter((signal) => feeds(signal));
  return table({
    key: 'features',
    title: 'Features now',
    description: `What is told of each feature of the chosen model, the farthest from its reference first (${told.map((signal) => signals[signal].series).join(', ')}). 100% of the limit is where a feature counts as drifted by its score.`,
    noValue: 'This model tells of no feature',
    rows: lines(
      'max by (feature) (',
      told.map((signal) => `  ${ofChosen(signals[signal].series)}`).join('\n  or\n'),
      ')',
    ),
    labels: [{ label: 'feature', title: 'Feature' }],
    hidden: [],
    values: columns,
    worst: columns[0]?.title ?? 'Feature',
  });
}
