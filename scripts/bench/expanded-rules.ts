import type { Environment } from '../../environments';
import { minutes } from '../../models/duration';
import type { Model } from '../../models/model';
import { objects } from '../../models/names';
import { alerts, rulesFor, sharedRules } from '../../rules';
import type { Alert, ModelAlert } from '../../rules/alert';
import { alertGroups } from '../../rules/alert-groups';
import { alertingRule, unlessMuted, withOwner } from '../../rules/alerting-rules';
import { thresholdRule } from '../../rules/model-rules';
import { thresholdsOf } from '../../rules/model-thresholds';
import { ofOneModel } from '../../rules/one-model';
import { printExpression } from '../../rules/promql';
import { printGroup, type AlertingRule, type PrintedGroup, type RuleGroup } from '../../rules/rule';
import { declaredBy } from '../../rules/standard-thresholds';
import { withOwnRecords } from './own-records';

/** Every rule of an environment, with one rule of an alert for all models. */
export const sharedGroups = (environment: Environment, pace: number): readonly PrintedGroup[] =>
  [
    sharedRules(environment, pace),
    ...environment.models.map((model) => rulesFor(model, environment, pace)),
  ].flatMap(({ spec }) => spec.groups);

const isAboutModels = (alert: Alert): alert is ModelAlert => alert.scope === 'model';

/** Whether an alert can fire for a model: somebody who writes rules by hand would write no other. */
function concerns(
  { needs, oneOf = [], conditions }: ModelAlert,
  { signals }: Model,
  own: ReadonlySet<string>,
): boolean {
  const named = conditions.flatMap(
    ({ expression }) => printExpression(expression).match(/model:threshold:\w+/g) ?? [],
  );
  return (
    needs.every((signal) => signals.includes(signal)) &&
    (oneOf.length === 0 || oneOf.some((signal) => signals.includes(signal))) &&
    (named.length === 0 || named.some((threshold) => own.has(threshold)))
  );
}

function ownAlerts(model: Model, environment: Environment): readonly AlertingRule[] {
  const own = new Set(thresholdsOf(model).map(({ record }) => record));
  return alerts
    .filter(isAboutModels)
    .filter((alert) => concerns(alert, model, own))
    .flatMap((alert) =>
      alert.conditions.map((condition) => {
        const byTier = model.tier === 'critical' ? 'critical' : 'warning';
        return alertingRule(
          alert,
          {
            ...condition,
            severity: condition.severity === 'by-tier' ? byTier : condition.severity,
            expression: ofOneModel(model, withOwner(unlessMuted(condition.expression, alert.name))),
          },
          environment,
        );
      }),
    );
}

/** The thresholds that shared rules say of a model, as constants of its own. */
const standardOf = (model: Model, environment: Environment): RuleGroup => ({
  name: `${objects.sharedRules}-thresholds-of-${model.name}`,
  interval: minutes(1),
  rules: declaredBy(model, environment).standard.map((threshold) => thresholdRule(model, threshold)),
});

/**
 * The same rules with a copy of every record and every alert for each model that it concerns, which reads that model's
 * series only, as a generator would write them that has no rule for all.
 */
export const expandedGroups = (environment: Environment, pace: number): readonly PrintedGroup[] => {
  const names: ReadonlySet<string> = new Set(alerts.filter(isAboutModels).map(({ name }) => name));
  const shared = sharedRules(environment, pace).spec.groups.map((group) => ({
    ...group,
    rules: group.rules.filter(({ alert }) => alert === undefined || !names.has(alert)),
  }));
  return [
    ...withOwnRecords(shared, environment.models),
    ...environment.models.flatMap((model) => rulesFor(model, environment, pace).spec.groups),
    ...environment.models.map((model) => printGroup(standardOf(model, environment), pace)),
    ...environment.models
      .flatMap((model) =>
        alertGroups(`${objects.sharedRules}-alerts-of-${model.name}`, ownAlerts(model, environment)),
      )
      .map((group) => printGroup(group, pace)),
  ].filter(({ rules }) => rules.length > 0);
};
