import { burnPairs, burnPairsByWindow, fastWindows, objectiveWindows, slowWindows } from '../models/burn';
import { days, hours, minutes, printDuration, type Duration } from '../models/duration';
import { K } from '../models/names';
import { ratios } from '../models/ratios';
import { records } from '../models/records';
import { scrapeInterval } from '../models/scrape-interval';
import { signals } from '../models/signals';
import { joined, numberOfSeconds, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Resolution at which windows of hours and days are read: a fifth of the samples is enough for them. */
const step = minutes(5);
const hour = hours(1);

/** Sum of bad over sum of all, never a mean of ratios. Without events there is none. */
const share = (bad: Expression, all: Expression): Expression => promql`
  ${bad}
  /
  (${all} > 0)
`;

/** How a rate is read over some windows, and the time for which one sample of it stands then. */
interface Reading {
  readonly windows: readonly Duration[];
  readonly sampled: Duration;
  readonly sum: (rate: string, window: Duration) => Expression;
}

const fast: Reading = {
  windows: fastWindows,
  sampled: scrapeInterval,
  sum: (rate, window) => promql`sum_over_time(${rate}[${window}])`,
};
const slow: Reading = {
  windows: slowWindows,
  sampled: step,
  sum: (rate, window) => promql`sum_over_time(${rate}[${window}:${step}])`,
};

/** Windows whose events alerts ask for: a ratio says nothing before there are enough of them. */
const counted: readonly Duration[] = burnPairs(days(30)).map(({ long }) => long);
const isCounted = ({ milliseconds: long }: Duration): boolean =>
  counted.some((window) => window.milliseconds === long);

/** Whose events are counted: everything that is bad, and requests. */
const countedRates: readonly string[] = [signals.requests.series, ...ratios.map(({ bad }) => bad)];

/** Events are counted once, for the ratio and for the alerts that ask how many there are. */
function ratioRecords({ windows, sampled, sum }: Reading): readonly RecordingRule[] {
  const events = (rate: string, window: Duration): Expression =>
    promql`${numberOfSeconds(sampled)} * ${sum(rate, window)}`;
  const total = (rate: string, window: Duration): Expression => {
    if (!isCounted(window)) return sum(rate, window);
    return countedRates.includes(rate) ? promql`${records.eventsWithin(rate, window)}` : events(rate, window);
  };
  return [
    ...windows.filter(isCounted).flatMap((window) =>
      countedRates.map((rate) => ({
        record: records.eventsWithin(rate, window),
        expression: events(rate, window),
      })),
    ),
    ...ratios.flatMap(({ ratio, bad, all }) =>
      windows.map((window) => ({
        record: ratio(window),
        expression: share(total(bad, window), total(all, window)),
      })),
    ),
  ];
}

const hourlyRecords: readonly RecordingRule[] = ratios
  .flatMap(({ bad, all }) => [bad, all])
  .map((rate) => ({ record: records.hourly(rate), expression: promql`avg_over_time(${rate}[${hour}])` }));

/** In the base group, right behind what they read: another group would lag one interval. */
export const fastRatioRecords: readonly RecordingRule[] = ratioRecords(fast);

/** Over the objective's own window, from hourly means: 720 samples a month, and every event still weighs the same. */
const windowRecords: readonly RecordingRule[] = ratios.flatMap(({ ofWindow, bad, all, budget }) => {
  const events = (rate: string): Expression =>
    joined(
      objectiveWindows.map(
        (window) => promql`
          ${numberOfSeconds(hour)} * sum_over_time(${records.hourly(rate)}[${window}:${hour}])
          and on (${K})
          ${budget}{window="${printDuration(window)}"}
        `,
      ),
      'or',
    );
  return [
    { record: records.badOfWindow(bad), expression: events(bad) },
    {
      record: ofWindow,
      expression: promql`
        ${records.badOfWindow(bad)}
        /
        (
          (
            ${events(all)}
          ) > 0
        )
      `,
    },
  ];
});

/** Means of an hour are read by the hour, of which the interval of these is a part: none overlaps another. */
export const slowRatioRecords: readonly RecordingRule[] = [
  ...hourlyRecords,
  ...ratioRecords(slow),
  ...windowRecords,
];

/** A budget times one speed of spending it, whatever the window over which each model promises. */
export const burnLimit = (budget: string, speed: number): Expression =>
  promql`(${joined(
    burnPairsByWindow.map(
      ({ window, pairs }) =>
        promql`${pairs[speed]?.factor ?? Number.NaN} * max by (${K}) (${budget}{window="${window}"})`,
    ),
    'or',
  )})`;
