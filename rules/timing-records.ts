import { K } from '../models/names';
import { recordedQuantiles, records, type RecordedQuantile } from '../models/records';
import { signals } from '../models/signals';
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
 * Quantiles for panels, and the rate of events slower than the objective: all of them less those in the bucket whose
 * bound is the objective, which the threshold series names by its `le`.
 */
function recordsOf(timing: TimingName): readonly RecordingRule[] {
  const { signal, bound } = timingOf(timing);
  const buckets = signals[signal].series;
  return [
    ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map((name) => ({
      record: records.quantile(timing, name),
      expression: quantileInSeconds(timing, recordedQuantiles[name]),
    })),
    // Counted from when there is an objective, so that its ratios never mix with a past in which nothing was slow.
    {
      record: records.timedRate(timing),
      expression: promql`
        sum by (${K}) (${buckets}{le="+Inf"})
        and on (${K})
        ${bound}
      `,
    },
    {
      record: records.slowRate(timing),
      expression: promql`
        clamp_min(
          ${records.timedRate(timing)}
          - on (${K})
          sum by (${K}) (${buckets} and on (${K}, le) ${bound}),
          0
        )
      `,
    },
  ];
}

/** Quantiles and counts of slow events of every time that an objective can be about. */
export const timingRecords: readonly RecordingRule[] = timingNames.flatMap(recordsOf);
