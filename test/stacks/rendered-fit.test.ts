import { homeOf } from '../../environments';
import { blackboxExporter, ownJobs } from '../../models/exporters';
import { namespaces, objects } from '../../models/names';
import { receiverSecrets } from '../../rules';
import { externalCauses } from '../../rules/external-causes';
import { exporterMonitors } from '../../scrape';
import { alertsSwitchedOff } from '../../stacks/values/default-rules';
import type { Service } from './rendered/facts';
import { allFacts, byOperators, covers, factsOf, inProd, monitoringStacks } from './rendered/golden';
import type { Pod } from './rendered/pods';
import { committed, overAllPlatforms } from './synthesised';

/** What the real charts make of our values, against what the rest of the project takes for granted. */

describe('monitors of ours', () => {
  const environment = {
    ...committed('prod'),
    models: [...committed('dev').models, ...committed('prod').models],
  };
  const pods = inProd.flatMap(({ pods: made }) => made);

  test.each(exporterMonitors(environment).map((one) => [one.metadata.name, one] as const))(
    '%s finds pods, and the port that it asks',
    (_name, { spec }) => {
      const found = pods.filter(
        ({ namespace, labels }) =>
          spec.namespaceSelector.matchNames.includes(namespace) && covers(labels, spec.selector.matchLabels),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const { containers } of found) {
        const ports = containers.flatMap((one) => Object.values(one.ports));
        for (const { portNumber } of spec.podMetricsEndpoints) expect(ports).toContain(portNumber);
      }
    },
  );

  test('the probed exporter has the Service that probes name', () => {
    const { services } = factsOf('dev', blackboxExporter.selector['app.kubernetes.io/name']);
    expect(services.map(({ name, ports }) => [name, Object.values(ports).map(([port]) => port)])).toEqual([
      [blackboxExporter.selector['app.kubernetes.io/name'], [blackboxExporter.portNumber]],
    ]);
  });
});

/** Services that no chart makes. */
const ofCluster = /-(?:apiserver|kubelet)$/;
/** Pods that belong to the cluster. */
const system = 'kube-system';

describe.each(monitoringStacks)('%s', (place, facts) => {
  const monitors = facts.monitors.filter(({ name }) => !ofCluster.test(name));

  test.each(monitors.map((one) => [one.name, one] as const))(
    'monitor %s finds its Service',
    (_name, monitor) => {
      const found = facts.services.filter(
        ({ namespace, labels }) => monitor.namespaces.includes(namespace) || covers(labels, monitor.selector),
      );
      const selected = found.filter(({ labels }) => covers(labels, monitor.selector));
      expect(selected.length).toBeGreaterThan(0);
      for (const { ports } of selected)
        expect(Object.keys(ports)).toEqual(expect.arrayContaining([...monitor.ports]));
    },
  );

  test('no monitor of the chart reads pages without a limit, but the one that has no value for it', () => {
    const unlimited = facts.monitors.filter(({ limited }) => !limited).map(({ name }) => name);
    expect(unlimited.filter((name) => !name.endsWith('-grafana'))).toEqual([]);
  });

  test('jobs that rules name are names of Services', () => {
    expect(facts.services.map(({ name }) => name)).toEqual(
      expect.arrayContaining([ownJobs.prometheus, ownJobs.alertmanager]),
    );
  });

  test('Prometheus takes rules and monitors of every namespace', () => {
    const [prometheus] = facts.customResources.filter(({ kind }) => kind === 'Prometheus');
    for (const kind of ['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor'])
      expect([
        kind,
        prometheus?.spec[`${kind}Selector`],
        prometheus?.spec[`${kind}NamespaceSelector`],
      ]).toEqual([kind, {}, {}]);
  });

  test('the webhook refuses what it cannot check outside dev, and never rules beside its operator', () => {
    const policy = place.startsWith('dev/') ? 'Ignore' : 'Fail';
    expect(facts.webhooks.length).toBeGreaterThan(0);
    for (const webhook of facts.webhooks)
      expect(webhook).toMatchObject({
        failurePolicy: policy,
        service: `${namespaces.monitoring}/${objects.prometheusStack}-operator`,
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [namespaces.monitoring] },
          ],
        },
      });
    // The chart's job writes the policy once more after each upgrade.
    expect(
      facts.pods.flatMap(({ containers }) => containers).flatMap(({ failurePolicy }) => failurePolicy ?? []),
    ).toEqual([policy]);
  });

  test('the alerts that keep ours quiet are there, and those that repeat ours are not', () => {
    const environment = place.startsWith('fleet') ? overAllPlatforms() : committed(place.split('/')[0] ?? '');
    const cluster =
      environment.clusters.find(({ name }) => `fleet-${name}` === place.split('/')[0]) ?? homeOf(environment);
    expect(facts.alerts).toContain('Watchdog');
    const off = Object.keys(alertsSwitchedOff(environment, cluster));
    expect(off).toContain('TargetDown');
    expect(facts.alerts.filter((alert) => off.includes(alert))).toEqual([]);
    const ofParts = /^Kube(?:Proxy|Scheduler|ControllerManager)/;
    const causes = externalCauses.map(({ name }) => name);
    expect(causes.filter((name) => !facts.alerts.includes(name) && !ofParts.test(name))).toEqual([]);
    // Each of these is about a part that only whoever runs it himself can scrape.
    const parts = facts.alerts.filter((alert) => ofParts.test(alert) || alert.startsWith('etcd'));
    expect(parts.length > 0).toBe(cluster.platform === 'self-managed');
    if (cluster.platform === 'self-managed') expect(facts.alerts).toEqual(expect.arrayContaining(causes));
  });
});

