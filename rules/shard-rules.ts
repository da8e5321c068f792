import type { Environment } from '../environments/environment';
import { furtherShards, hasShards } from '../environments/shards';
import { costRecords } from '../models/cost-records';
import { expected } from '../models/names';
import { platform } from '../models/platform-records';
import { partLabel } from '../models/shards';
import type { Alert } from './alert';
import { promql } from './promql';
import type { RecordingRule, RuleGroup } from './rule';

/** How what all models share is shared out, where several Prometheus of a cluster have models of their own. */

/** Whether it is there only where several Prometheus share the models. */
export const isOfShards = (alert: Alert): boolean => alert.scope !== 'model' && alert.ofShards === true;

/** An alert as it is where so many Prometheus share the models. */
export const sharedAlert = (alert: Alert, environment: Environment): Alert =>
  alert.scope === 'model' || !hasShards(environment)
    ? alert
    : { ...alert, ...alert.shared?.(environment.prometheus.shards) };

/** Whether a Prometheus judges it: what is about no model is the first one's. */
export const isJudgedBy = (shard: number, alert: Alert): boolean =>
  shard === 0 || alert.scope === 'model' || alert.overModels === true;

/** Each of the others should be there. */
export const shardRecords = (environment: Environment): readonly RecordingRule[] =>
  furtherShards(environment).map((shard) => ({
    record: expected.shards,
    expression: promql`vector(1)`,
    labels: { shard: String(shard) },
  }));

/** What counts or adds up over models, or over what one Prometheus scrapes, without a label that tells them apart. */
const partial: ReadonlySet<string> = new Set([expected.models, platform.targetsUp, costRecords.ofTeam]);

/** Whose part it is, on what each Prometheus records of its own. */
export const inParts = (groups: readonly RuleGroup[], shard: number): readonly RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) =>
      'record' in rule && partial.has(rule.record)
        ? { ...rule, labels: { ...rule.labels, [partLabel]: String(shard) } }
        : rule,
    ),
  }));
