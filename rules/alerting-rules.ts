import type { Environment } from '../environments/environment';
import { clusterOfAlert, logsUrl, panelUrl, runbookUrl } from '../models/links';
import { K, modelInfo, type Severity } from '../models/names';
import type { Alert, Condition } from './alert';
import { promql, type Expression } from './promql';
import type { AlertingRule } from './rule';

/** The rules of one alert. Owner, severity and links are added here and nowhere else. */
export const alertingRulesOf = (alert: Alert, environment: Environment): readonly AlertingRule[] =>
  alert.conditions.flatMap((condition) =>
    variantsOf(condition).map(({ severity, tiers }) => ({
      alert: alert.name,
      expression: alert.scope === 'model' ? withOwner(condition.expression, tiers) : condition.expression,
      for: condition.for,
      ...(condition.keepFiringFor === undefined ? {} : { keepFiringFor: condition.keepFiringFor }),
      labels: {
        scope: alert.scope,
        severity,
        // What belongs to no model belongs to the owner of the environment.
        ...(alert.scope === 'model' ? {} : { team: environment.owner }),
      },
      annotations: annotationsOf(alert, environment),
    })),
  );

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

/** The inventory's value is always 1, so the alert keeps its own. The parentheses hold: `*` binds tighter than `and`. */
const withOwner = (expression: Expression, tiers: string): Expression => promql`
  (
    ${expression}
  )
  * on (${K}) group_left (team, tier)
  ${modelInfo}${tiers}
`;

function annotationsOf(alert: Alert, environment: Environment): Readonly<Record<string, string>> {
  const model = '{{ $labels.model_name }}';
  return {
    summary: alert.summary,
    description: alert.description,
    runbook_url: runbookUrl(environment.runbooks.url, alert.name),
    dashboard_url: panelUrl(
      environment.grafana.url,
      alert.panel,
      model,
      // With one cluster there is one data source, and boards open on it.
      environment.clusters.length === 1 ? undefined : clusterOfAlert,
    ),
    ...(alert.scope === 'model'
      ? { logs_url: logsUrl(environment.elastic.kibana, environment.name, model) }
      : {}),
  };
}
