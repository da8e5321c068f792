import type { Model } from '../models/model';
import { timesIn, type Knowledge } from '../models/promql';
import type { Checked } from './check';
import { readsModels, type CompanyAlert, type CompanyRecord, type CompanyRules } from './company-rules';
import type { Diagnostic } from './diagnostic';
import type { EnvironmentFile } from './environment';
import { reporter, type Report } from './report';
import { checkAlertLabels, checkRecordLabels, concernOf, isPerModel } from './rule-labels';
import { checkAlertName, checkRecordName, checkTwice, type Seen } from './rule-names';
import { checkAnnotations } from './rule-annotations';
import { checkRuleExpression, knowledgeOf } from './rule-expression';
import type { RuleFile, WrittenRule } from './rule-file';

/** What the checks of one rule share. */
export interface RuleContext {
  readonly settings: EnvironmentFile;
  readonly models: readonly Model[];
  /** Models whose entries have problems of their own, which rules may still name. */
  readonly unread: readonly string[];
  readonly report: Report;
  readonly path: readonly (string | number)[];
}

/** Checks the rule files of an environment; problems are added to `found`. */
export function resolveRuleFiles(
  files: readonly Checked<RuleFile>[],
  settings: EnvironmentFile,
  models: readonly Model[],
  unread: readonly string[],
  found: Diagnostic[],
): readonly CompanyRules[] {
  const knowledge = knowledgeOf(files, settings);
  const seen: Seen = new Map();
  return files.map((file) => {
    const report = reporter(file, found);
    checkGroupNames(file.value, report);
    const groups = file.value.groups.map((group, at) => ({
      name: group.name,
      ...(group.interval === undefined ? {} : { interval: group.interval }),
      ...(group.limit === undefined ? {} : { limit: group.limit }),
      ...(group.query_offset === undefined ? {} : { queryOffset: group.query_offset }),
      rules: group.rules.map((rule, place) => {
        const path = ['groups', at, 'rules', place];
        checkTwice(rule, file.source.file, path, seen, report);
        return resolveRule(file, rule, knowledge, { settings, models, unread, report, path }, found);
      }),
    }));
    return { name: file.source.file.replace(/^.*\/|\.yaml$/g, ''), groups };
  });
}

function checkGroupNames({ groups }: RuleFile, report: Report): void {
  for (const [index, { name }] of groups.entries()) {
    if (groups.findIndex((one) => one.name === name) < index)
      report(['groups', index, 'name'], `the file has a group "${name}" already; rename one`);
  }
}

function resolveRule(
  file: Checked<RuleFile>,
  rule: WrittenRule,
  knowledge: Knowledge,
  context: RuleContext,
  found: Diagnostic[],
): CompanyRecord | CompanyAlert {
  const { record, alert, expr, labels } = rule;
  const purpose = alert === undefined ? 'record' : 'alert';
  const { series } = checkRuleExpression(file, [...context.path, 'expr'], purpose, knowledge, found);
  const text = expr.trim();
  const expression = { text, times: timesIn(text) };
  if (alert === undefined) {
    checkRecordName(record ?? '', context);
    checkRecordLabels(labels, context);
    const perModel = isPerModel(labels, series);
    if (!perModel) checkShared(text, context);
    return { record: record ?? '', expression, perModel, labels };
  }
  checkAlertName(alert, context);
  const severity = checkAlertLabels(labels, context);
  const annotations = rule.annotations ?? {};
  checkAnnotations(annotations, series, context);
  const concern = concernOf(labels, series, context);
  if (concern.kind === 'team') checkShared(text, context);
  return {
    alert,
    expression,
    concern,
    severity,
    for: rule.for ?? { milliseconds: 0 },
    ...(rule.keep_firing_for === undefined ? {} : { keepFiringFor: rule.keep_firing_for }),
    labels,
    annotations,
  };
}

/** What is about no model is evaluated by the first Prometheus, which knows some of the models only where several share them. */
function checkShared(text: string, { settings, report, path }: RuleContext): void {
  const { shards } = settings.prometheus;
  if (shards === 1 || !readsModels(text)) return;
  report(
    [...path, 'expr'],
    `it looks at models together, and ${shards} Prometheus share them, so that none sees all; keep namespace and model_name, and add up where the result is shown, or take prometheus.shards out`,
  );
}
