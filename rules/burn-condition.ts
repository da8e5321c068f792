import { burnPairs, objectiveWindows } from '../models/burn';
import { days, hours, minutes, type Duration } from '../models/duration';
import { K } from '../models/names';
import type { Ratio } from '../models/ratios';
import { records } from '../models/records';
import type { Condition } from './alert';
import { minimumBadEvents } from './evidence';
import { joined, promql, type Expression } from './promql';
import { burnLimit } from './ratio-records';

/** Events that a long window must hold before its ratio says anything. */
export interface Evidence {
  /** Recorded rate of the events; those within the long windows are counted. */
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
        ...evidence.map(({ rate, least }) => promql`${records.eventsWithin(rate, long)} >= ${least}`),
      ],
      `and on (${K})`,
    )}
  )
`;
