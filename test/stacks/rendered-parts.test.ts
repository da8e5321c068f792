import { dashboardsFor } from '../../dashboards';
import { homeOf } from '../../environments';
import { namespaces, objects } from '../../models/names';
import { broughtByStack } from '../../models/versions';
import { rulesFor, sharedRules } from '../../rules';
import { byOperators, factsOf, inProd, monitoringStacks } from './rendered/golden';
import { committed } from './synthesised';

/** What the real charts make of our values: addresses, rights and state of single parts. */

describe('addresses', () => {
  const known = [
    ...inProd
      .flatMap(({ services }) => services)
      .map(({ name, namespace, ports }) => ({
        host: `${name}.${namespace}`,
        ports: Object.values(ports).map(([port]) => port),
      })),
  ];

  test.each(['prometheus', 'alertmanager'] as const)('the data source %s leads to a Service', (which) => {
    const { hostname, port } = new URL(homeOf(committed('prod'))[which]);
    const service = known.find(({ host }) => hostname === host || hostname === `${host}.svc`);
    expect(service?.ports).toContain(Number(port));
  });

  test('the exporter of Elasticsearch asks the Service that the operator makes of the name', () => {
    const { values } = factsOf('prod', 'prometheus-elasticsearch-exporter');
    const { uri } = (values as { readonly es: { readonly uri: string } }).es;
    expect(new URL(uri).hostname).toBe(`${byOperators.elasticsearchService}.${namespaces.logging}.svc`);
    expect(factsOf('prod', 'eck-stack').customResources).toContainEqual(
      expect.objectContaining({
        kind: 'Elasticsearch',
        name: objects.elasticsearch,
        namespace: namespaces.logging,
      }),
    );
  });

  test('Alertmanager reads the Secret of the models stack', () => {
    const [alertmanager] = factsOf('prod', objects.prometheusStack).customResources.filter(
      ({ kind }) => kind === 'Alertmanager',
    );
    expect(alertmanager?.spec['configSecret']).toBe(objects.alertmanagerSecret);
  });
});

describe('Grafana', () => {
  test('has an Ingress for host and path of its address where one is asked for, and none elsewhere', () => {
    for (const [place, { ingresses }] of monitoringStacks)
      expect(ingresses).toEqual(
        place.startsWith('fleet-metal')
          ? [
              {
                className: 'nginx',
                host: 'grafana.fleet.test',
                path: '/boards',
                service: `${objects.prometheusStack}-grafana`,
                port: { number: 80 },
                tls: ['grafana-tls'],
              },
            ]
          : [],
      );
  });

  test('reads Secrets and ConfigMaps of its own namespace only', () => {
    const { rights } = factsOf('prod', objects.prometheusStack);
    const own = rights.filter((right) => right.includes('grafana'));
    expect(own.length).toBeGreaterThan(0);
    for (const right of own) expect(right).toMatch(/^Role(?:Binding)? monitoring\//);
  });
});

test('what keeps state has a volume in every profile', () => {
  for (const place of ['prod', 'dev']) {
    const { volumeClaims } = factsOf(place, objects.prometheusStack);
    expect(volumeClaims).toEqual(
      expect.arrayContaining(['Alertmanager', `${objects.prometheusStack}-grafana`]),
    );
  }
  expect(factsOf('prod', objects.pushgateway).volumeClaims.length).toBe(1);
});

test('the Elastic operator has rights in its namespaces and nowhere else, and no webhook', () => {
  const { rights, webhooks } = factsOf('prod', 'eck-operator');
  expect(rights.length).toBeGreaterThan(0);
  for (const right of rights) expect(right).toMatch(/^Role(?:Binding)? \S/);
  for (const right of rights) expect(right).not.toMatch(/^\S+ \//);
  expect(webhooks).toEqual([]);
});

test('no rule and no panel reads labels or annotations of objects, which kube-state-metrics does not tell', () => {
  const environment = committed('prod');
  const text = JSON.stringify([
    sharedRules(environment),
    environment.models.map((model) => rulesFor(model, environment)),
    dashboardsFor(environment),
  ]);
  expect(text).toContain('kube_pod_container_resource_limits');
  expect(text.match(/kube_\w+_(?:labels|annotations)\b/g)).toBeNull();
});

test('the table of versions says what kube-prometheus-stack brings', () => {
  const { pods, customResources } = factsOf('prod', objects.prometheusStack);
  const images = [
    ...pods.flatMap(({ containers }) => containers.flatMap(({ image }) => image ?? [])),
    ...customResources.flatMap(({ spec }) => (typeof spec['image'] === 'string' ? [spec['image']] : [])),
  ];
  for (const [name, version] of Object.entries(broughtByStack))
    expect(
      images.filter((image) =>
        new RegExp(`/${name}:${version.replaceAll('.', '[.]')}(?:-distroless)?$`).test(image),
      ),
    ).toHaveLength(1);
});
