import type { Scope } from './scope';
import type { Binary } from './tree';
import type { Series, Value } from './value';

type Operand = Extract<Value, { kind: 'scalar' | 'vector' }>;

/** What is wrong with a comparison because of what the two sides are. */
export function comparisonProblems(expr: Binary, left: Operand, right: Operand, scope: Scope): void {
  const [series, other, seriesFirst] =
    left.kind === 'vector'
      ? [left.series, right, true]
      : right.kind === 'vector'
        ? [right.series, left, false]
        : [];
  if (series === undefined || other === undefined) return;
  if (other.kind === 'scalar') {
    const operator = seriesFirst ? expr.operator : mirrored(expr.operator);
    withBareNumber(expr, series, operator, other.literal, scope);
  }
  const sides = [left, right].flatMap((side) => (side.kind === 'vector' ? [side.series] : []));
  const totals = sides.flatMap((side) => side.totals);
  // Two totals may be compared with each other: the same one earlier, or finished with started.
  if (totals.length === 0 || sides.every((side) => side.totals.length > 0 && sides.length === 2)) return;
  const [counter] = totals;
  if (counter === undefined) return;
  const name = counter.metric ?? 'it';
  scope.report(
    'raw-counter',
    counter,
    `${name} counts everything since the server started and only grows, so it passes any limit in time; compare its growth: increase(${name}[1h]) or rate(${name}[5m])`,
  );
}

const mirrored = (operator: string): string => operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));

function withBareNumber(
  expr: Binary,
  series: Series,
  operator: string,
  literal: number | undefined,
  { report }: Scope,
): void {
  if (literal === undefined) return;
  const { constant } = series;
  if (constant !== undefined && !expr.bool && !holds(constant, operator, literal)) {
    report(
      'never-true',
      expr,
      `the value here is ${constant} or nothing at all, so ${operator} ${literal} never holds; compare nothing, or with == ${constant}`,
    );
  }
  const isShare = literal > 0 && literal < 1 && (operator === '>' || operator === '>=');
  if (!isShare || series.unit !== 'per second' || series.failures === undefined) return;
  const perHour = Math.round(literal * 3_600);
  report(
    'rate-as-ratio',
    expr,
    `this compares failures per second (${series.failures}) with ${literal}, which is ${perHour} an hour whatever the traffic; for a share of ${percent(literal)} divide by the rate of all requests, and for a number of events write it per hour: 3600 * … > ${perHour}`,
  );
}

const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(6))}%`;

function holds(value: number, operator: string, limit: number): boolean {
  switch (operator) {
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    default:
      return value <= limit;
  }
}
