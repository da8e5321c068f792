import { monitoringUrls, type MonitoringTls } from '../models/links';
import type { Model } from '../models/model';
import { shardOf } from '../models/shards';
import type { Load } from '../models/sizing';
import type { Environment } from './environment';

/** Which models each of several Prometheus of a cluster watches. */

/** The models, each with the number of its Prometheus where there are several. */
export const sharedOut = (models: readonly Model[], shards: number): readonly Model[] =>
  models.map((model) => {
    const { shard: _, ...rest } = model;
    return shards === 1 ? rest : { ...rest, shard: shardOf(model, shards) };
  });

/** Where boards ask within a cluster: one Prometheus, or what answers for several. */
export const askedAt = (tls: MonitoringTls, shards: number): string =>
  monitoringUrls(tls)[shards === 1 ? 'prometheus' : 'query'];

/** The same environment with so many Prometheus in each cluster. */
export const withShards = (environment: Environment, shards: number): Environment => ({
  ...environment,
  prometheus: { ...environment.prometheus, shards },
  clusters: environment.clusters.map((cluster) =>
    cluster.home ? { ...cluster, prometheus: askedAt(environment.monitoringTls, shards) } : cluster,
  ),
  models: sharedOut(environment.models, shards),
});

/** Numbers of the Prometheus of a cluster. */
export const shardsOf = ({ prometheus }: Pick<Environment, 'prometheus'>): readonly number[] =>
  Array.from({ length: prometheus.shards }, (_, shard) => shard);

/** Numbers of those beside that of kube-prometheus-stack. */
export const furtherShards = (environment: Pick<Environment, 'prometheus'>): readonly number[] =>
  shardsOf(environment).slice(1);

export const hasShards = ({ prometheus }: Pick<Environment, 'prometheus'>): boolean => prometheus.shards > 1;

/** Models by the Prometheus that watches them; all of them where there is one. */
export const modelsOfShard = <M extends Pick<Model, 'shard'>>(
  models: readonly M[],
  shard: number,
): readonly M[] => models.filter((model) => (model.shard ?? 0) === shard);

/** What the Prometheus needs that has most to hold. */
export const heaviestOf = <M extends Pick<Model, 'shard'>>(
  models: readonly M[],
  shards: number,
  load: (models: readonly M[]) => Load,
): Load =>
  Array.from({ length: shards }, (_, shard) => load(modelsOfShard(models, shard))).reduce((most, one) =>
    one.series > most.series ? one : most,
  );
