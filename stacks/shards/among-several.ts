import type { Environment } from '../../environments';
import { furtherShards, hasShards } from '../../environments/shards';
import { objects } from '../../models/names';
import { partLabel, senderLabels, shardLabel, takenBy } from '../../models/shards';
import { sidecarOverTls } from '../values/monitoring-tls';

/** What a Prometheus has only where it is one of several of its cluster. */

/** By what pods of all but the first are found. */
export const furtherPods = { 'app.kubernetes.io/component': 'prometheus-shard' } as const;

/** Those of Thanos Query. */
export const queryPods = { 'app.kubernetes.io/name': objects.query } as const;

/** Of its pods: which one it is. */
export const podLabelsOf = (shard: number): Readonly<Record<string, string>> => ({
  ...(shard === 0 ? {} : furtherPods),
  [shardLabel]: String(shard),
});

/** Kinds of objects that Prometheus takes by their labels. */
const selected = ['podMonitor', 'probe', 'rule', 'serviceMonitor'] as const;

const taking = (operator: 'In' | 'NotIn', values: readonly string[]) =>
  Object.fromEntries(
    selected.map((kind) => [
      `${kind}Selector`,
      { matchExpressions: [{ key: shardLabel, operator, values }] },
    ]),
  );

/** The first takes all that is no other's, whoever brought it: what has no label is about no model of ours. */
export const objectsOfFirst = (environment: Environment): object =>
  hasShards(environment) ? taking('NotIn', [...furtherShards(environment).map(String), takenBy.others]) : {};

/** What one of the others takes, in whichever namespace it is. */
export const objectsOfOther = (shard: number): object => ({
  ...Object.fromEntries(selected.map((kind) => [`${kind}NamespaceSelector`, {}])),
  ...taking('In', [String(shard), ...Object.values(takenBy)]),
});

/** Where the operator finds what is taken off alerts on their way to Alertmanager. */
export const alertRelabelings = { name: objects.shards, key: 'alert-relabelings.yaml' } as const;

/** Two Prometheus that see the same thing tell of the same thing; the label of replicas the operator drops itself. */
export const droppedFromAlerts: readonly string[] = [senderLabels[0], partLabel];

/** What Thanos beside a Prometheus needs in order to be asked. */
export const sidecarOf = (
  environment: Environment,
): { readonly volumes?: object; readonly [field: string]: unknown } =>
  hasShards(environment) ? sidecarOverTls(environment) : {};
