import { burnPairs, type BurnPair } from '../models/burn';
import { days, hours, minutes, type Duration } from '../models/duration';
import { K } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import type { Condition } from './alert';
import { joined, numberOfSeconds, promql, type Expression } from './promql';

/** Bad events that a long window must hold before anybody is told: one failure in a quiet hour is not an outage. */
const minimumBadEvents = 5;

export interface Budget {
  /** Recorded ratio of bad to all events, by window. */
  readonly ratio: (window: Duration) => string;
  /** Recorded rate of bad events. */
  readonly badRate: string;
  /** Threshold series: the share of events that may be bad. */
  readonly budget: string;
}

/** Fast spending of an error budget pages, slow spending is a ticket; one alert name for both. */
export const burnConditions = (of: Budget): readonly Condition[] => [
  { severity: 'critical', expression: burning(of, 'page'), for: minutes(2), keepFiringFor: minutes(10) },
  { severity: 'warning', expression: burning(of, 'ticket'), for: minutes(15), keepFiringFor: hours(1) },
];

const burning = (of: Budget, urgency: BurnPair['urgency']): Expression =>
  joined(
    burnPairs.filter((pair) => pair.urgency === urgency).map((pair) => fasterThan(of, pair)),
    'or',
  );

/** Events within a window. A window of days is read at coarser steps: this is evaluated every half minute. */
const badEvents = (rate: string, window: Duration): Expression =>
  window.milliseconds < days(1).milliseconds
    ? promql`${numberOfSeconds(scrapeInterval)} * sum_over_time(${rate}[${window}])`
    : promql`${numberOfSeconds(coarse)} * sum_over_time(${rate}[${window}:${coarse}])`;

const coarse = minutes(5);

function fasterThan({ ratio, badRate, budget }: Budget, { long, short, factor }: BurnPair): Expression {
  const limit = promql`${factor} * max by (${K}) (${budget})`;
  return promql`
    (
      ${ratio(long)} > on (${K}) ${limit}
      and on (${K})
      ${ratio(short)} > on (${K}) ${limit}
      and on (${K})
      ${badEvents(badRate, long)} >= ${minimumBadEvents}
    )
  `;
}
