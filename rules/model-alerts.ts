import type { Environment } from '../environments/environment';
import { boardUrl } from '../models/links';
import { loggedOf, logsUrl } from '../models/log-links';
import type { AlertChange, ExtraAlert, Model } from '../models/model';
import type { Severity } from '../models/names';
import { signals } from '../models/signals';
import { theModel, type Condition, type ModelAlert } from './alert';
import { alertingRule, carriedBy, unlessMuted, withOwner, type FinalCondition } from './alerting-rules';
import { alerts } from './catalogue';
import { escalationRules } from './escalation';
import { matchersOf, ofOneModel } from './one-model';
import { joined, promql, type Expression } from './promql';
import type { AlertingRule } from './rule';

/** The rules that only this model has: alerts of the catalogue as its entry changes them, and alerts of its own. */
export function alertingRulesOfModel(model: Model, environment: Environment): readonly AlertingRule[] {
  const own = [
    ...model.alertChanges
      .filter(({ off }) => off === undefined)
      .flatMap((change) => changedRules(model, change, environment)),
    ...model.extraAlerts.map((extra) => extraRule(model, extra, environment)),
  ];
  const escalation = escalationRules(own.filter(isOnlyHere), environment, `, ${matchersOf(model)}`);
  return [...own, ...escalation];
}

/** Whether no shared rule makes the alert escalate, because it is critical for models that say so only. */
const isOnlyHere = ({ alert }: AlertingRule): boolean =>
  !alerts.some(
    ({ name, conditions }) =>
      name === alert && conditions.some(({ severity }) => severity === 'critical' || severity === 'by-tier'),
  );

/**
 * What every alert about this model ends with. It does not ask for the mute of the shared rule, for which it stands in,
 * but nobody is told during maintenance.
 */
const finished = (
  model: Model,
  expression: Expression,
  alert: Pick<ModelAlert, 'followsTraffic'> = {},
): Expression => ofOneModel(model, withOwner(unlessMuted(expression), { carried: carriedBy(alert) }));

function changedRules(model: Model, change: AlertChange, environment: Environment): readonly AlertingRule[] {
  const alert = alerts.find((one): one is ModelAlert => one.name === change.alert && one.scope === 'model');
  if (alert === undefined) throw new Error(`the catalogue has no ${change.alert}`);
  return conditionsOf(alert, change, model).map((condition) =>
    alertingRule(
      alert,
      { ...condition, expression: finished(model, condition.expression, alert) },
      environment,
    ),
  );
}

/** The conditions of a catalogue alert with the severity that they have for this model, or with the one that it gives. */
function conditionsOf(
  { conditions }: ModelAlert,
  { severity, for: held }: AlertChange,
  { tier }: Model,
): readonly FinalCondition[] {
  const given = conditions.map((condition): FinalCondition => ({
    ...condition,
    severity: severityOf(condition, tier),
    for: held ?? condition.for,
  }));
  if (severity === undefined) return given;
  // Conditions of one severity are one rule, which waits as the catalogue's of that severity does: a page that becomes
  // a ticket takes the time of tickets.
  const like = given.find((condition) => condition.severity === severity) ?? given.at(-1);
  if (like === undefined) return [];
  return [
    {
      ...like,
      severity,
      expression: joined(
        given.map(({ expression }) => expression),
        'or',
      ),
    },
  ];
}

const severityOf = ({ severity }: Condition, tier: Model['tier']): Severity =>
  severity !== 'by-tier' ? severity : tier === 'critical' ? 'critical' : 'warning';

/** Text of an entry where alerting templates are filled in: braces stand for themselves. */
const literalText = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');

function extraRule(model: Model, extra: ExtraAlert, environment: Environment): AlertingRule {
  const { series, meaning } = signals[extra.signal];
  const operator = { above: '>', below: '<' }[extra.compare];
  return {
    alert: extra.name,
    expression: finished(model, promql`${series} ${operator} ${extra.bound}`),
    for: extra.for,
    labels: { scope: 'model', severity: extra.severity },
    annotations: {
      summary: `${theModel}: ${literalText(extra.summary)}`,
      description: `${extra.signal} is {{ $value | humanize }}, ${extra.compare} ${extra.bound}: ${meaning}.`,
      runbook_url: literalText(extra.runbook),
      dashboard_url: boardUrl(environment.grafana.url, model.name),
      logs_url: logsUrl(environment.elastic.kibana, loggedOf(model)),
    },
  };
}
