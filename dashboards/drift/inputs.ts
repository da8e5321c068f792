import { K, thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { limitLine } from '../limits';
import { palette } from '../palette';
import { statusHistory } from '../panel-status-history';
import { timeSeries } from '../panel-timeseries';
import { largest, limitOfChosen, lines, mostLines, ofChosen } from '../queries';
import { inputStates } from '../states';
import { units } from '../units';

/** 1 for each feature whose share is beyond what the entry allows. */
const beyond = (signal: 'missing' | 'outliers', threshold: string): string =>
  `${ofChosen(signals[signal].series)} > bool on (${K}) group_left () ${limitOfChosen(threshold)}`;

/** Whether values can be used. */
export const inputQuality = (feeds: Feeds): readonly UnplacedPanel[] => [
  ...(feeds('missing') && feeds('outliers')
    ? [
        statusHistory({
          key: 'input-history',
          title: 'Values by feature',
          description: `Features of which more values are missing, or out of the range of training, than the entry allows (${signals.missing.series} and ${signals.outliers.series} against ${thresholds.missingShare} and ${thresholds.outlierShare}).`,
          unit: units.state,
          noValue: 'Nothing is told of values, or none is judged',
          expr: lines(
            'sum by (feature) (',
            `  label_replace(${beyond('missing', thresholds.missingShare)}, "of", "missing", "", "")`,
            '  or',
            `  label_replace(2 * (${beyond('outliers', thresholds.outlierShare)}), "of", "outliers", "", "")`,
            ')',
          ),
          legend: '{{feature}}',
          states: inputStates,
        }),
      ]
    : []),
  ...(feeds('missing')
    ? [
        timeSeries({
          key: 'missing-values',
          title: 'Missing values by feature',
          description: `Share of the values of an hour that are missing (${signals.missing.series}), of at most ${mostLines} features, and what the entry allows (${thresholds.missingShare}).`,
          unit: units.ratio,
          noValue: 'Nothing is told of missing values',
          series: [
            { expr: largest(ofChosen(signals.missing.series)), legend: '{{feature}}' },
            limitLine(thresholds.missingShare, 'allowed'),
          ],
        }),
      ]
    : []),
  ...(feeds('outliers')
    ? [
        timeSeries({
          key: 'outlying-values',
          title: 'Values out of range by feature',
          description: `Share of the values of an hour outside the range of training (${signals.outliers.series}), of at most ${mostLines} features, and what the entry allows (${thresholds.outlierShare}).`,
          unit: units.ratio,
          noValue: 'Nothing is told of ranges',
          series: [
            { expr: largest(ofChosen(signals.outliers.series)), legend: '{{feature}}' },
            limitLine(thresholds.outlierShare, 'allowed'),
          ],
        }),
      ]
    : []),
];

/** Whether input arrives, and whether anybody looks at it. */
export const inputArrival = (feeds: Feeds): readonly UnplacedPanel[] => [
  ...(feeds('dataTime')
    ? [
        timeSeries({
          key: 'input-age',
          title: 'Age of input',
          description: `Time since the newest input of the stalest data set (${records.latest(signals.dataTime.series)}), and the age from which input is stale (${thresholds.dataAge}).`,
          unit: units.seconds,
          noValue: 'Nothing is told of the age of input',
          series: [
            {
              expr: `time() - ${ofChosen(records.latest(signals.dataTime.series))}`,
              legend: 'age',
              colour: palette.primary,
            },
            limitLine(thresholds.dataAge, 'stale from'),
          ],
        }),
      ]
    : []),
  ...(feeds('dataRows')
    ? [
        timeSeries({
          key: 'input-rows',
          title: 'Rows of input',
          description: `Rows that arrive per second (${signals.dataRows.series}) and the least that is normal over an hour (${thresholds.dataRows}). The band is between what arrived at the same time of the day and of the week before.`,
          unit: units.rowRate,
          noValue: 'Nothing is told of rows',
          series: [
            { expr: ofChosen(signals.dataRows.series), legend: 'rows', colour: palette.primary },
            limitLine(thresholds.dataRows, 'least'),
            { expr: before('max'), legend: 'most before', colour: palette.faint, fillDownTo: 'least before' },
            { expr: before('min'), legend: 'least before', colour: palette.faint },
          ],
        }),
      ]
    : []),
  ...(feeds('driftTime')
    ? [
        timeSeries({
          key: 'check-age',
          title: 'Time since last drift check',
          description: `Age of the latest check (${records.latest(signals.driftTime.series)}), and when two have been missed (${thresholds.driftCheckAge}). While no check comes, all flags and scores are old.`,
          unit: units.seconds,
          noValue: 'Nothing is told of checks',
          series: [
            {
              expr: `time() - ${ofChosen(records.latest(signals.driftTime.series))}`,
              legend: 'age',
              colour: palette.primary,
            },
            limitLine(thresholds.driftCheckAge, 'missed twice'),
          ],
        }),
      ]
    : []),
];

/** What arrived at the same time of a day and of a week before; of a younger model, of the day alone. */
const before = (which: 'min' | 'max'): string =>
  lines(
    `${which} by (${K}) (`,
    `  label_replace(${ofChosen(signals.dataRows.series)} offset 1d, "of", "day", "", "")`,
    '  or',
    `  label_replace(${ofChosen(signals.dataRows.series)} offset 7d, "of", "week", "", "")`,
    ')',
  );
