import { hours } from '../models/duration';
import { recordedQuantiles, records, type RecordedQuantile } from '../models/records';
import { timingOf, type TimingName } from '../models/timings';
import type { Feeds } from './feeds';
import type { UnplacedPanel } from './grafana';
import { limitLine } from './limits';
import { palette } from './palette';
import { timeSeries } from './panel-timeseries';
import { ofChosen } from './queries';
import { quantileColours, timingWordings } from './timing-charts';
import { units } from './units';

/** Quantiles of a time of the chosen model, and the share of slow events, where any model tells and promises them. */
export function chosenTimings(feeds: Feeds, timing: TimingName): readonly UnplacedPanel[] {
  const { signal, bound, budget, events } = timingOf(timing);
  const { key, title, within, slowKey, slowTitle } = timingWordings[timing];
  if (!feeds(signal)) return [];
  return [
    timeSeries({
      key,
      title,
      description: `Time within which 50, 95 and 99 of 100 ${within} (${records.quantile(timing, 'p50')} and so on), estimated between the bounds of the histogram, and the objective, whatever quantile it is about (${bound}).`,
      unit: units.seconds,
      noValue: 'No histogram is told of this model, or no traffic',
      series: [
        ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map((quantile) => ({
          expr: ofChosen(records.quantile(timing, quantile)),
          legend: quantile,
          colour: quantileColours[quantile],
        })),
        limitLine(bound, 'objective'),
      ],
    }),
    timeSeries({
      key: slowKey,
      title: `${slowTitle} promised`,
      description: `Share of an hour's ${events} that took longer than the objective (${records.slowRatio(timing, hours(1))}), and the share that may (${budget}).`,
      unit: units.ratio,
      noValue: 'Nothing is promised of this time, or no traffic',
      series: [
        {
          expr: ofChosen(records.slowRatio(timing, hours(1))),
          legend: 'of an hour',
          colour: palette.primary,
        },
        limitLine(budget, 'allowed'),
      ],
    }),
  ];
}
