import type { Cluster, Environment } from '../../environments';
import { homeOf } from '../../environments';
import { objects } from '../../models/names';
import { receiverSecrets } from '../../rules';
import { externalSecretsFor } from '../../stacks/security/external-secrets';
import { secretsIn } from '../../stacks/security/secrets-in';
import { byOperators, inProd } from './rendered/golden';
import { committed, overAllPlatforms, synthesised, valuesOf } from './synthesised';

const fleet = overAllPlatforms();
const prod = committed('prod');

interface Made {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly target: { readonly name: string; readonly template?: { readonly type: string } };
    readonly dataFrom: readonly { readonly extract: { readonly key: string } }[];
  };
}

const made = (environment: Environment, cluster: Cluster = homeOf(environment)): readonly Made[] =>
  externalSecretsFor(environment, cluster) as unknown as readonly Made[];

const inCluster = (name: string): Cluster => {
  const found = fleet.clusters.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the fleet has no cluster ${name}`);
  return found;
};

it('an environment that says nothing of a store gets none', () => {
  expect(made(prod)).toEqual([]);
  expect(Object.keys(synthesised([prod])['prod-platform']?.resources ?? {})).not.toContain(
    'helm_release.external-secrets',
  );
});

it('every Secret that pods of the real charts mount comes from the store, but what charts and operators make', () => {
  const known = secretsIn(prod, homeOf(prod)).map(({ namespace, name }) => `${namespace}/${name}`);
  const others: readonly string[] = [
    ...byOperators.secrets,
    ...inProd.flatMap(({ brought }) => brought.secrets),
    objects.alertmanagerSecret,
  ];
  const mounted = inProd
    .flatMap(({ pods }) => pods)
    .flatMap(({ namespace, refers }) =>
      refers.secrets.filter((name) => !others.includes(name)).map((name) => `${namespace}/${name}`),
    );
  expect(mounted.length).toBeGreaterThan(5);
  expect(mounted.filter((one) => !known.includes(one))).toEqual([]);
  expect(known).toEqual(expect.arrayContaining(receiverSecrets(prod).map((name) => `monitoring/${name}`)));
});

it('each is called as the Secret is, behind what the environment says, and that of its cluster where there are several', () => {
  const keys = (of: readonly Made[]) =>
    of.map(({ metadata: { name }, spec: { target, dataFrom } }) => {
      expect(target.name).toBe(name);
      return dataFrom.map(({ extract }) => extract.key).join();
    });
  expect(keys(made(fleet))).toContain('observatory-fleet-metal-grafana-admin');
  expect(keys(made(fleet, inCluster('amazon')))).toContain('observatory-fleet-amazon-elasticsearch-ca');
  const alone = {
    ...prod,
    externalSecrets: { store: 'vault', prefix: 'a/', refresh: prod.retention.logs, except: [] },
  };
  expect(keys(made(alone))).toContain('a/grafana-admin');
});

it('a cluster gets what it needs: users and Grafana at home, an authority elsewhere, certificates unless in the clear', () => {
  const names = (of: readonly Made[]) => of.map(({ metadata }) => metadata.name);
  const home = names(made(fleet));
  const other = names(made(fleet, inCluster('amazon')));
  for (const name of [objects.grafanaAdminSecret, objects.elasticsearchAdministratorSecret]) {
    expect(home).toContain(name);
    expect(other).not.toContain(name);
  }
  expect(home).not.toContain(objects.elasticsearchCaSecret);
  expect(other).toContain(objects.elasticsearchCaSecret);
  const { externalSecrets } = fleet;
  if (externalSecrets === undefined) throw new Error('the fleet has no store');
  const all = { ...fleet, externalSecrets: { ...externalSecrets, except: [] } };
  const certificates: readonly string[] = [objects.prometheusTlsSecret, objects.alertmanagerTlsSecret];
  expect(names(made(all))).toEqual(expect.arrayContaining(certificates));
  // cert-manager brings them in the fleet, and nobody where there is no TLS.
  for (const of of [fleet, { ...all, monitoringTls: 'none' } as const])
    expect(names(made(of)).filter((name) => certificates.includes(name))).toEqual([]);
});

it('users of Elasticsearch have the type by which its operator knows them', () => {
  const types = made(fleet).flatMap(({ metadata: { name }, spec: { target } }) =>
    target.template === undefined ? [] : [`${name} ${target.template.type}`],
  );
  expect(types.sort()).toEqual(
    ['administrator', 'exporter', 'reader', 'writer'].map(
      (user) => `elasticsearch-${user} kubernetes.io/basic-auth`,
    ),
  );
});

it('they are made between the namespaces and what mounts them', () => {
  const platform = synthesised([fleet])['fleet-metal-platform']?.resources ?? {};
  const release = platform['helm_release.external-secrets'];
  const spaces = new Set(
    (valuesOf(release)['objects'] as readonly Made[]).map(({ metadata }) => metadata.namespace),
  );
  for (const namespace of spaces)
    expect(release?.['depends_on']).toContain(`kubernetes_namespace_v1.${namespace}`);
  for (const later of ['kube-prometheus-stack', 'eck-operator-crds', 'prometheus-operator-crds'])
    expect([later, platform[`helm_release.${later}`]?.['depends_on']]).toEqual([
      later,
      expect.arrayContaining([
        later === 'kube-prometheus-stack'
          ? 'helm_release.prometheus-operator-crds'
          : 'helm_release.external-secrets',
      ]),
    ]);
});
