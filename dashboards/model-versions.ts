import { hours } from '../models/duration';
import type { Model } from '../models/model';
import { records } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { seriesOf } from './queries';
import { units } from './units';
import { slowNames } from './versions/slow-names';

/** Versions of the model side by side: how much each answers, and how well. */
export const versionSection = (model: Model): Section => ({
  key: 'versions',
  title: 'Versions',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 3,
      panels: model.signals.includes('requests') ? [requestsChart(model), ...ratioCharts(model)] : [],
    },
  ],
});

const { ofVersion } = records;
const hour = hours(1);

const requestsChart = (model: Model): UnplacedPanel =>
  timeSeries({
    key: 'versions',
    title: 'Requests by version',
    description: `Requests per second that each version answers (${ofVersion(signals.requests.series)}).`,
    unit: units.requestRate,
    noValue: 'Nothing arrives',
    series: [{ expr: seriesOf(ofVersion(signals.requests.series), model), legend: '{{model_version}}' }],
  });

/** Share of bad events over an hour, as the alert compares them: failures, and what is slower than an objective. */
function ratioCharts(model: Model): readonly UnplacedPanel[] {
  const shares = [
    ...(model.signals.includes('errors') ? [{ name: 'failed', record: records.errorRatio(hour) }] : []),
    ...timingNames.flatMap((timing) => {
      const { signal, objective } = timingOf(timing);
      return isByVersion(signal) && objective(model)?.kind === 'quantile'
        ? [{ name: slowNames[timing], record: records.slowRatio(timing, hour) }]
        : [];
    }),
  ].map(({ name, record }) => ({ name, record: ofVersion(record) }));
  if (shares.length === 0) return [];
  return [
    timeSeries({
      key: 'version-ratios',
      title: 'Failed and slow by version',
      description: `Share of the requests of an hour that failed or were slower than an objective, by version (${shares.map(({ record }) => record).join(', ')}). A release is worse where its share is more than twice that of the version before.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: shares.map(({ name, record }) => ({
        expr: seriesOf(record, model),
        legend: `${name} {{model_version}}`,
      })),
    }),
  ];
}
