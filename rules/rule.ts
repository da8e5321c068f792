import { printDuration, times, type Duration } from '../models/duration';
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
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** A group as rule files and PrometheusRule objects write it, with every time divided by `pace`. */
export function printGroup(group: RuleGroup, pace = 1): Readonly<Record<string, unknown>> {
  const time = (duration: Duration): string => printDuration(times(duration, 1 / pace));
  return {
    name: group.name,
    interval: time(group.interval),
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
