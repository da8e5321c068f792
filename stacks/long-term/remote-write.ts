import type { Environment } from '../../environments';
import { keptSeries, tenantOf } from '../../environments/long-term';
import type { RemoteStorage } from '../../environments/remote-storage';
import { hasShards } from '../../environments/shards';
import { partLabel, senderLabels } from '../../models/shards';

/** Where Prometheus writes what is kept for long, as the operator takes it; nowhere unless the environment says so. */
export function remoteWrite(environment: Environment, shard = 0): readonly object[] {
  const { remote } = environment.longTerm;
  if (remote === undefined) return [];
  return [
    {
      name: 'long-term',
      url: remote.url,
      // With 2.0, Thanos answers that it has taken everything and stores nothing.
      messageVersion: 'V1.0',
      ...tenantOf(remote),
      ...writer(remote),
      // What recorded series mean is said by nobody, and what others mean is not asked for.
      metadataConfig: { send: false },
      // An engine that asks for less is not an error: what waits is on the disk of Prometheus for two hours.
      queueConfig: { capacity: 10_000, maxSamplesPerSend: 2_000, maxShards: 10, retryOnRateLimit: true },
      ...relabelings(environment, remote, shard),
    },
  ];
}

function writer({ auth }: RemoteStorage): object {
  if (auth?.basic !== undefined) {
    const of = (key: string) => ({ name: auth.basic, key });
    return { basicAuth: { username: of('username'), password: of('password') } };
  }
  if (auth?.bearer !== undefined)
    return { authorization: { credentials: { name: auth.bearer, key: 'token' } } };
  return auth?.sigv4 === undefined ? {} : { sigv4: auth.sigv4 };
}

/** Labels of which what a Prometheus knows of its own models has one. */
export const ownPart: readonly string[] = ['model_name', partLabel];

/** Mimir counts one of a pair, and knows pairs by one label: among several clusters the name of a Prometheus is not enough. */
const pairOf = {
  sourceLabels: ['cluster', senderLabels[0]],
  separator: '/',
  targetLabel: senderLabels[0],
  action: 'replace',
};

function relabelings(environment: Environment, { series, engine }: RemoteStorage, shard: number): object {
  const steps = [
    // What several Prometheus know alike is the first one's to write.
    ...(shard === 0 ? [] : [{ sourceLabels: ownPart, regex: '.*[^;].*', action: 'keep' }]),
    ...(series === 'summaries'
      ? [{ sourceLabels: ['__name__'], regex: keptSeries(environment).join('|'), action: 'keep' }]
      : []),
    // Replicas of a pair write the same series. VictoriaMetrics keeps one sample of those with equal labels; the others are
    // told by the label whose they are.
    ...(engine === 'victoria-metrics' ? [{ regex: senderLabels[1], action: 'labeldrop' }] : []),
    ...(engine === 'mimir' && hasShards(environment) ? [pairOf] : []),
  ];
  return steps.length === 0 ? {} : { writeRelabelConfigs: steps };
}
