import { days, hours, minutes, type Duration } from '../models/duration';
import { K, KV } from '../models/names';
import { errorRatio, slowRatio, type Ratio } from '../models/ratios';
import { records } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import { eventsWithin as eventsOf, minimumBadEvents } from './evidence';
import { joined, numberOfSeconds, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Windows over which versions are compared: one that gathers evidence, one that tells what goes on now. */
export const comparison = { evidence: hours(1), now: minutes(5) } as const;
const day = days(1);
const dayStep = minutes(5);

/** Shares of bad events by which a version can be worse than another. */
export const versionRatios: readonly Ratio[] = [
  errorRatio,
  ...timingNames.filter((timing) => isByVersion(timingOf(timing).signal)).map(slowRatio),
];

const { ofVersion, eventsWithin, stableVersion } = records;

const events = (rate: string, window: Duration): RecordingRule => ({
  record: ofVersion(eventsWithin(rate, window)),
  expression: eventsOf(ofVersion(rate), window),
});

/** Sum of bad over sum of all; without events there is no share. */
const share = (bad: string, all: string): Expression => promql`
  ${ofVersion(bad)}
  /
  (${ofVersion(all)} > 0)
`;

const ratioRecords = ({ ratio, bad, all }: Ratio): readonly RecordingRule[] => [
  { record: ofVersion(ratio(comparison.now)), expression: share(bad, all) },
  {
    record: ofVersion(ratio(comparison.evidence)),
    expression: share(eventsWithin(bad, comparison.evidence), eventsWithin(all, comparison.evidence)),
  },
];

/** Rates of bad events and of all; requests are the base of more than one share. */
const rates = [...new Set(versionRatios.flatMap(({ bad, all }) => [all, bad]))];

const requests = signals.requests.series;

/** How many times as many bad events as the stable version has are no chance. */
const timesWorse = 2;

/** The share of the stable version, as a share of the model. */
const ofStable = (ratio: string): Expression =>
  promql`max by (${K}) (${ratio} and on (${KV}) ${stableVersion})`;

/**
 * Over an hour, so that a few requests are enough, and now: what hits all versions alike is no fault of the new one, and
 * it ends soon after the fault does. A stable version that is gone is compared for as long as the hour knows it.
 */
const worse = ({ objective, ratio, bad, budget }: Ratio): Expression => {
  const of = (window: Duration): string => ofVersion(ratio(window));
  const [hour, now] = [of(comparison.evidence), of(comparison.now)];
  const limit = promql`max by (${K}) (${budget})`;
  const clauses = [
    promql`${hour} > on (${K}) group_left () ${timesWorse} * ${ofStable(hour)}`,
    promql`
      ${now} > on (${K}) group_left () (
        ${timesWorse} * ${ofStable(now)}
        or
        0 * ${limit}
      )
    `,
    promql`${hour} > on (${K}) group_left () ${limit}`,
    promql`${now} > on (${K}) group_left () ${limit}`,
    promql`${ofVersion(eventsWithin(bad, comparison.evidence))} >= ${minimumBadEvents}`,
  ];
  return promql`
    label_replace(
      ${joined(clauses, `and on (${KV})`)},
      "objective", "${objective}", "", ""
    )
  `;
};

/** How versions of a model do side by side. In the group of long windows: a release does not change by the minute. */
export const versionRecords: readonly RecordingRule[] = [
  ...rates.map((rate) => events(rate, comparison.evidence)),
  ...versionRatios.flatMap(ratioRecords),
  // A new version has little of a day, however many requests it takes now.
  {
    record: stableVersion,
    expression: promql`
      topk by (${K}) (
        1,
        ${numberOfSeconds(dayStep)} * sum_over_time(${ofVersion(requests)}[${day}:${dayStep}])
      )
    `,
  },
  { record: records.versionRegression, expression: joined(versionRatios.map(worse), 'or') },
];
