import type { Environment } from '../../environments/environment';
import { expected, standardLabel } from '../../models/names';
import type { Alert } from '../../rules/alert';
import type { PrintedGroup } from '../../rules/rule';
import { labelsOf, type Scenario } from './scenario';

/** Severities of the tiers, as an alert whose severity follows the tier has them. */
const other = {
  critical: { tier: 'standard', severity: 'warning' },
  standard: { tier: 'critical', severity: 'critical' },
  experimental: { tier: 'critical', severity: 'critical' },
} as const;

/** The same company, in which every critical model is a standard one and every other model is critical. */
export const ofOtherTiers = (environment: Environment): Environment => ({
  ...environment,
  models: environment.models.map((model) => ({ ...model, tier: other[model.tier].tier })),
});

const isTier = (tier: string | undefined): tier is keyof typeof other => tier !== undefined && tier in other;

/** What scenarios of an alert whose severity follows the tier expect there. */
export const expectedOfOtherTiers = (alert: string, scenarios: readonly Scenario[]): readonly Scenario[] =>
  scenarios.map((scenario) => ({
    ...scenario,
    alert_rule_test: scenario.alert_rule_test
      .filter(({ alertname }) => alertname === alert)
      .map((check) => ({
        ...check,
        exp_alerts: check.exp_alerts.map((one) => {
          const labels = labelsOf(one);
          const { tier } = labels;
          if (!isTier(tier)) throw new Error(`${scenario.name}: an alert of no tier`);
          return { exp_labels: { ...labels, ...other[tier] } };
        }),
      })),
  }));

/** Whether one rule of the alert is for critical models and another for all others. */
export const followsTier = ({ conditions }: Alert): boolean =>
  conditions.some(({ severity }) => severity === 'by-tier');

/** What a model records as a constant, or what of a standard threshold is its value. */
const constantIn = (expr: string): number => Number(/^\S+(?=$|\n\* group by)/.exec(expr)?.[0]);

/** Every threshold a second time, lower and with a label of its own, as while its rule moves to another object. */
function copies(groups: readonly PrintedGroup[]): Scenario['input_series'] {
  const rules = groups.flatMap((group) => group.rules);
  const copyOf = (record: string, expr: string, labels: object): Scenario['input_series'][number] => {
    const all = Object.entries({ ...labels, copy: 'old' }).map(([name, text]) => `${name}="${text}"`);
    return { series: `${record}{${all.join(', ')}}`, values: `${constantIn(expr) / 2}x3000` };
  };
  const isThreshold = (record: string): boolean => record.startsWith('model:threshold:');
  return rules.flatMap(({ record = '', expr, labels = {} }) => {
    if (isThreshold(record) && 'model_name' in labels) return [copyOf(record, expr, labels)];
    if (record !== expected.thresholds) return [];
    const key = Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== 'standard'));
    return rules.flatMap((rule) => {
      const standard = rule.record ?? '';
      return isThreshold(standard) &&
        rule.labels === undefined &&
        labels[standardLabel(standard)] === 'standard'
        ? [copyOf(standard, rule.expr, key)]
        : [];
    });
  });
}

/** The same must come of it: the higher threshold counts, and no join fails. */
export const withThresholdsTwice = (scenario: Scenario, groups: readonly PrintedGroup[]): Scenario => ({
  ...scenario,
  input_series: [...scenario.input_series, ...copies(groups)],
});
