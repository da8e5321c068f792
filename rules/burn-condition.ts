import { burnPairs, objectiveWindows } from '../models/burn';
import { days, hours, minutes, type Duration } from '../models/duration';
import { K } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import type { Condition } from './alert';
import { joined, numberOfSeconds, promql, type Expression } from './promql';
import { burnLimit, type Ratio } from './ratio-records';

/** Bad events that a long window must hold before anybody is told: one failure in a quiet hour is not an outage. */
const minimumBadEvents = 5;

/** Events that a long window must hold before its ratio says anything. */
export interface Evidence {
  /** Recorded rate of the events. */
  readonly rate: string;
  readonly least: number;
}

/**
 * Fast spending of an error budget pages, slow spending is a ticket; one alert name for both. `besides` is evidence that
 * is asked for beside the bad events.
 */
export function burnConditions(of: Ratio, ...besides: readonly Evidence[]): readonly Condition[] {
  const evidence = [{ rate: of.bad, least: minimumBadEvents }, ...besides];
  return [
    {
      severity: 'critical',
      expression: burning(of, 'page', evidence),
      for: minutes(2),
      keepFiringFor: minutes(10),
    },
    {
      severity: 'warning',
      expression: burning(of, 'ticket', evidence),
      for: minutes(15),
      keepFiringFor: hours(1),
    },
  ];
}

/** The windows of a pair are the same whatever the objective's own window; only the factor is not. */
const [month = days(30)] = objectiveWindows;
const speeds = burnPairs(month);

const burning = (of: Ratio, urgency: 'page' | 'ticket', evidence: readonly Evidence[]): Expression =>
  joined(
    speeds.flatMap((pair, speed) =>
      pair.urgency === urgency ? [fasterThan(of, pair, burnLimit(of.budget, speed), evidence)] : [],
    ),
    'or',
  );

/** Events within a window. A window of days is read at coarser steps: this is evaluated every half minute. */
const events = (rate: string, window: Duration): Expression =>
  window.milliseconds < days(1).milliseconds
    ? promql`${numberOfSeconds(scrapeInterval)} * sum_over_time(${rate}[${window}])`
    : promql`${numberOfSeconds(coarse)} * sum_over_time(${rate}[${window}:${coarse}])`;

const coarse = minutes(5);

const fasterThan = (
  { ratio }: Ratio,
  { long, short }: { readonly long: Duration; readonly short: Duration },
  limit: Expression,
  evidence: readonly Evidence[],
): Expression => promql`
  (
    ${joined(
      [
        promql`${ratio(long)} > on (${K}) ${limit}`,
        promql`${ratio(short)} > on (${K}) ${limit}`,
        ...evidence.map(({ rate, least }) => promql`${events(rate, long)} >= ${least}`),
      ],
      `and on (${K})`,
    )}
  )
`;
