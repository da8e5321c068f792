import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { PrometheusRule } from '../../rules';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { binaryOf } from '../../scripts/tool-binaries';

/** What a scenario shows of its alert. */
export type Proof = 'fires' | 'silent' | 'boundary' | 'recovery';

/** One scenario of test/rules/cases/<AlertName>.yaml, in promtool's own notation but for `proves`. */
export interface Scenario {
  readonly name: string;
  readonly proves?: readonly Proof[];
  /** How often series are sampled and rules evaluated, for scenarios over days; the product's 30 s otherwise. */
  readonly interval?: string;
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

/** The rules of some alerts and all that they read, through any number of recorded series; order and times stay. */
export function closureOf(
  alertNames: ReadonlySet<string>,
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
    for (const word of new Set(rule.expr.match(/[a-zA-Z_:][\w:]*/g))) recording.get(word)?.forEach(visit);
    for (const [, names = ''] of rule.expr.matchAll(/__name__=~"([^"]*)"/g)) {
      const pattern = new RegExp(`^(?:${names})$`);
      for (const [name, rules] of recording) if (pattern.test(name)) rules.forEach(visit);
    }
  };
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (rule.alert !== undefined && alertNames.has(rule.alert)) visit(rule);
  }
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
    .filter(({ rules }) => rules.length > 0);
}

/** Names of the alerts that scenarios look at. */
export const alertsIn = (scenarios: readonly Scenario[]): ReadonlySet<string> =>
  new Set(scenarios.flatMap(({ alert_rule_test }) => alert_rule_test.map(({ alertname }) => alertname)));

/** What Prometheus' own rule engine objects to in the scenarios; empty where all is as they say. */
export function objections(
  scenarios: readonly Scenario[],
  groups: readonly PrintedGroup[],
  folder: string,
  name: string,
): string {
  const rules = `${name}.rules.yaml`;
  writeFileSync(join(folder, rules), dump({ groups }));
  const intervals = [...new Set(scenarios.map(({ interval }) => interval ?? '30s'))];
  const files = intervals.map((interval) => {
    const file = join(folder, `${name}.${interval}.test.yaml`);
    const tests = scenarios
      .filter((one) => (one.interval ?? '30s') === interval)
      .map(({ proves: _proves, ...one }) => ({ ...one, interval }));
    // Left to itself, promtool takes groups in any order, and what another group records may then be one interval old.
    const order = groups.map(({ name: group }) => group);
    writeFileSync(
      file,
      dump({ rule_files: [rules], evaluation_interval: interval, group_eval_order: order, tests }),
    );
    return file;
  });
  const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['test', 'rules', ...files], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}
