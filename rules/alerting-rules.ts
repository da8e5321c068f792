import type { Environment } from '../environments/environment';
import type { ModelAlertName } from '../models/alert-names';
import { clusterOfAlert, panelUrl, runbookUrl } from '../models/links';
import { loggedOfAlert, logsUrl } from '../models/log-links';
import { K, modelIdentity, muted, type Severity } from '../models/names';
import type { Alert, Condition, ModelAlert } from './alert';
import { promql, type Expression } from './promql';
import type { AlertingRule } from './rule';

/** The rules of one alert, for all models. Owner, severity and links are added here and nowhere else. */
export const alertingRulesOf = (alert: Alert, environment: Environment): readonly AlertingRule[] =>
  alert.conditions.flatMap((condition) =>
    variantsOf(condition).map(({ severity, tiers }) =>
      alertingRule(
        alert,
        {
          ...condition,
          severity,
          expression:
            alert.scope === 'model'
              ? withOwner(unlessMuted(condition.expression, alert.name), { tiers, carried: carriedBy(alert) })
              : condition.expression,
        },
        environment,
      ),
    ),
  );

/** A condition whose severity and expression are final. */
export interface FinalCondition extends Condition {
  readonly severity: Severity;
}

/** One rule of an alert, as every rule of it is labelled and annotated. */
export const alertingRule = (
  alert: Alert,
  { severity, expression, for: held, keepFiringFor }: FinalCondition,
  environment: Environment,
): AlertingRule => ({
  alert: alert.name,
  expression,
  for: held,
  ...(keepFiringFor === undefined ? {} : { keepFiringFor }),
  labels: {
    scope: alert.scope,
    severity,
    // What belongs to no model belongs to the owner of the environment.
    ...(alert.scope === 'model' || alert.tellsTeam === true ? {} : { team: environment.owner }),
  },
  annotations: annotationsOf(alert, environment),
});

interface Variant {
  readonly severity: Severity;
  /** Matcher on the inventory's tier. */
  readonly tiers: string;
}

const variantsOf = ({ severity }: Condition): readonly Variant[] =>
  severity === 'by-tier'
    ? [
        { severity: 'critical', tiers: '{tier="critical"}' },
        { severity: 'warning', tiers: '{tier!="critical"}' },
      ]
    : [{ severity, tiers: '' }];

/**
 * Leaves out models about which nobody is to be told: at all, or by this alert. Few models are muted, so this costs
 * nothing worth saving.
 */
export const unlessMuted = (expression: Expression, alert?: ModelAlertName): Expression => {
  const audible = promql`
    (
      ${expression}
    )
    unless on (${K}) ${muted.model}
  `;
  return alert === undefined
    ? audible
    : promql`
    ${audible}
    unless on (${K}) ${muted.alert}{alert="${alert}"}
  `;
};

/** Labels of the inventory that every alert about a model carries. */
const ownerLabels = ['team', 'tier'] as const;

/** Labels of the inventory that an alert carries. */
export const carriedBy = ({ followsTraffic }: Pick<ModelAlert, 'followsTraffic'>): readonly string[] =>
  followsTraffic === true ? [...ownerLabels, 'traffic'] : ownerLabels;

/** The inventory's value is always 1, so the alert keeps its own. The parentheses hold: `*` binds tighter than `and`. */
export const withOwner = (
  expression: Expression,
  {
    tiers = '',
    carried = ownerLabels,
  }: { readonly tiers?: string; readonly carried?: readonly string[] } = {},
): Expression => promql`
  (
    ${expression}
  )
  * on (${K}) group_left (${carried.join(', ')})
  ${modelIdentity}${tiers}
`;

/** The model of an alert, as its labels name it when it fires. */
export const modelLabel = '{{ $labels.model_name }}';

/** What an alert of the catalogue says and where it leads. */
function annotationsOf(alert: Alert, environment: Environment): Readonly<Record<string, string>> {
  return {
    summary: alert.summary,
    description: alert.description,
    runbook_url: runbookUrl(environment.runbooks.url, alert.name),
    dashboard_url: panelUrl(
      environment.grafana.url,
      alert.panel,
      modelLabel,
      // With one cluster there is one data source, and boards open on it.
      environment.clusters.length === 1 ? undefined : clusterOfAlert,
    ),
    ...(alert.scope === 'model'
      ? {
          logs_url: logsUrl(environment.elastic.kibana, loggedOfAlert, alert.lines),
        }
      : {}),
  };
}
