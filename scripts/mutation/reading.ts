import type { Duration } from '../../models/duration';
import { bare, type Expr } from '../../models/promql/tree';
import type { Place } from './expression';

export const comparisons: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!=']);
export const setOperators: readonly string[] = ['and', 'or', 'unless'];
/** Aggregations of which the result does not depend on the values that go in. */
const counting: ReadonlySet<string> = new Set(['count', 'group']);

/**
 * Whether a value can change the result. It cannot where it is only asked whether there is one: on the right of `and` and
 * `unless`, inside `count` and `group`, and in `0 * x`. A comparison on the way reads it. The value of a record matters
 * as a whole, and of an alert only that there is one.
 */
export function isValueSeen({ node, above }: Place, isRecord: boolean): boolean {
  const [parent, ...further] = above;
  if (parent === undefined) return isRecord;
  if (parent.kind === 'binary') {
    const { operator, left, right } = parent;
    if (comparisons.has(operator)) return true;
    if (node === right && (operator === 'and' || operator === 'unless')) return false;
    if (operator === '*' && isZero(node === left ? right : left)) return false;
  }
  if (parent.kind === 'aggregation' && counting.has(parent.operator)) return false;
  return isValueSeen({ node: parent, above: further }, isRecord);
}

function isZero(expr: Expr): boolean {
  const inner = bare(expr);
  return inner.kind === 'number' && inner.value === 0;
}

const unitLengths: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A span in Prometheus' notation; none where the text is no span. */
export function durationIn(text: string): Duration | undefined {
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  return {
    milliseconds: parts.reduce(
      (sum, [, count, unit]) => sum + Number(count) * (unitLengths[unit ?? ''] ?? Number.NaN),
      0,
    ),
  };
}

const withWindow = /^(.*?)((?:\d+(?:ms|[smhd]))+)$/;

/** The recorded series of the next shorter and the next longer window. */
export function neighboursOf(name: string, names: readonly string[]): readonly string[] {
  const [, stem, window] = withWindow.exec(name) ?? [];
  const own = durationIn(window ?? '');
  if (stem === undefined || own === undefined) return [];
  const others = names
    .flatMap((other) => {
      const [, otherStem, otherWindow] = withWindow.exec(other) ?? [];
      const span = otherStem === stem ? durationIn(otherWindow ?? '') : undefined;
      return span === undefined ? [] : [{ other, span: span.milliseconds }];
    })
    .sort((a, b) => a.span - b.span);
  return [
    ...others.filter(({ span }) => span < own.milliseconds).slice(-1),
    ...others.filter(({ span }) => span > own.milliseconds).slice(0, 1),
  ].map(({ other }) => other);
}
