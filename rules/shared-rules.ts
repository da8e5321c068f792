import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments/environment';
import { hasShards } from '../environments/shards';
import { minutes } from '../models/duration';
import { watchedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { scrapeInterval } from '../models/scrape-interval';
import type { Alert } from './alert';
import { alertGroups } from './alert-groups';
import { alertPanelRecords } from './alert-panels';
import { alertingRulesOf } from './alerting-rules';
import { baselineRecords } from './baseline-records';
import { alerts } from './catalogue';
import { classRecords } from './class-records';
import { compositeRecords } from './composite-records';
import { costRecordingRules, priceRecords } from './cost-records';
import { cronJobRecords } from './cronjob-records';
import { escalationRules } from './escalation';
import { evidenceRecords } from './evidence-records';
import { latestRecords } from './latest-records';
import { gpuRecordingRules } from './gpu-records';
import { logContentRecords } from './log-content-records';
import { logHabitRecords, logLineRecords } from './log-line-records';
import { ownLogService, serverHabitRecords, serverLineRecords } from './log-server-records';
import { loggingRecords } from './logging-records';
import { expectedRecords, identityRecord, platformRecords, targetsUp } from './platform-records';
import { fastRatioRecords, slowRatioRecords } from './ratio-records';
import { printGroup, type AlertingRule, type PrometheusRule, type RuleGroup } from './rule';
import { inParts, isJudgedBy, isOfShards, sharedAlert, shardRecords } from './shard-rules';
import { signalRecords, signalRecordsByMinute } from './signal-records';
import { standardRecords } from './standard-thresholds';
import { systemRecords } from './system-records';
import { quantileRecords, timingRecords } from './timing-records';
import { versionQualityRecords } from './version-quality-records';
import { versionRecords } from './version-records';

/** Every alert of the catalogue, for all models; those about GPUs where there are any. */
export const sharedAlertingRules = (environment: Environment, shard = 0): readonly AlertingRule[] =>
  alertsIn(environment)
    .filter((alert) => isJudgedBy(shard, alert))
    .flatMap((alert) => alertingRulesOf(alert, environment));

const alertsIn = (environment: Environment): readonly Alert[] =>
  alerts
    .filter(({ scope }) => hasGpus(environment) || scope !== 'gpu')
    .filter((alert) => hasShards(environment) || !isOfShards(alert))
    .map((alert) => sharedAlert(alert, environment));

/**
 * Rules that all models share: one alert for a thousand models. Environments differ in links, in their owner, in the
 * constants of the first group, in whether they have GPUs, and in how many Prometheus share the models: the first has all rules,
 * the others those about models.
 */
function sharedRuleGroups(environment: Environment, shard: number): readonly RuleGroup[] {
  const isFirst = shard === 0;
  const alerting = sharedAlertingRules(environment, shard);
  const escalation = escalationRules(alerting, environment);
  return [
    {
      name: `${objects.sharedRules}-expected`,
      interval: minutes(1),
      rules: [
        ...expectedRecords(environment, shard),
        ...(isFirst ? shardRecords(environment) : []),
        ...priceRecords(environment),
        ownLogService,
        ...standardRecords(environment),
      ],
    },
    {
      name: `${objects.sharedRules}-signals-by-minute`,
      interval: minutes(1),
      rules: [...signalRecordsByMinute, ...versionQualityRecords, ...quantileRecords],
    },
    {
      name: `${objects.sharedRules}-signals`,
      interval: scrapeInterval,
      // Each reads what those before it record.
      rules: [
        identityRecord,
        ...signalRecords,
        ...timingRecords,
        ...(hasGpus(environment) ? gpuRecordingRules : []),
        ...systemRecords,
        ...(hasGpus(environment) ? costRecordingRules : []),
        ...cronJobRecords,
        ...logLineRecords,
        ...serverLineRecords,
        ...fastRatioRecords,
        ...compositeRecords,
      ],
    },
    // Must stay below the five minutes after which a series counts as gone.
    {
      name: `${objects.sharedRules}-long-windows`,
      interval: minutes(3),
      // Baselines read what evidence is recorded of.
      rules: [
        ...slowRatioRecords,
        ...versionRecords,
        ...latestRecords,
        ...logHabitRecords,
        ...serverHabitRecords,
        ...logContentRecords,
        ...evidenceRecords,
        ...classRecords,
        ...baselineRecords,
      ],
    },
    {
      name: `${objects.sharedRules}-platform`,
      interval: scrapeInterval,
      rules: isFirst ? [...loggingRecords, ...platformRecords] : [targetsUp],
    },
    ...(isFirst
      ? [
          {
            name: `${objects.sharedRules}-alert-panels`,
            // Constants; as rarely as lets none of them go.
            interval: minutes(3),
            rules: alertPanelRecords(alertsIn(environment)),
          },
        ]
      : []),
    ...alertGroups(`${objects.sharedRules}-alerts`, alerting),
    ...(escalation.length === 0
      ? []
      : // What takes a while need not be looked at twice a minute.
        [{ name: `${objects.sharedRules}-escalation`, interval: minutes(1), rules: escalation }]),
  ];
}

/** Those of the one Prometheus of a cluster, or of one of several; a dot is in no model's name. */
export const sharedRules = (environment: Environment, pace = 1, shard = 0): PrometheusRule => {
  const groups = sharedRuleGroups(environment, shard);
  return hasShards(environment)
    ? prometheusRule(shardName(objects.sharedRules, shard), inParts(groups, shard), pace, shard)
    : prometheusRule(objects.sharedRules, groups, pace);
};

/** The name of an object of which each Prometheus has its own; the first one's has no number. */
export const shardName = (name: string, shard: number): string => (shard === 0 ? name : `${name}.${shard}`);

export const prometheusRule = (
  name: string,
  groups: readonly RuleGroup[],
  pace: number,
  shard?: number,
): PrometheusRule => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name, namespace: namespaces.observatory, labels: watchedLabels('rules', shard) },
  spec: { groups: groups.map((group) => printGroup(group, pace)) },
});
