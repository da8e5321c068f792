import type { Environment } from '../../environments';
import { thresholds } from '../../models/names';
import { errorRatio, type Ratio } from '../../models/ratios';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { timingOf } from '../../models/timings';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { limitLine } from '../limits';
import { palette } from '../palette';
import { timeSeries } from '../panel-timeseries';
import { ofChosen } from '../queries';
import { units } from '../units';
import { nameOfBad } from './slow-names';
import { byVersion, comparedRatios, comparedTimings, hourly, p95ByVersion } from './version-queries';

const { ofVersion, versionRegression } = records;
const requests = signals.requests.series;
const version = '{{model_version}}';

/** How much each version answers. */
export const trafficByVersion: readonly UnplacedPanel[] = [
  timeSeries({
    key: 'share-by-version',
    title: 'Share of requests by version',
    description: `Which part of the model’s requests each version answers (${ofVersion(requests)}).`,
    unit: units.requestRate,
    noValue: 'Nothing is told of this model by version',
    series: [{ expr: byVersion(requests), legend: version }],
    asShares: true,
  }),
  timeSeries({
    key: 'requests-by-version',
    title: 'Requests by version',
    description: `Requests per second that each version answers (${ofVersion(requests)}).`,
    unit: units.requestRate,
    noValue: 'Nothing is told of this model by version',
    series: [{ expr: byVersion(requests), legend: version }],
  }),
];

/** How well each version answers, next to what is promised. */
export const badByVersion = (environment: Environment): readonly UnplacedPanel[] =>
  comparedRatios(environment).map(ratioChart);

const ratioChart = (ratio: Ratio): UnplacedPanel =>
  timeSeries({
    key: `bad-by-version-${ratio.objective.toLowerCase()}`,
    title: `${nameOfBad(ratio)} by version`,
    description: `Share of an hour’s events that ${ratio === errorRatio ? 'failed' : 'took longer than the objective allows'} (${ofVersion(hourly(ratio))}), and the share that may (${ratio.budget}).`,
    unit: units.ratio,
    noValue: ratio === errorRatio ? 'No traffic' : 'Nothing is promised of this time, or no traffic',
    series: [{ expr: byVersion(hourly(ratio)), legend: version }, limitLine(ratio.budget, 'allowed')],
  });

/** How long each version takes. */
export const timeByVersion = (environment: Environment): readonly UnplacedPanel[] =>
  comparedTimings(environment).map((timing) => {
    const { signal, bound } = timingOf(timing);
    return timeSeries({
      key: `p95-by-version-${timing.toLowerCase()}`,
      title: timing === 'latency' ? 'p95 latency by version' : 'p95 of first token by version',
      description: `Time within which 95 of 100 ${timingOf(timing).events} end (${ofVersion(signals[signal].series)}), and the objective, whatever quantile it is about (${bound}).`,
      unit: units.seconds,
      noValue: 'No histogram is told of this model, or no traffic',
      series: [{ expr: p95ByVersion(environment, timing), legend: version }, limitLine(bound, 'objective')],
    });
  });

/** What evaluations found, of the model, on which releases are marked, and of its versions where they name them. */
export const qualityOverReleases = (feeds: Feeds): readonly UnplacedPanel[] => [
  ...(feeds('accuracy')
    ? [
        timeSeries({
          key: 'accuracy-over-releases',
          title: 'Accuracy over releases',
          description: `Share of right predictions in the latest evaluation (${signals.accuracy.series}), its floor (${thresholds.accuracyFloor}) and the mean of two weeks (${records.accuracyOfWeeks}). Where an evaluation does not name the version, the marks of deployments say which one it judged.`,
          unit: units.ratio,
          noValue: 'This model is not evaluated',
          series: [
            { expr: ofChosen(signals.accuracy.series), legend: 'accuracy', colour: palette.primary },
            { expr: ofChosen(records.accuracyOfWeeks), legend: 'mean of two weeks', colour: palette.faint },
            limitLine(thresholds.accuracyFloor, 'floor'),
          ],
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'accuracy-by-version',
          title: 'Accuracy by version',
          description: `Share of right predictions in the latest evaluation of each version (${ofVersion(signals.accuracy.series)}), of evaluations that name the version on their page, those of a shadow too, and the floor (${thresholds.accuracyFloor}).`,
          unit: units.ratio,
          noValue: 'The evaluations of this model name no version',
          series: [
            { expr: byVersion(signals.accuracy.series), legend: version },
            limitLine(thresholds.accuracyFloor, 'floor'),
          ],
          atLeast: { max: 1 },
        }),
      ]
    : []),
  timeSeries({
    key: 'regression',
    title: 'Worse than the stable version',
    description: `Share of an hour’s bad events of versions that have more than twice as many as the stable one, by objective (${versionRegression}). Drawn only while it is so.`,
    unit: units.ratio,
    noValue: 'No version is worse than the stable one',
    series: [{ expr: ofChosen(versionRegression), legend: `{{objective}} ${version}` }],
  }),
];
