import type { Environment } from '../environments/environment';
import {
  readsModels,
  type CompanyAlert,
  type CompanyExpression,
  type CompanyRecord,
  type CompanyRules,
} from '../environments/company-rules';
import { hasShards } from '../environments/shards';
import { milliseconds } from '../models/duration';
import { boardUrl } from '../models/links';
import { loggedOf, loggedOfAlert, logsUrl } from '../models/log-links';
import { muted, objects } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import { modelLabel, unlessMuted, withOwner } from './alerting-rules';
import { matchersOf } from './one-model';
import { promql, type Expression } from './promql';
import type { AlertingRule, PrometheusRule, RecordingRule } from './rule';
import { prometheusRule, shardName } from './shared-rules';

/** The rules of a file of the company, and the file's name. */
export interface CompanyRuleObject {
  readonly file: string;
  readonly object: PrometheusRule;
}

/**
 * The rules of a company's own files, one object for each, as one of several Prometheus has them. A dot is in no model's name,
 * so none can be called the same.
 */
export const companyRules = (environment: Environment, pace = 1, shard = 0): readonly CompanyRuleObject[] =>
  environment.rules.flatMap((file) => {
    const groups = file.groups
      .map((group) => ({ ...group, rules: group.rules.filter((rule) => isOf(shard, rule, environment)) }))
      .filter(({ rules }) => rules.length > 0);
    return groups.length === 0
      ? []
      : [
          {
            file: shardName(file.name, shard),
            object: companyRulesOf({ ...file, groups }, environment, pace, shard),
          },
        ];
  });

/** Whether a Prometheus evaluates a rule: what keeps the key of models does each for its own, and the first the rest. */
function isOf(shard: number, rule: CompanyRecord | CompanyAlert, { models }: Environment): boolean {
  if ('record' in rule) return shard === 0 || rule.perModel;
  const { concern } = rule;
  if (concern.kind === 'models') return true;
  // What a company scrapes by monitors of its own is in the first.
  if (concern.kind === 'team' || !readsModels(rule.expression.text)) return shard === 0;
  return shard === (models.find(({ name }) => name === concern.model)?.shard ?? 0);
}

const companyRulesOf = (
  { name, groups }: CompanyRules,
  environment: Environment,
  pace: number,
  shard: number,
): PrometheusRule =>
  prometheusRule(
    shardName(`${objects.companyRules}.${name}`, shard),
    groups.map(({ interval = scrapeInterval, rules, ...group }) => ({
      ...group,
      interval,
      rules: rules.map((rule) =>
        'record' in rule ? recordingRule(rule, pace) : alertingRule(rule, environment, pace),
      ),
    })),
    pace,
    hasShards(environment) ? shard : undefined,
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
