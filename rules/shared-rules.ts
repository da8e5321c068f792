import type { Environment } from '../environments/environment';
import { minutes } from '../models/duration';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import { alertingRulesOf } from './alerting-rules';
import { baselineRecords } from './baseline-records';
import { alerts } from './catalogue';
import { evidenceRecords } from './evidence-records';
import { latestRecords } from './latest-records';
import { fastRatioRecords, slowRatioRecords } from './ratio-records';
import { printGroup, type PrometheusRule, type RuleGroup } from './rule';
import { signalRecords } from './signal-records';
import { systemRecords } from './system-records';
import { timingRecords } from './timing-records';

/** Rules that all models share: one alert for a thousand models. Environments differ in links and owner only. */
function sharedRuleGroups(environment: Environment): readonly RuleGroup[] {
  return [
    {
      name: `${objects.sharedRules}-signals`,
      interval: scrapeInterval,
      // Each reads what those before it record.
      rules: [...signalRecords, ...timingRecords, ...systemRecords, ...fastRatioRecords],
    },
    // Must stay below the five minutes after which a series counts as gone.
    {
      name: `${objects.sharedRules}-long-windows`,
      interval: minutes(3),
      rules: [...slowRatioRecords, ...latestRecords, ...evidenceRecords, ...baselineRecords],
    },
    {
      name: `${objects.sharedRules}-alerts`,
      interval: scrapeInterval,
      rules: alerts.flatMap((alert) => alertingRulesOf(alert, environment)),
    },
  ];
}

export const sharedRules = (environment: Environment, pace = 1): PrometheusRule =>
  prometheusRule(objects.sharedRules, sharedRuleGroups(environment), pace);

export const prometheusRule = (name: string, groups: readonly RuleGroup[], pace: number): PrometheusRule => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name, namespace: namespaces.observatory, labels: ownedLabels('rules') },
  spec: { groups: groups.map((group) => printGroup(group, pace)) },
});
