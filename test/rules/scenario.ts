import type { PrometheusRule } from '../../rules';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { wordsIn } from './metrics-in';
import { objectionsOfPromtool, type RuleTest } from './promtool';

/** What a scenario shows: of its alert, or of nothing but what recorded series hold. */
export type Proof = 'fires' | 'silent' | 'boundary' | 'recovery' | 'records';

/** One scenario of test/rules/cases/<AlertName>.yaml, in promtool's own notation but for `proves`. */
export interface Scenario {
  readonly name: string;
  readonly proves?: readonly Proof[];
  /** How often series are sampled and rules evaluated, for scenarios over days; the product's 30 s otherwise. */
  readonly interval?: string;
  /**
   * How often rules are evaluated where that is less often than series are sampled: for records over days, which look at
   * the samples of others and at none of their own.
   */
  readonly evaluation_interval?: string;
  /** Time at which it begins, for rules about the calendar; the beginning of Unix time otherwise. */
  readonly start_timestamp?: string;
  readonly input_series: readonly unknown[];
  readonly alert_rule_test: readonly {
    readonly eval_time: string;
    readonly alertname: string;
    readonly exp_alerts: readonly unknown[];
  }[];
  /** What recorded series hold, where the alert alone does not show it. */
  readonly promql_expr_test?: readonly {
    readonly expr: string;
    readonly eval_time: string;
    readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
  }[];
}

const secondsOf: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** `1h30m` in seconds. */
export const secondsIn = (time: string): number =>
  [...time.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (secondsOf[unit ?? ''] ?? Number.NaN),
    0,
  );

/** How often rules are evaluated in a scenario until its last check: what it takes is proportional to that. */
export function evaluationsOf({
  interval = '30s',
  evaluation_interval = interval,
  alert_rule_test,
  promql_expr_test = [],
}: Scenario): number {
  const last = Math.max(
    ...[...alert_rule_test, ...promql_expr_test].map(({ eval_time }) => secondsIn(eval_time)),
  );
  return Math.ceil(last / secondsIn(evaluation_interval)) + 1;
}

/** Labels of an alert that a check expects, all but its name. */
export const labelsOf = (expected: unknown): Readonly<Record<string, string>> =>
  (expected as { readonly exp_labels: Readonly<Record<string, string>> }).exp_labels;

/** Groups without annotations: promtool compares those to the letter, and the cases are about when and for whom. */
export const bareGroupsOf = (objects: readonly PrometheusRule[]): readonly PrintedGroup[] =>
  objects
    .flatMap(({ spec }) => spec.groups)
    .map((group) => ({
      ...group,
      rules: group.rules.map(({ annotations: _annotations, ...rule }) => rule),
    }));

/**
 * The rules of some alerts and records and all that they read, through any number of recorded series; order and times
 * stay.
 */
export function closureOf(
  names: ReadonlySet<string>,
  groups: readonly PrintedGroup[],
): readonly PrintedGroup[] {
  const recording = new Map<string, PrintedRule[]>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (rule.record !== undefined) recording.set(rule.record, [...(recording.get(rule.record) ?? []), rule]);
  }
  const needed = new Set<PrintedRule>();
  const visit = (rule: PrintedRule): void => {
    if (needed.has(rule)) return;
    needed.add(rule);
    for (const word of wordsIn(rule.expr)) recording.get(word)?.forEach(visit);
    for (const [, names = ''] of rule.expr.matchAll(/__name__=~"([^"]*)"/g)) {
      const pattern = new RegExp(`^(?:${names})$`);
      for (const [name, rules] of recording) if (pattern.test(name)) rules.forEach(visit);
    }
  };
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (names.has(rule.alert ?? rule.record ?? '')) visit(rule);
  }
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
    .filter(({ rules }) => rules.length > 0);
}

/** Names of the alerts and records that scenarios look at. */
export const lookedAtIn = (scenarios: readonly Scenario[]): ReadonlySet<string> =>
  new Set(
    scenarios.flatMap(({ alert_rule_test, promql_expr_test = [] }) => [
      ...alert_rule_test.map(({ alertname }) => alertname),
      ...promql_expr_test.flatMap(({ expr }) => [...wordsIn(expr)]),
    ]),
  );

const testsOf = (scenarios: readonly Scenario[]): readonly RuleTest[] =>
  scenarios.map(({ proves: _proves, interval = '30s', ...one }) => ({ ...one, interval }));

/** What Prometheus' own rule engine objects to in the scenarios; empty where all is as they say. */
export const objections = (
  scenarios: readonly Scenario[],
  groups: readonly PrintedGroup[],
): Promise<string> => objectionsOfPromtool(groups, testsOf(scenarios));
