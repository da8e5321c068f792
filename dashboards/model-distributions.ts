import type { Model } from '../models/model';
import { signals, type SignalName } from '../models/signals';
import type { Section } from './layout';
import { heatmap } from './panel-heatmap';
import { boundUnit, seriesOf } from './queries';
import { units, type Unit } from './units';

interface Distribution {
  readonly signal: SignalName;
  readonly key: string;
  readonly title: string;
  /** What a cell counts. */
  readonly counts: string;
  readonly unit: Unit;
}

const distributions: readonly Distribution[] = [
  {
    signal: 'latency',
    key: 'latency-distribution',
    title: 'Latency distribution',
    counts: 'Requests per second by the time they took',
    unit: units.requestRate,
  },
  {
    signal: 'timeToFirstToken',
    key: 'ttft-distribution',
    title: 'Distribution of the time to first token',
    counts: 'Answers per second by the time to their first token',
    unit: units.requestRate,
  },
  {
    signal: 'interTokenLatency',
    key: 'itl-distribution',
    title: 'Distribution of the time between tokens',
    counts: 'Gaps between tokens per second by their length',
    unit: units.eventRate,
  },
  {
    signal: 'queueWait',
    key: 'queue-wait-distribution',
    title: 'Distribution of the wait in queue',
    counts: 'Requests per second by the time they waited',
    unit: units.requestRate,
  },
  {
    signal: 'confidence',
    key: 'confidence-distribution',
    title: 'Distribution of confidence',
    counts: 'Predictions per second by how sure the model was',
    unit: units.eventRate,
  },
];

const axisUnits = {
  s: units.seconds,
  ms: units.milliseconds,
  us: units.microseconds,
  ratio: units.ratio,
} as const;

/** Whole distributions, closed until somebody wants them: buckets are many series. */
export const distributionSection = (model: Model): Section => ({
  key: 'distribution',
  title: 'Distributions',
  collapsed: true,
  bands: [
    {
      height: 9,
      perLine: 2,
      panels: distributions
        .filter(({ signal }) => model.signals.includes(signal))
        .map(({ signal, key, title, counts, unit }) =>
          heatmap({
            key,
            title,
            description: `${counts}, in the buckets of the server (${signals[signal].series}).`,
            unit,
            noValue: 'No traffic',
            expr: `sum by (le) (${seriesOf(signals[signal].series, model)})`,
            axisUnit: axisUnits[boundUnit(model, signal)],
          }),
        ),
    },
  ],
});
