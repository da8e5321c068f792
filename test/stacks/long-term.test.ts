import type { Environment } from '../../environments';
import type { RemoteStorage } from '../../environments/remote-storage';
import { summarySeries } from '../../models/summary-series';
import type { KubernetesObject } from '../../models/kubernetes';
import { ownJobs } from '../../models/exporters';
import { mimir } from '../live/manifests/kept-elsewhere';
import { committed, overTwoClusters, synthesised, valuesOf } from './synthesised';

const stacksFor = (environment: Environment) => synthesised([environment]);
const dev = committed('dev');

const objectsIn = (environment: Environment, stack = `${environment.name}-platform`) => {
  const release = stacksFor(environment)[stack]?.resources['helm_release.prometheus-long-term'];
  if (release === undefined) return undefined;
  const { objects } = valuesOf(release) as { readonly objects: readonly KubernetesObject[] };
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
};

const sourcesOf = (environment: Environment): readonly string[] =>
  Object.entries(stacksFor(environment)[`${environment.name}-grafana`]?.resources ?? {}).flatMap(
    ([address, { uid, url }]) =>
      address.startsWith('grafana_data_source.mlo-long-term') ? [`${String(uid)} ${String(url)}`] : [],
  );

describe('the embedded second Prometheus', () => {
  const objects = objectsIn(dev) ?? {};
  const spec = objects['Prometheus']?.['spec'] as Readonly<Record<string, unknown>>;

  test('keeps a year, on a volume that it cannot fill', () => {
    expect(spec).toMatchObject({
      retention: '365d',
      retentionSize: '17408MB',
      storage: { volumeClaimTemplate: { spec: { storageClassName: 'gp3' } } },
    });
  });

  test('fetches the summary series and nothing else, from whichever replica answers', () => {
    const { stringData } = objects['Secret'] as unknown as { readonly stringData: Record<string, string> };
    const [job, ...others] = JSON.parse(stringData['scrape-configs.yaml'] ?? '[]') as readonly {
      readonly params: Readonly<Record<string, readonly string[]>>;
      readonly honor_timestamps: boolean;
    }[];
    expect(others).toEqual([]);
    expect(job?.params['match[]']).toEqual(summarySeries);
    expect(job).toMatchObject({
      honor_labels: true,
      honor_timestamps: false,
      static_configs: [{ targets: ['kube-prometheus-stack-prometheus.monitoring:9090'] }],
      metric_relabel_configs: [{ action: 'labeldrop', regex: 'prometheus|prometheus_replica|job|instance' }],
    });
  });

  test('fetches what the environment adds', () => {
    const own = { ...dev, longTerm: { also: ['shop:revenue:rate5m'] } };
    expect(JSON.stringify(objectsIn(own)?.['Secret'])).toContain('shop:revenue:rate5m');
  });

  test('is reached by its Service, and watched under the job that its alert reads', () => {
    expect(objects['Service']?.['spec']).toMatchObject({
      selector: { 'app.kubernetes.io/instance': objects['Prometheus']?.metadata.name },
    });
    const { namespace, name } = objects['PodMonitor']?.metadata ?? {};
    expect(`${namespace}/${name}`).toBe(ownJobs.longTerm);
  });

  test('has a token for nobody', () => {
    expect(objects['ServiceAccount']).toMatchObject({ automountServiceAccountToken: false });
    expect(spec).toMatchObject({ automountServiceAccountToken: false });
  });

  test('is a data source of Grafana, one for each cluster', () => {
    expect(sourcesOf(dev)).toEqual(['mlo-long-term http://prometheus-long-term.monitoring:9090']);
    expect(sourcesOf(overTwoClusters())).toEqual([
      'mlo-long-term-eu-1 https://prometheus-long-term.monitoring:9090',
      'mlo-long-term-us-1 https://long-term.us-1.world.test',
    ]);
  });
});

test('who keeps nothing for long has no second Prometheus and no data source', () => {
  const off = { ...dev, longTerm: { also: [], off: 'nobody looks' } };
  expect(objectsIn(off)).toBeUndefined();
  expect(sourcesOf(off)).toEqual([]);
});

