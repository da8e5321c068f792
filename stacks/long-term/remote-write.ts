import type { Environment } from '../../environments';
import { keptSeries, tenantOf } from '../../environments/long-term';
import type { RemoteStorage } from '../../environments/remote-storage';

/** Where Prometheus writes what is kept for long, as the operator takes it; nowhere unless the environment says so. */
export function remoteWrite(environment: Environment): readonly object[] {
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
      ...relabelings(environment, remote),
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

function relabelings(environment: Environment, { series, engine }: RemoteStorage): object {
  const steps = [
    ...(series === 'summaries'
      ? [{ sourceLabels: ['__name__'], regex: keptSeries(environment).join('|'), action: 'keep' }]
      : []),
    // Replicas of a pair write the same series. VictoriaMetrics keeps one sample of those with equal labels; the others are
    // told by the label whose they are.
    ...(engine === 'victoria-metrics' ? [{ regex: 'prometheus_replica', action: 'labeldrop' }] : []),
  ];
  return steps.length === 0 ? {} : { writeRelabelConfigs: steps };
}
