import { days, hours, minutes, type Duration } from '../models/duration';
import { K } from '../models/names';
import { records } from '../models/records';
import { isByVersion, signals } from '../models/signals';
import { timingNames, timingOf } from '../models/timings';
import { eventsWithin as eventsOf } from './evidence';
import { numberOfSeconds, promql, type Expression } from './promql';
import { errorRatio, slowRatio, type Ratio } from './ratio-records';
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

const { ofVersion, eventsWithin } = records;

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

/** How versions of a model do side by side. In the group of long windows: a release does not change by the minute. */
export const versionRecords: readonly RecordingRule[] = [
  ...rates.map((rate) => events(rate, comparison.evidence)),
  ...versionRatios.flatMap(ratioRecords),
  // A new version has little of a day, however many requests it takes now.
  {
    record: records.stableVersion,
    expression: promql`
      topk by (${K}) (
        1,
        ${numberOfSeconds(dayStep)} * sum_over_time(${ofVersion(requests)}[${day}:${dayStep}])
      )
    `,
  },
];
