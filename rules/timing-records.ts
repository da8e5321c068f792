import { K, KV } from '../models/names';
import { recordedQuantiles, records, type RecordedQuantile } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf, type TimingName } from '../models/timings';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';
import { convertedBuckets } from './signal-records';

/**
 * The recorded buckets keep the bounds of their runtime. Histograms in another unit come first, converted from their own
 * series; `or` leaves the rest to the recorded buckets. Without events there is no quantile.
 */
function quantileInSeconds(timing: TimingName, quantile: number): Expression {
  const { signal } = timingOf(timing);
  const converted = convertedBuckets(signal).map(
    ({ buckets, factor }) => promql`histogram_quantile(${quantile}, ${buckets}) * ${factor} > 0`,
  );
  return joined([...converted, promql`histogram_quantile(${quantile}, ${signals[signal].series}) > 0`], 'or');
}

/**
 * The rate of events that are judged, and of those slower than the objective: all of them less those in the bucket whose
 * bound is the objective, which the threshold series names by its `le`.
 */
function judged(
  timing: TimingName,
  key: string,
  named: (series: string) => string,
): readonly RecordingRule[] {
  const { signal, bound } = timingOf(timing);
  const buckets = named(signals[signal].series);
  const all = named(records.timedRate(timing));
  return [
    // Counted from when there is an objective, so that its ratios never mix with a past in which nothing was slow.
    {
      record: all,
      expression: promql`
        sum by (${key}) (${buckets}{le="+Inf"})
        and on (${K})
        ${bound}
      `,
    },
    {
      record: named(records.slowRate(timing)),
      expression: promql`
        clamp_min(
          ${all}
          - on (${key})
          sum by (${key}) (${buckets} and on (${K}, le) ${bound}),
          0
        )
      `,
    },
  ];
}

/** The same of a model as the sum of its versions. */
const summed = (series: string): RecordingRule => ({
  record: series,
  expression: promql`sum by (${K}) (${records.ofVersion(series)})`,
});

/** Quantiles of every time that an objective can be about, mostly for panels. */
export const quantileRecords: readonly RecordingRule[] = timingNames.flatMap((timing) =>
  (Object.keys(recordedQuantiles) as RecordedQuantile[]).map((name) => ({
    record: records.quantile(timing, name),
    expression: quantileInSeconds(timing, recordedQuantiles[name]),
  })),
);

/** Counts of slow events of every time that an objective can be about. */
export const timingRecords: readonly RecordingRule[] = timingNames.flatMap((timing) =>
  isByVersion(timingOf(timing).signal)
    ? [
        ...judged(timing, KV, records.ofVersion),
        summed(records.timedRate(timing)),
        summed(records.slowRate(timing)),
      ]
    : judged(timing, K, (series) => series),
);
