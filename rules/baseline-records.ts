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
  const floor = least(mean);
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
      expression: promql`
        (
          ${most === undefined ? noise : capped(most)}
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

/** Within what a value can be; without the dust of binary fractions, so that 0.87 is not below 0.9 - 0.03. */
const possible = (value: Expression, range: Baseline['range']): Expression =>
  range === 'share'
    ? promql`
        clamp(
          round(
            ${value},
            1e-6
          ),
          0, 1
        )
      `
    : promql`
        clamp_min(
          ${value},
          0
        )
      `;

/** The band of each: what alerts compare with and boards draw. */
const bandOf = ({ of, past, range }: Baseline): readonly RecordingRule[] => [
  {
    record: records.lowerOf(of),
    expression: possible(
      outermost(
        past.map(({ mean, spread }) => promql`${mean} - ${spread}`),
        '<',
      ),
      range,
    ),
  },
  {
    record: records.upperOf(of),
    expression: possible(
      outermost(
        past.map(({ mean, spread }) => promql`${mean} + ${spread}`),
        '>',
      ),
      range,
    ),
  },
];

/** What was normal until lately, for alerts on change and for boards. In the group of long windows. */
export const baselineRecords: readonly RecordingRule[] = baselines.flatMap((baseline) => [
  ...baseline.past.flatMap((past) => recordsOfPast(baseline, past)),
  ...bandOf(baseline),
]);
