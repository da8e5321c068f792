import { takesPart } from './matching';
import type { Scope } from './scope';
import {
  bare,
  type Aggregation,
  type Binary,
  type Expr,
  type Matcher,
  type Matching,
  type Selector,
} from './tree';

/** What an operator always gives between a series and itself. */
const outcomes: Readonly<Record<string, string>> = {
  '/': 'the quotient is always 1',
  '-': 'the difference is always 0',
  '%': 'the remainder is always 0',
  '>': 'this never holds',
  '<': 'this never holds',
  '!=': 'this never holds',
  '>=': 'this always holds',
  '<=': 'this always holds',
  '==': 'this always holds',
};

/**
 * A part divided by its whole, matched by the very label that makes it a part: each series of the left finds itself on the
 * right. So it is where both sides do the same to the same metric and only matchers differ, on labels that both the
 * aggregations and the matching keep.
 */
export function checkItself(
  { operator, operatorSpan, left, right, matching }: Binary,
  { report }: Scope,
): void {
  const outcome = outcomes[operator];
  if (outcome === undefined || matching?.group !== undefined) return;
  const sides = { left: bare(left), right: bare(right) };
  const labels = differing(sides.left, sides.right, matching);
  if (labels === undefined || labels.length === 0) return;
  const [label = ''] = labels;
  const metric = selectorIn(sides.left)?.metric ?? 'the metric';
  report(
    'matches-itself',
    operatorSpan,
    `series are matched by all their labels, ${label} too, so each series of ${metric} on the left meets itself on the right and ${outcome}; add both sides up before: sum(…) ${operator} sum(…)`,
  );
}

/** Labels on which the two sides match differently; undefined where they differ in anything else, or lose one of these. */
function differing(left: Expr, right: Expr, matching: Matching | undefined): readonly string[] | undefined {
  const [one, other] = [selectorIn(left), selectorIn(right)];
  if (one?.metric === undefined || other === undefined || one.metric !== other.metric) return undefined;
  if (withoutMatchers(left) !== withoutMatchers(right)) return undefined;
  const labels = [
    ...new Set([...apart(one.matchers, other.matchers), ...apart(other.matchers, one.matchers)]),
  ];
  const kept = labels.every((label) => takesPart(label, matching) && keptBy(left, label));
  return kept ? labels : undefined;
}

const apart = (some: readonly Matcher[], others: readonly Matcher[]): readonly string[] =>
  some
    .filter(
      ({ label, operator, value }) =>
        !others.some((one) => one.label === label && one.operator === operator && one.value === value),
    )
    .map(({ label }) => label);

/** The one selector inside, where there is just one. */
function selectorIn(expr: Expr): Selector | undefined {
  const inner = bare(expr);
  switch (inner.kind) {
    case 'selector':
      return inner;
    case 'window':
    case 'subquery':
    case 'unary':
      return selectorIn(inner.of);
    case 'call':
    case 'aggregation': {
      const found = inner.args.flatMap((arg) => selectorIn(arg) ?? []);
      return found.length === 1 ? found[0] : undefined;
    }
    case 'binary': {
      const found = [inner.left, inner.right].flatMap((side) => selectorIn(side) ?? []);
      return found.length === 1 ? found[0] : undefined;
    }
    default:
      return undefined;
  }
}

const withoutMatchers = (expr: Expr): string =>
  JSON.stringify(expr, (key, value: unknown) =>
    key === 'from' || key === 'to' || key === 'matchers' || key.endsWith('Span') ? undefined : value,
  );

/** Whether a label of the selector is still there at the top. */
function keptBy(expr: Expr, label: string): boolean {
  const inner = bare(expr);
  switch (inner.kind) {
    case 'window':
    case 'subquery':
    case 'unary':
      return keptBy(inner.of, label);
    case 'call':
      return (
        !['absent', 'absent_over_time', 'label_replace', 'label_join', 'scalar', 'vector'].includes(
          inner.name,
        ) && inner.args.every((arg) => keptBy(arg, label))
      );
    case 'aggregation':
      return isGroupedBy(inner, label) && inner.args.every((arg) => keptBy(arg, label));
    case 'binary':
      return inner.matching === undefined && keptBy(inner.left, label) && keptBy(inner.right, label);
    default:
      return true;
  }
}

const isGroupedBy = ({ grouping, operator }: Aggregation, label: string): boolean =>
  operator !== 'topk' &&
  operator !== 'bottomk' &&
  grouping !== undefined &&
  grouping.labels.some(({ name }) => name === label) !== grouping.without;