describe('an engine past one machine', () => {
  const to = (remote: RemoteStorage): Environment => ({
    ...dev,
    longTerm: { also: ['shop:revenue:rate5m'], remote },
  });

  const specOf = (environment: Environment): Readonly<Record<string, unknown>> => {
    const release = stacksFor(environment)['dev-platform']?.resources['helm_release.kube-prometheus-stack'];
    const { prometheus } = valuesOf(release) as {
      readonly prometheus: { readonly prometheusSpec: Readonly<Record<string, unknown>> };
    };
    return prometheus.prometheusSpec;
  };
  interface Target {
    readonly writeRelabelConfigs?: readonly { readonly regex: string; readonly action: string }[];
    readonly [field: string]: unknown;
  }
  const targetOf = (remote: RemoteStorage): Target => {
    const [target, ...others] = specOf(to(remote))['remoteWrite'] as readonly Target[];
    expect(others).toEqual([]);
    if (target === undefined) throw new Error('nothing is written');
    return target;
  };

  test('takes the place of the second Prometheus', () => {
    expect(objectsIn(to(mimir))).toBeUndefined();
    expect(specOf(dev)).not.toHaveProperty('remoteWrite');
  });

  test('is written to as its tenant, by a user from a Secret, in the protocol that every engine stores', () => {
    expect(targetOf(mimir)).toMatchObject({
      url: 'https://mimir.example.com/api/v1/push',
      messageVersion: 'V1.0',
      headers: { 'X-Scope-OrgID': 'observatory' },
      basicAuth: {
        username: { name: 'metrics-writer', key: 'username' },
        password: { name: 'metrics-writer', key: 'password' },
      },
    });
    expect(targetOf({ ...mimir, engine: 'thanos-receive', auth: { bearer: 'token' } })).toMatchObject({
      headers: { 'THANOS-TENANT': 'observatory' },
      authorization: { credentials: { name: 'token', key: 'token' } },
    });
    const { tenant: _, ...managed } = {
      ...mimir,
      engine: 'managed',
      auth: { sigv4: { region: 'eu-central-1' } },
    } as const;
    expect(targetOf(managed)).toMatchObject({ sigv4: { region: 'eu-central-1' } });
    expect(targetOf(managed)).not.toHaveProperty('headers');
  });

  test('gets summary series only, and those that the environment adds', () => {
    const [keep, ...others] = targetOf(mimir).writeRelabelConfigs ?? [];
    expect(others).toEqual([]);
    expect(keep?.action).toBe('keep');
    const kept = new RegExp(`^(?:${keep?.regex})$`);
    for (const name of [...summarySeries, 'shop:revenue:rate5m']) expect(name).toMatch(kept);
    for (const name of ['up', 'model:latency_bucket:rate5m', 'xmodel:info', 'model:infos'])
      expect(name).not.toMatch(kept);
  });

  test('gets all where it is asked to', () => {
    expect(targetOf({ ...mimir, series: 'all' })).not.toHaveProperty('writeRelabelConfigs');
  });

  test('gets equal series from the replicas of a pair where it removes duplicates by them', () => {
    const { tenant: _, ...victoria } = { ...mimir, engine: 'victoria-metrics' } as const;
    expect(targetOf(victoria).writeRelabelConfigs?.at(-1)).toEqual({
      regex: 'prometheus_replica',
      action: 'labeldrop',
    });
  });

  test('is one data source for all clusters, asked as the same tenant', () => {
    const world = { ...overTwoClusters(), longTerm: { also: [], remote: mimir } };
    expect(sourcesOf(world)).toEqual(['mlo-long-term https://mimir.example.com/prometheus']);
    const source = stacksFor(world)['world-grafana']?.resources['grafana_data_source.mlo-long-term'];
    expect(source?.['http_headers']).toEqual({ 'X-Scope-OrgID': 'observatory' });
    expect(JSON.parse(String(source?.['json_data_encoded']))).toMatchObject({ prometheusType: 'Mimir' });
  });

  test('or a sidecar uploads blocks to the bucket that a Secret names, and is found by its Service', () => {
    const sidecar = { bucketSecret: 'thanos-bucket', query: 'https://thanos.example.com' };
    const environment = { ...dev, longTerm: { also: [], thanosSidecar: sidecar } };
    expect(objectsIn(environment)).toBeUndefined();
    expect(specOf(environment)['thanos']).toMatchObject({
      objectStorageConfig: { existingSecret: { name: 'thanos-bucket', key: 'objstore.yml' } },
    });
    const release = stacksFor(environment)['dev-platform']?.resources['helm_release.kube-prometheus-stack'];
    expect(valuesOf(release)).toMatchObject({ prometheus: { thanosService: { enabled: true } } });
    expect(sourcesOf(environment)).toEqual(['mlo-long-term https://thanos.example.com']);
  });
});

describe('the network', () => {
  const policyOf = (environment: Environment, name: string) =>
    stacksFor(environment)['dev-platform']?.resources[`kubernetes_network_policy_v1.monitoring-${name}`];
  const remote: RemoteStorage = {
    engine: 'thanos-receive',
    url: 'https://thanos.example.com:19291/api/v1/receive',
    query: 'https://thanos.example.com:10902',
    series: 'summaries',
  };

  test('lets Prometheus out to an engine, and Grafana to where it is read, by the ports of their addresses', () => {
    const environment = { ...dev, longTerm: { also: [], remote } };
    expect(JSON.stringify(policyOf(environment, 'prometheus'))).toContain('19291');
    expect(JSON.stringify(policyOf(environment, 'grafana'))).toContain('10902');
    expect(policyOf(environment, 'prometheus-long-term')).toBeUndefined();
    expect(JSON.stringify(policyOf(dev, 'prometheus'))).not.toContain('19291');
  });
});
