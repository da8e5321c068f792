import { inferAggregation } from './infer-aggregation';
import { inferBinary } from './infer-binary';
import { inferCall } from './infer-call';
import { inferSelector, inferSubquery, inferWindow } from './infer-selector';
import type { Scope } from './scope';
import type { Expr, Unary } from './tree';
import { inWords, scalar, vector, withUnit, type Value } from './value';

/** The type of an expression; `undefined` where it has none, which has then been reported. */
export function infer(expr: Expr, scope: Scope): Value | undefined {
  switch (expr.kind) {
    case 'number':
      return scalar(expr.value);
    case 'text':
      return { kind: 'text', text: expr.value };
    case 'selector':
      return inferSelector(expr, scope);
    case 'window':
      return inferWindow(expr, scope);
    case 'subquery':
      return inferSubquery(expr, scope);
    case 'paren':
      return infer(expr.of, scope);
    case 'unary':
      return inferUnary(expr, scope);
    case 'call':
      return inferCall(expr, scope);
    case 'aggregation':
      return inferAggregation(expr, scope);
    case 'binary':
      return inferBinary(expr, scope);
  }
}

function inferUnary(expr: Unary, scope: Scope): Value | undefined {
  const value = infer(expr.of, scope);
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') {
    return scalar(value.literal === undefined || expr.operator === '+' ? value.literal : -value.literal);
  }
  if (value.kind === 'vector') {
    return expr.operator === '+'
      ? value
      : vector({ ...withUnit(value.series, 'unknown'), totals: value.series.totals });
  }
  scope.report(
    'operand-type',
    expr.of,
    `${expr.operator} turns around numbers and series, and this is ${inWords[value.kind]}`,
  );
  return undefined;
}
