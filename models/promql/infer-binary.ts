import { comparisonProblems } from './comparisons';
import { checkMatching, labelsOfMatch } from './matching';
import { checkItself } from './matches-itself';
import type { Scope } from './scope';
import type { Binary, Span } from './tree';
import { inWords, scalar, union, vector, withUnit, type Series, type Unit, type Value } from './value';

export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

export function inferBinary(expr: Binary, scope: Scope): Value | undefined {
  const left = operand(expr.left, scope);
  const right = operand(expr.right, scope);
  if (!checkModifiers(expr, left, right, scope)) return undefined;
  if (left === undefined || right === undefined) return undefined;
  const { operator } = expr;
  if (left.kind === 'scalar' && right.kind === 'scalar')
    return scalar(calculated(operator, left.literal, right.literal));
  if (comparisons.has(operator)) comparisonProblems(expr, left, right, scope);
  if (left.kind === 'vector' && right.kind === 'vector')
    return vector(ofTwo(expr, left.series, right.series, scope));
  const [series, number] =
    left.kind === 'vector' ? [left.series, right] : [(right as { readonly series: Series }).series, left];
  return vector(
    withNumber(expr, series, number.kind === 'scalar' ? number.literal : undefined, left.kind === 'vector'),
  );
}

function operand(expr: Binary['left'], scope: Scope): (Value & { kind: 'scalar' | 'vector' }) | undefined {
  const value = scope.infer(expr, scope);
  if (value === undefined || value.kind === 'scalar' || value.kind === 'vector') return value;
  const hint = value.kind === 'window' ? '; take a rate or a mean of it first' : '';
  scope.report(
    'operand-type',
    expr,
    `operators work on series and numbers, and this is ${inWords[value.kind]}${hint}`,
  );
  return undefined;
}

/** Whether `bool`, `on` and so on can stand here. */
function checkModifiers(
  { operator, operatorSpan, bool, matching }: Binary,
  left: Value | undefined,
  right: Value | undefined,
  { report }: Scope,
): boolean {
  const wrong = (at: Span, message: string): false => {
    report('modifier', at, message);
    return false;
  };
  if (bool && !comparisons.has(operator))
    return wrong(operatorSpan, `bool belongs to a comparison, and ${operator} is none`);
  if (matching?.group !== undefined && setOperators.has(operator))
    return wrong(
      matching.group,
      `${operator} keeps series of one side as they are; leave group_${matching.group.side} out`,
    );
  const twice =
    matching?.on === true
      ? matching.group?.labels.find(({ name }) => matching.labels.some((one) => one.name === name))
      : undefined;
  if (twice !== undefined && matching !== undefined)
    return wrong(twice, `${twice.name} is in on() already, so both sides have it; leave it out here`);
  if (left === undefined || right === undefined) return false;
  const isPlain = left.kind === 'scalar' || right.kind === 'scalar';
  if (isPlain && setOperators.has(operator)) {
    report(
      'operand-type',
      operatorSpan,
      `${operator} is between series, and one side is a number; vector() makes one of it`,
    );
    return false;
  }
  if (isPlain && matching !== undefined && matching.labels.length > 0)
    return wrong(matching, 'labels are matched between series, and one side is a number; leave this out');
  if (left.kind === 'scalar' && right.kind === 'scalar' && comparisons.has(operator) && !bool) {
    report('operand-type', operatorSpan, `two numbers are compared with bool: ${operator} bool`);
    return false;
  }
  return true;
}

function calculated(operator: string, left?: number, right?: number): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '^':
      return left ** right;
    default:
      return undefined;
  }
}

/** A series and a number. */
function withNumber(
  { operator, bool, operatorSpan }: Binary,
  series: Series,
  number: number | undefined,
  seriesFirst: boolean,
): Series {
  if (comparisons.has(operator)) return compared(series, bool, operatorSpan);
  // A total times a number is a total; a rate times 60 is per minute, and no share either way.
  const scaled = ['*', '/', '+', '-'].includes(operator) && (seriesFirst || operator !== '/');
  // What is a share stays one as its complement.
  const unit: Unit =
    series.unit === 'ratio' && operator === '-' && !seriesFirst && number === 1 ? 'ratio' : 'unknown';
  return {
    ...withUnit(series, scaled && series.totals.length > 0 ? 'counter' : unit),
    totals: scaled ? series.totals : [],
  };
}

/** A comparison leaves the series that pass, with their values; with `bool` all of them, as 0 or 1. */
function compared(series: Series, bool: boolean, at: Span): Series {
  if (!bool) return { ...series, totals: [], presence: 'sometimes' };
  return { ...withUnit(series, 'unknown'), bool: at };
}

function ofTwo(expr: Binary, left: Series, right: Series, scope: Scope): Series {
  const { operator } = expr;
  if (operator === 'or') return union(left, right);
  checkMatching(expr, left.labels, right.labels, scope);
  // What exists depends on the other side; who asks for that may not care about values.
  if (operator === 'and' || operator === 'unless') return { ...left, totals: [], presence: 'sometimes' };
  checkItself(expr, scope);
  const labels = labelsOfMatch(expr, left.labels, right.labels);
  if (comparisons.has(operator)) {
    const { bool, operatorSpan } = expr;
    return {
      ...compared(expr.matching?.group?.side === 'right' ? right : left, bool, operatorSpan),
      labels,
      presence: bool ? bothThere(left, right) : 'sometimes',
    };
  }
  const { failures } = left;
  const totals = totalsOf(operator, left, right);
  return {
    labels,
    unit:
      totals.length === 0 && left.unit === 'counter' ? 'unknown' : unitOf(operator, left.unit, right.unit),
    totals,
    ...(failures === undefined ? {} : { failures }),
    buckets: left.buckets,
    merged: left.merged || right.merged,
    presence: bothThere(left, right),
    ...(left.bool === undefined ? {} : { bool: left.bool }),
  };
}

const bothThere = (left: Series, right: Series): Series['presence'] =>
  left.presence === 'sometimes' || right.presence === 'sometimes'
    ? 'sometimes'
    : left.presence === 'unknown' || right.presence === 'unknown'
      ? 'unknown'
      : 'always';

function unitOf(operator: string, left: Unit, right: Unit): Unit {
  if (operator === '/' && left === 'per second' && right === 'per second') return 'ratio';
  if ((operator === '+' || operator === '-') && left === right) return left;
  if (operator === '*' && right === 'unknown') return left;
  return 'unknown';
}

/** Started less finished is a level, if both began at the same time; every other sum, product or share of totals only grows. */
const totalsOf = (operator: string, left: Series, right: Series): Series['totals'] =>
  operator === '-' && left.totals.length > 0 && right.totals.length > 0
    ? []
    : [...left.totals, ...right.totals];