describe.each(allFacts)('pods of %s', (place, facts) => {
  const [folderName = ''] = place.split('/');
  const environment = folderName.startsWith('fleet') ? overAllPlatforms() : committed(folderName);

  test('run images of a stated version', () => {
    for (const { image } of facts.pods.flatMap(({ containers }) => containers)) {
      if (image === undefined) continue;
      expect(image).toMatch(/^[\w.-]+\.[\w.-]+\/[\w./-]+:v?\d[\w.-]*(?:@sha256:[0-9a-f]{64})?$/);
    }
  });

  test('refer to Secrets and ConfigMaps that a release, an operator or docs/deploying.md brings', () => {
    const secrets = new Set<string>([
      ...facts.brought.secrets,
      ...byOperators.secrets,
      ...Object.values(objects),
      ...receiverSecrets(environment),
    ]);
    const configMaps = new Set<string>([...facts.brought.configMaps, objects.logRoutes]);
    const missing = facts.pods.flatMap(({ of, refers }) => [
      ...refers.secrets.filter((name) => !secrets.has(name)).map((name) => `${of}: Secret ${name}`),
      ...refers.configMaps.filter((name) => !configMaps.has(name)).map((name) => `${of}: ConfigMap ${name}`),
    ]);
    expect(missing).toEqual([]);
  });

  test('are found by Services, at ports that they have', () => {
    const wrong = facts.services
      .filter(({ namespace, selector }) => namespace !== system && selector !== undefined)
      .flatMap((service) => problemsOf(service, facts.pods));
    expect(wrong).toEqual([]);
  });
});

/** Containers of these are made by an operator: of their ports only the Service tells. */
const ofOperator = /^(?:Prometheus|Alertmanager) /;

function problemsOf(
  { name, selector = {}, namespace, ports }: Service,
  pods: readonly Pod[],
): readonly string[] {
  const found = pods.filter((pod) => pod.namespace === namespace && covers(pod.labels, selector));
  if (found.length === 0) return [`${name} selects no pod`];
  return found
    .filter(({ of }) => !ofOperator.test(of) && !of.startsWith('Pod '))
    .flatMap(({ of, containers }) => {
      const open = containers.flatMap((one) => Object.entries(one.ports).flat());
      return Object.values(ports)
        .filter(([, target]) => !open.includes(target))
        .map(([, target]) => `${name} leads to port ${target} of ${of}, which has none`);
    });
}
