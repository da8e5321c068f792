import { printDuration, times } from '../../models/duration';
import type { PrintedRule } from '../../rules/rule';
import { applied, editsOf } from './edits';
import { canonical } from './expression';
import { durationIn } from './reading';
import type { Subject } from './subject';

/** Rules with one mistake in them. */
export interface Mutant {
  /** The rule in which the mistake was found first. */
  readonly rule: PrintedRule;
  readonly operator: string;
  readonly before: string;
  readonly after: string;
  /** Where in the expression it begins; absent where it is in none. */
  readonly at?: number;
  /** What stands in for which rule. */
  readonly changes: ReadonlyMap<PrintedRule, PrintedRule>;
}

const oneLine = (text: string): string => {
  const whole = text.replace(/\s+/g, ' ').trim();
  if (whole === '') return 'nothing';
  return whole.length > 90 ? `${whole.slice(0, 60)} … ${whole.slice(-25)}` : whole;
};

/** In which rule, what, and what instead, on one line. */
export const nameOf = ({ rule, operator, before, after }: Mutant): string =>
  `${rule.record ?? rule.labels?.['severity'] ?? ''} ${operator}: ${oneLine(before)} -> ${oneLine(after)}`;

/** How far two texts are the same. */
function sameUntil(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index++;
  return index;
}

/**
 * The other severity of an alert whose severity follows the tier. The catalogue has one condition for both, so a mistake
 * in it is one in both rules.
 */
const twinOf = (rule: PrintedRule, rules: readonly PrintedRule[], until: number): PrintedRule | undefined =>
  rules.find(
    (other) =>
      other !== rule &&
      other.alert !== undefined &&
      other.alert === rule.alert &&
      other.for === rule.for &&
      until <= sameUntil(rule.expr, other.expr),
  );

/** Whether a mistake in two rules was found in the other of them before. */
const isLater = (rule: PrintedRule, twin: PrintedRule | undefined, rules: readonly PrintedRule[]): boolean =>
  twin !== undefined && rules.indexOf(twin) < rules.indexOf(rule);

const inBoth = (
  rule: PrintedRule,
  twin: PrintedRule | undefined,
  change: (one: PrintedRule) => PrintedRule,
): Mutant['changes'] =>
  new Map([rule, ...(twin === undefined ? [] : [twin])].map((one) => [one, change(one)] as const));

/** Up to what a condition says itself: behind it stands what every alert ends with, by tier. */
const conditionOf = ({ expr }: PrintedRule): number => Math.max(0, expr.lastIndexOf('group_left'));

function ofExpression(
  rule: PrintedRule,
  { rules, names }: { readonly rules: readonly PrintedRule[]; readonly names: readonly string[] },
): readonly Mutant[] {
  const seen = new Set([canonical(rule.expr)]);
  return editsOf(rule.expr, names, rule.alert === undefined).flatMap((edit): readonly Mutant[] => {
    const expr = applied(rule.expr, edit);
    const printed = canonical(expr);
    // What Prometheus refuses is no mutant, and two mistakes that make the same rule are one.
    if (printed === undefined || seen.has(printed)) return [];
    seen.add(printed);
    const twin = twinOf(rule, rules, edit.to);
    if (isLater(rule, twin, rules)) return [];
    return [
      {
        rule,
        operator: edit.operator,
        before: rule.expr.slice(edit.from, edit.to),
        after: edit.text,
        at: edit.from,
        changes: inBoth(rule, twin, (one) => ({ ...one, expr: applied(one.expr, edit) })),
      },
    ];
  });
}

function ofTimes(rule: PrintedRule, rules: readonly PrintedRule[]): readonly Mutant[] {
  const twin = twinOf(rule, rules, conditionOf(rule));
  if (isLater(rule, twin, rules)) return [];
  return (['for', 'keep_firing_for'] as const).flatMap((field) => {
    const before = rule[field];
    const span = durationIn(before ?? '');
    if (before === undefined || span === undefined) return [];
    return ['0s', printDuration(times(span, 3))].map((after) => ({
      rule,
      operator: `changes ${field}`,
      before,
      after,
      changes: inBoth(rule, twin, (one) => ({ ...one, [field]: after })),
    }));
  });
}

function ofSeverity(rule: PrintedRule): readonly Mutant[] {
  const before = rule.labels?.['severity'];
  if (before === undefined) return [];
  const after = before === 'critical' ? 'warning' : 'critical';
  const changed = { ...rule, labels: { ...rule.labels, severity: after } };
  return [{ rule, operator: 'changes the severity', before, after, changes: new Map([[rule, changed]]) }];
}

/** Every mistake in the rules of a subject. */
export function mutantsOf({ rules, groups }: Subject): readonly Mutant[] {
  const names = groups.flatMap((group) => group.rules.flatMap(({ record }) => record ?? []));
  return rules.flatMap((rule) => [
    ...ofExpression(rule, { rules, names }),
    ...ofTimes(rule, rules),
    ...ofSeverity(rule),
  ]);
}
