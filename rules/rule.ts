import { printDuration, times, type Duration } from '../models/duration';
import type { KubernetesObject } from '../models/kubernetes';
import { printExpression, type Expression } from './promql';

export interface RecordingRule {
  readonly record: string;
  readonly expression: Expression;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface AlertingRule {
  readonly alert: string;
  readonly expression: Expression;
  readonly for: Duration;
  readonly keepFiringFor?: Duration;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval: Duration;
  /** How many series or alerts one rule may give. */
  readonly limit?: number;
  readonly queryOffset?: Duration;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** A rule as rule files write it, recording or alerting. */
export interface PrintedRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface PrintedGroup {
  readonly name: string;
  readonly interval: string;
  readonly limit?: number;
  readonly query_offset?: string;
  readonly rules: readonly PrintedRule[];
}

/** monitoring.coreos.com/v1 PrometheusRule; its `spec` is what a rule file holds. */
export interface PrometheusRule extends KubernetesObject {
  readonly kind: 'PrometheusRule';
  readonly spec: { readonly groups: readonly PrintedGroup[] };
}

/** A group as rule files and PrometheusRule objects write it, with every time divided by `pace`. */
export function printGroup(group: RuleGroup, pace: number): PrintedGroup {
  const time = (duration: Duration): string => printDuration(times(duration, 1 / pace));
  return {
    name: group.name,
    interval: time(group.interval),
    ...(group.limit === undefined ? {} : { limit: group.limit }),
    ...(group.queryOffset === undefined ? {} : { query_offset: time(group.queryOffset) }),
    rules: group.rules.map((rule) =>
      'record' in rule
        ? {
            record: rule.record,
            expr: printExpression(rule.expression, pace),
            ...(rule.labels === undefined ? {} : { labels: rule.labels }),
          }
        : {
            alert: rule.alert,
            expr: printExpression(rule.expression, pace),
            ...(rule.for.milliseconds === 0 ? {} : { for: time(rule.for) }),
            ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: time(rule.keepFiringFor) }),
            labels: rule.labels,
            annotations: rule.annotations,
          },
    ),
  };
}
