import { inSeconds, minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { practice } from '../models/practice';
import { errorRatio, slowRatio, type Ratio } from '../models/ratios';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { eventsWithin, minimumBadEvents } from './evidence';
import { joined, promql, type Expression } from './promql';
import { burnLimit } from './ratio-records';
import type { RecordingRule } from './rule';

const { series: accuracy } = signals.accuracy;

/** Below the floor, or below what is normal for the model. Rounded: 0.95 - 0.92 is more than 0.03 to the last bit. */
const accuracyShortfall: RecordingRule = {
  record: records.accuracyShortfall,
  expression: promql`
    round(max by (${K}) (${thresholds.accuracyFloor}) - on (${K}) ${accuracy}, 1e-6) > 0
    or
    round(${records.lowerOf(accuracy)} - on (${K}) ${accuracy}, 1e-6) > 0
  `,
};

/** The slower of the two speeds that page: six times faster than evenly, for an objective of 30 days. */
const slowerPage = 1;

/** The share of bad events that spends a budget at that speed. */
export const pagingShare = (budget: string): Expression => burnLimit(budget, slowerPage);

const burnWindow = minutes(30);

/** A budget that is spent fast enough to page, judged by the shorter window of that speed alone. */
const burning = ({ ratio, bad, budget }: Ratio): Expression => promql`
  (
    ${ratio(burnWindow)} > on (${K}) ${pagingShare(budget)}
    and on (${K})
    ${eventsWithin(bad, burnWindow)} >= ${minimumBadEvents}
  )
`;

/** What a caller notices: failures, whole answers, the first token and the pace of what follows. */
const noticed: readonly Ratio[] = [
  errorRatio,
  ...(['latency', 'timeToFirstToken', 'interTokenLatency'] as const).map(slowRatio),
];

const budgetBurn: RecordingRule = {
  record: records.budgetBurn,
  expression: joined(noticed.map(burning), 'or'),
};

const depth = signals.queueDepth.series;
const p95 = records.quantile('queueWait', 'p95');
const mean = signals.queueWaitMean.series;
const promised = promql`(${thresholds.queueWait} or ${thresholds.queueWaitMean})`;

/**
 * Waiting requests where the wait is longer than promised, or than practice takes for normal; where nothing tells the
 * wait, because the server does not or nothing leaves the queue, where they are many.
 */
const backlog: RecordingRule = {
  record: records.backlog,
  expression: promql`
    (
      ${depth}
      and on (${K})
      ${p95} > on (${K}) max by (${K}) (${thresholds.queueWait})
    )
    or
    (
      ${depth}
      and on (${K})
      ${mean} > on (${K}) max by (${K}) (${thresholds.queueWaitMean})
    )
    or
    (
      ${depth}
      and on (${K})
      (${p95} or ${mean}) > ${inSeconds(practice.queueWait)}
      unless on (${K})
      ${promised}
    )
    or
    (
      ${depth} > ${practice.queuePerInflight} * ${signals.inflight.series}
      unless on (${K})
      (${p95} or ${mean})
    )
  `,
};

/** What alerts that judge several signals at once are made of. Each is there only while it holds. */
export const compositeRecords: readonly RecordingRule[] = [accuracyShortfall, budgetBurn, backlog];
