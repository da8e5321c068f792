import { dcgm } from '../../models/dcgm';
import { gpuRecords } from '../../models/gpu-records';
import { thresholds } from '../../models/names';
import { bare, type Binary, type Expr, type Matcher, type Selector } from '../../models/promql/tree';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { parse, placesIn, type Place } from './expression';
import type { Mutant } from './mutants';
import { comparisons } from './reading';

/** Mistakes that change nothing, with the reason. */
interface Equivalence {
  readonly why: string;
  readonly holds: (mutant: Mutant) => boolean;
}

const names = (text: string): readonly string[] => text.match(/\w+/g) ?? [];

/** The innermost part of the expression in which the mistake was made. */
function placeOf({ rule, at }: Mutant): Place | undefined {
  return at === undefined
    ? undefined
    : placesIn(parse(rule.expr))
        .filter(({ node }) => node.from <= at && at < node.to)
        .at(-1);
}

/** The comparison whose right side a mistake changes. */
function comparisonAt(mutant: Mutant): Binary | undefined {
  const { node, above } = placeOf(mutant) ?? {};
  const [parent] = above ?? [];
  return parent?.kind === 'binary' && comparisons.has(parent.operator) && bare(parent.right) === node
    ? parent
    : undefined;
}

/** Records that say how many there are of something, and how bad a fault of a GPU is: 1 or 2. */
const wholeRecords: ReadonlySet<string> = new Set([
  gpuRecords.podGpus,
  records.sourcesFound,
  signals.gpuFault.series,
]);

/** Whether an expression has whole numbers for values. */
function isWhole(expr: Expr): boolean {
  const inner = bare(expr);
  return (
    (inner.kind === 'call' && inner.name === 'count_over_time') ||
    (inner.kind === 'aggregation' && inner.operator === 'count') ||
    (inner.kind === 'selector' && wholeRecords.has(inner.metric ?? ''))
  );
}

/** Whether every whole number is on the same side of two limits. */
function isSameForWholeNumbers(operator: string, one: number, other: number): boolean {
  if (operator === '>' || operator === '<=') return Math.floor(one) === Math.floor(other);
  return (operator === '<' || operator === '>=') && Math.ceil(one) === Math.ceil(other);
}

/** The selector that an expression is, but for what leaves every label of its series as it is. */
function selectorOf(expr: Expr): Selector | undefined {
  const inner = bare(expr);
  if (inner.kind === 'selector') return inner;
  if (inner.kind === 'window') return inner.of;
  if (
    inner.kind === 'call' &&
    /^(?:rate|increase|delta|deriv|predict_linear|last_over_time)$/.test(inner.name)
  )
    return inner.args[0] === undefined ? undefined : selectorOf(inner.args[0]);
  return inner.kind === 'binary' && comparisons.has(inner.operator) && bare(inner.right).kind === 'number'
    ? selectorOf(inner.left)
    : undefined;
}

/**
 * The matchers of the other side where series find each other by all their labels: of a division, and of what is kept if or
 * unless there is such a series.
 */
function matchersOfPartner(mutant: Mutant): readonly Matcher[] {
  const { node, above = [] } = placeOf(mutant) ?? {};
  for (const one of above) {
    if (one.kind !== 'binary' || one.matching !== undefined) continue;
    if (!['/', 'and', 'unless'].includes(one.operator)) continue;
    const [left, right] = [selectorOf(one.left), selectorOf(one.right)];
    // What is excluded does not bound what is kept.
    if (node === left && one.operator !== 'unless') return right?.matchers ?? [];
    if (node === right) return left?.matchers ?? [];
  }
  return [];
}

const written = ({ label, operator, value }: Matcher): string => `${label}${operator}"${value}"`;

/** Hotter than any GPU, and less than what DCGM says where it does not know. Unit: degrees Celsius. */
const noTemperature = { from: 200, to: 2e9 };

