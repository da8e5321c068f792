import type { Environment } from '../environments/environment';
import type {
  CompanyAlert,
  CompanyExpression,
  CompanyRecord,
  CompanyRules,
} from '../environments/company-rules';
import { milliseconds } from '../models/duration';
import { boardUrl } from '../models/links';
import { loggedOf, loggedOfAlert, logsUrl } from '../models/log-links';
import { muted, objects } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import { modelLabel, unlessMuted, withOwner } from './alerting-rules';
import { matchersOf } from './one-model';
import { promql, type Expression } from './promql';
import type { AlertingRule, PrometheusRule, RecordingRule } from './rule';
import { prometheusRule } from './shared-rules';

/** The rules of a file of the company, and the file's name. */
export interface CompanyRuleObject {
  readonly file: string;
  readonly object: PrometheusRule;
}

/** The rules of a company's own files, one object for each. A dot is in no model's name, so none can be called the same. */
export const companyRules = (environment: Environment, pace = 1): readonly CompanyRuleObject[] =>
  environment.rules.map((file) => ({
    file: file.name,
    object: companyRulesOf(file, environment, pace),
  }));

const companyRulesOf = (
  { name, groups }: CompanyRules,
  environment: Environment,
  pace: number,
): PrometheusRule =>
  prometheusRule(
    `${objects.companyRules}.${name}`,
    groups.map(({ interval = scrapeInterval, rules, ...group }) => ({
      ...group,
      interval,
      rules: rules.map((rule) =>
        'record' in rule ? recordingRule(rule, pace) : alertingRule(rule, environment, pace),
      ),
    })),
    pace,
  );

const recordingRule = ({ record, expression, labels }: CompanyRecord, pace: number): RecordingRule => ({
  record,
  expression: expressionOf(expression, pace),
  ...(Object.keys(labels).length === 0 ? {} : { labels }),
});

/** As it is written; where time is compressed, its windows and offsets are values. */
function expressionOf({ text, times }: CompanyExpression, pace: number): Expression {
  if (pace === 1) return { parts: [text] };
  let at = 0;
  const parts = times.flatMap(({ from, to, milliseconds: span }) => {
    const before = text.slice(at, from);
    at = to;
    return [before, milliseconds(span)];
  });
  return { parts: [...parts, text.slice(at)] };
}

/**
 * What concerns models is joined with the inventory, as alerts of the catalogue are: whose it is and how much it matters
 * follow from there, and nobody is told about a model in maintenance.
 */
function alertingRule(alert: CompanyAlert, environment: Environment, pace: number): AlertingRule {
  const { concern, annotations } = alert;
  const expression = expressionOf(alert.expression, pace);
  const model =
    concern.kind === 'model' ? environment.models.find(({ name }) => name === concern.model) : undefined;
  const about = concern.kind === 'models' ? modelLabel : model?.name;
  return {
    alert: alert.alert,
    expression:
      concern.kind === 'models'
        ? withOwner(unlessMuted(expression))
        : model === undefined
          ? expression
          : promql`
            (
              ${expression}
            )
            unless on () ${muted.model}{${matchersOf(model)}}
          `,
    for: alert.for,
    ...(alert.keepFiringFor === undefined ? {} : { keepFiringFor: alert.keepFiringFor }),
    labels: {
      scope: about === undefined ? 'platform' : 'model',
      ...(model === undefined ? {} : { team: model.team, tier: model.tier }),
      ...alert.labels,
    },
    annotations: {
      ...annotations,
      ...(about === undefined || annotations['dashboard_url'] !== undefined
        ? {}
        : { dashboard_url: boardUrl(environment.grafana.url, about) }),
      ...(about === undefined || annotations['logs_url'] !== undefined
        ? {}
        : {
            logs_url: logsUrl(
              environment.elastic.kibana,
              model === undefined ? loggedOfAlert : loggedOf(model),
            ),
          }),
    },
  };
}
