import { K } from '../models/names';
import { records } from '../models/records';
import { baselines, type Baseline, type Past } from './baselines';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Mean of a stretch of the past, and how far from it is normal. Without enough of it there is neither. */
function recordsOfPast(
  { of, wanted, deviations, least, most }: Baseline,
  { mean, spread, window, step, offset, known }: Past,
): readonly RecordingRule[] {
  const values = promql`${of}[${window}:${step}] offset ${offset}`;
  const samples = Math.ceil(known.milliseconds / step.milliseconds);
  const floor = 'byMean' in least ? least.byMean(mean) : least.promised;
  const noise = promql`
    ${deviations} * stddev_over_time(${values}) > (${floor})
    or
    (${floor})
  `;
  const capped = (limit: number): Expression => promql`
    (
      ${noise}
    ) < ${limit} * (${floor})
    or
    ${limit} * (${floor})
  `;
  const width = most === undefined ? noise : capped(most);
  return [
    {
      record: mean,
      expression: joined(
        [
          promql`avg_over_time(${values})`,
          promql`count_over_time(${values}) >= ${samples}`,
          ...(wanted === undefined ? [] : [wanted]),
        ],
        `and on (${K})`,
      ),
    },
    {
      record: spread,
      // What is made of the mean is not there without it.
      expression:
        'byMean' in least
          ? width
          : promql`
              (
                ${width}
              )
              and on (${K})
              ${mean}
            `,
    },
  ];
}

/** The lesser or the greater of what each stretch says; of those that are not known yet nothing is said. */
const outermost = (ends: readonly Expression[], compare: '<' | '>'): Expression =>
  ends.reduce(
    (one, other) => promql`
    (${one}) ${compare} (${other})
    or
    ${other}
    or
    ${one}
  `,
  );

/** Without the dust of binary fractions, so that 0.87 is not below 0.9 - 0.03. */
const rounded = (value: Expression): Expression => promql`
  round(
    ${value},
    1e-6
  )
`;

/** Nothing of what is judged is negative. */
const fromZero = (value: Expression): Expression => promql`
  clamp_min(
    ${value},
    0
  )
`;

/** A share ends at all of it. */
const upToAll = (value: Expression): Expression => promql`
  clamp_max(
    ${value},
    1
  )
`;

/** The band of each: what alerts compare with and boards draw. */
function bandOf({ of, past, range }: Baseline): readonly RecordingRule[] {
  const lower = outermost(
    past.map(({ mean, spread }) => promql`${mean} - ${spread}`),
    '<',
  );
  const upper = outermost(
    past.map(({ mean, spread }) => promql`${mean} + ${spread}`),
    '>',
  );
  return [
    { record: records.lowerOf(of), expression: fromZero(range === 'share' ? rounded(lower) : lower) },
    { record: records.upperOf(of), expression: range === 'share' ? upToAll(rounded(upper)) : upper },
  ];
}

/** What was normal until lately, for alerts on change and for boards. In the group of long windows. */
export const baselineRecords: readonly RecordingRule[] = baselines.flatMap((baseline) => [
  ...baseline.past.flatMap((past) => recordsOfPast(baseline, past)),
  ...bandOf(baseline),
]);
