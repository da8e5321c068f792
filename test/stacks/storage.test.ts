import type { Environment } from '../../environments';
import { prometheusSize, sizes } from '../../environments/sizes';
import { committed, overAllPlatforms, overTwoClusters, synthesised, valuesOf } from './synthesised';

interface Claim {
  readonly path: string;
  readonly storageClass: unknown;
}

/** Every volume that is asked for: by claims, and by the charts of Grafana and of the Pushgateway in their own words. */
function claimsIn(values: unknown, path = ''): readonly Claim[] {
  if (typeof values !== 'object' || values === null) return [];
  const group = values as Readonly<Record<string, unknown>>;
  if ('accessModes' in group) return [{ path, storageClass: group['storageClassName'] }];
  if (path.endsWith('.persistence')) return [{ path, storageClass: group['storageClassName'] }];
  if (path.endsWith('.persistentVolume')) return [{ path, storageClass: group['storageClass'] }];
  return Object.entries(group).flatMap(([key, value]) => claimsIn(value, `${path}.${key}`));
}

const claimsOf = (environment: Environment) =>
  Object.fromEntries(
    Object.values(synthesised([environment])).map(({ name, resources }) => [
      name,
      Object.entries(resources).flatMap(([address, release]) =>
        address.startsWith('helm_release.') ? claimsIn(valuesOf(release)) : [],
      ),
    ]),
  );

const classes = (claims: readonly Claim[] | undefined): readonly unknown[] => [
  ...new Set((claims ?? []).map(({ storageClass }) => storageClass)),
];

describe('volumes', () => {
  test('have the class of their cluster, and where it says none the default one', () => {
    const world = claimsOf(overTwoClusters());
    expect(classes(world['world-eu-1-platform'])).toEqual(['local-path']);
    expect(classes(world['world-eu-1-logging'])).toEqual(['local-path']);
    expect(classes(world['world-us-1-platform'])).toEqual([undefined]);
    const fleet = claimsOf(overAllPlatforms());
    expect(classes(fleet['fleet-amazon-platform'])).toEqual(['gp3']);
  });

  test('are there for all that keeps something, in both profiles', () => {
    const dev = committed('dev');
    for (const profile of ['single', 'ha'] as const) {
      const claims = claimsOf({ ...dev, profile });
      expect(claims['dev-platform']?.map(({ path }) => path).sort()).toEqual([
        '.alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec',
        '.grafana.persistence',
        // The second Prometheus.
        '.objects.2.spec.storage.volumeClaimTemplate.spec',
        '.persistentVolume',
        '.prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec',
      ]);
      expect(claims['dev-logging']?.length).toBe(sizes[profile].elasticsearch.length + 1);
    }
  });
});

describe('Prometheus', () => {
  const dev = committed('dev');
  const specOf = (environment: Environment) => {
    const release = synthesised([environment])['dev-platform']?.resources[
      'helm_release.kube-prometheus-stack'
    ];
    const { prometheus } = valuesOf(release) as {
      readonly prometheus: { readonly prometheusSpec: Readonly<Record<string, unknown>> };
    };
    return prometheus.prometheusSpec;
  };

  test('forgets by size before its volume is full, and has what the environment says instead of the profile', () => {
    const own = { volume: '100Gi', memory: '6Gi' };
    expect(
      specOf({
        ...dev,
        prometheus: prometheusSize({ profile: 'single', prometheus: { ...own, shards: 1 } }),
      }),
    ).toMatchObject({
      retention: '7d',
      retentionSize: '87040MB',
      resources: { requests: { memory: '6Gi' }, limits: { memory: '6Gi' } },
      storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '100Gi' } } } } },
    });
  });
});