const equivalences: readonly Equivalence[] = [
  {
    why: 'a name is that of one model in an environment, so the name alone joins as well as name and namespace',
    holds: ({ operator, before, after }) =>
      operator === 'drops a label of on' &&
      names(after).includes('model_name') &&
      names(before).includes('namespace') &&
      !names(after).includes('namespace'),
  },
  {
    why: 'the UUID of a GPU is its own, wherever the GPU is',
    holds: ({ operator, after }) => operator === 'drops a label of on' && names(after).includes('UUID'),
  },
  {
    why: 'a probe says 0 or 1, and only 0 is below any number from above 0 to 1',
    holds: ({ operator, after }) =>
      operator === 'changes a threshold' && /^\(model:threshold:probe \* 0\./.test(after),
  },
  {
    why: 'how many there are is a whole number, and none lies between the one limit and the other',
    holds(mutant) {
      const found = mutant.operator === 'changes a number' ? comparisonAt(mutant) : undefined;
      return (
        found !== undefined &&
        isWhole(found.left) &&
        isSameForWholeNumbers(found.operator, Number(mutant.before), Number(mutant.after))
      );
    },
  },
  {
    why: 'sides of a division, of and, and of unless find each other by all their labels, so what one of them lets in that the other does not finds none',
    holds(mutant) {
      const { node } = placeOf(mutant) ?? {};
      if (mutant.operator !== 'drops a matcher' || node?.kind !== 'selector') return false;
      const partner = new Set(matchersOfPartner(mutant).map(written));
      const dropped = node.matchers.filter((one) => !mutant.after.includes(written(one)));
      return dropped.length > 0 && dropped.every((one) => partner.has(written(one)));
    },
  },
  {
    why: 'no GPU is as hot as two hundred degrees, and what stands for a temperature that is not known is beyond two thousand million',
    holds(mutant) {
      const found = mutant.operator === 'changes a number' ? comparisonAt(mutant) : undefined;
      const limits = [mutant.before, mutant.after].map(Number);
      return (
        found !== undefined &&
        selectorOf(found.left)?.metric === dcgm.temperature &&
        limits.every((limit) => noTemperature.from <= limit && limit <= noTemperature.to)
      );
    },
  },
  {
    why: 'a count of endpoints is below a whole number up to twenty exactly when it is below 95 % of it',
    holds: ({ operator, after }) =>
      operator === 'changes a threshold' && after === `(${thresholds.sources} * 0.95)`,
  },
  {
    why: 'topk keeps all labels and takes as many of a group as the whole part of a number says',
    holds(mutant) {
      const { node, above: [parent] = [] } = placeOf(mutant) ?? {};
      return (
        mutant.operator === 'changes a number' &&
        Math.trunc(Number(mutant.before)) === Math.trunc(Number(mutant.after)) &&
        parent?.kind === 'aggregation' &&
        parent.operator === 'topk' &&
        parent.args[0] === node
      );
    },
  },
  {
    why: 'a name is that of one model in an environment, so topk, which keeps all labels, groups by it as well',
    holds: ({ operator, rule, before, after }) =>
      operator === 'drops a label of by' &&
      names(after).includes('model_name') &&
      names(before).includes('namespace') &&
      !names(after).includes('namespace') &&
      placesIn(parse(rule.expr)).every(({ node }) => node.kind !== 'aggregation' || node.operator === 'topk'),
  },
  {
    why: 'what is grouped again by fewer labels, to say only that there is something, needs no other label before',
    holds(mutant) {
      const { node, above: [outer] = [] } = placeOf(mutant) ?? {};
      if (mutant.operator !== 'drops a label of by' || node?.kind !== 'aggregation') return false;
      if (node.operator !== 'max' || outer?.kind !== 'aggregation' || outer.operator !== 'group')
        return false;
      const { without = false, labels = [] } = outer.grouping ?? {};
      const kept = names(mutant.after);
      return !without && labels.every(({ name }) => kept.includes(name));
    },
  },
  {
    why: 'where two windows of objectives have the same factor, either alternative gives the same limit',
    holds({ operator, rule, before, at = 0 }) {
      const factorOf = (text: string | undefined): string | undefined =>
        text === undefined ? undefined : /([\d.]+) \* max by \([^)]*\) \([\w:]+\{$/.exec(text)?.[1];
      const [, rest] = /^window="28d"(\}\)\s+or\s+[^{]*\{)window="7d"/.exec(rule.expr.slice(at)) ?? [];
      const own = factorOf(rule.expr.slice(0, at));
      return operator === 'drops a matcher' && before !== '' && own !== undefined && own === factorOf(rest);
    },
  },
  {
    why: 'objectives have one of three windows, so what is left to the last of three alternatives by window is of that window',
    holds: ({ operator, rule, before, after }) =>
      operator === 'drops a matcher' &&
      before === 'window="7d"' &&
      after === '' &&
      /window="30d"[^]*\s+or\s+[^]*window="28d"[^]*\s+or\s+[^]*window="7d"/.test(rule.expr),
  },
];

/** Why a mutant is no mistake at all; none where it is one. */
export const whyEquivalent = (mutant: Mutant): string | undefined =>
  equivalences.find(({ holds }) => holds(mutant))?.why;
