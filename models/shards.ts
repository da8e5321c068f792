import { createHash } from 'node:crypto';
import { isServedByName, logKey } from './log-key';
import type { Model } from './model';
import { objects } from './names';

/** Several Prometheus in one cluster, each with models of its own. The first is that of kube-prometheus-stack. */

/** The name of a Prometheus by its number, and of its Service. */
export const prometheusName = (shard: number): string =>
  shard === 0 ? `${objects.prometheusStack}-prometheus` : `${objects.shard}-${shard}`;

/** On objects that one Prometheus takes and another does not; without it an object is the first one's. */
export const shardLabel = 'model-observatory/shard';

/** Values of the label beside the number of one Prometheus: what all of them take, and what all but the first take. */
export const takenBy = { every: 'every', others: 'others' } as const;

/** On series that each Prometheus records over its own models, so that all of them together are not taken for one. */
export const partLabel = 'prometheus_shard';

/** Labels that the operator puts on whatever leaves a Prometheus: which one it is, and which of its pods. */
export const senderLabels = ['prometheus', 'prometheus_replica'] as const;

/**
 * What a model is known by. Models that share a server have the same key: each Prometheus divides what is told of a pod among
 * the models that it knows there, so one pod must be known to one.
 */
const keyOf = (model: Model): string =>
  isServedByName(model) ? logKey(model) : `${model.namespace}/${model.name}`;

/**
 * Which of so many Prometheus watches a model, from 0. Each of them has a weight for each key, and the heaviest has it: one more
 * takes its share from all others, and nothing else moves (rendezvous hashing; Thaler and Ravishankar 1998).
 */
export function shardOf(model: Model, count: number): number {
  const key = keyOf(model);
  const weights = Array.from({ length: count }, (_, shard) =>
    createHash('sha256').update(`${shard} ${key}`).digest('hex'),
  );
  return weights.reduce((best, weight, shard) => (weight > (weights[best] ?? '') ? shard : best), 0);
}
