import { hours } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { feedsOf } from '../models/runtime';
import { runtimeIds, runtimes } from '../models/runtimes';
import { signals, type Signal } from '../models/signals';
import { joined, numberOfSeconds, promql } from './promql';
import type { RecordingRule } from './rule';
import { sumOf } from './signal-records';

const hour = hours(1);

/** Shares that alerts judge, and the threshold that each is compared with. */
const judged = [
  ['missing', thresholds.missingShare],
  ['outliers', thresholds.outlierShare],
  ['refusals', thresholds.refusalCeiling],
  ['feedback', thresholds.feedbackFloor],
] as const;

/** How many events a share is made of: one bad event of three is a third and says nothing. */
const eventsOf = ([signal, threshold]: (typeof judged)[number]): RecordingRule => {
  const { series, labels }: Signal = signals[signal];
  const by = [K, ...labels].join(', ');
  const counts = runtimeIds.flatMap((runtime) =>
    feedsOf(runtimes[runtime], signal).flatMap((feed) =>
      feed.kind === 'share'
        ? [promql`${numberOfSeconds(hour)} * ${sumOf(feed.among, { runtime, by }, hour)}`]
        : [],
    ),
  );
  return {
    record: records.eventsOf(series),
    expression: promql`
      (
        ${joined(counts, 'or')}
      )
      and on (${K})
      ${threshold}
    `,
  };
};

/**
 * How many of the predictions of an hour the model is unsure of: those in the bucket that ends at the bound, which the
 * threshold series names by its `le`. Without such a bucket there is no share.
 */
const lowConfidence: RecordingRule = {
  record: records.lowConfidence,
  expression: promql`
    sum by (${K}) (
      sum_over_time(${signals.confidence.series}[${hour}])
      and on (${K}, le)
      ${thresholds.lowConfidence}
    )
    /
    (sum by (${K}) (sum_over_time(${signals.confidence.series}{le="+Inf"}[${hour}])) > 0)
  `,
};

/** What alerts on shares need beside the shares themselves, of models that promise something about them. */
export const evidenceRecords: readonly RecordingRule[] = [...judged.map(eventsOf), lowConfidence];
