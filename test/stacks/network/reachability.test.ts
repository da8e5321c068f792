import type { Environment, Platform } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { company } from '../../rules/company';
import { deployedBy } from '../deployed';
import { at, listAt } from '../policy/workload';
import {
  committed,
  committedEnvironments,
  overAllPlatforms,
  overTwoClusters,
  synthesised,
} from '../synthesised';
import { hosts, modelHosts } from './hosts';
import { mayReach, selects, type Host } from './reach';
import { atHome, closed, everywhere, needed, neededAtHome, type Way } from './ways';

interface DeployedCluster {
  readonly name: string;
  readonly environment: Environment;
  readonly home: boolean;
  readonly platform: Platform;
  readonly policies: readonly KubernetesObject[];
  readonly monitors: readonly KubernetesObject[];
}

const prod = committed('prod');
const environments = [
  ...committedEnvironments(),
  overTwoClusters(),
  overAllPlatforms(),
  { ...company(), name: 'company' },
];
const clusters: readonly DeployedCluster[] = environments.flatMap((environment) => {
  const stacks = Object.values(synthesised([environment]));
  return environment.clusters.map(({ name, home, platform }) => {
    const prefix = environment.clusters.length === 1 ? environment.name : `${environment.name}-${name}`;
    const deployed = stacks
      .filter((stack) =>
        ['platform', 'logging', 'models'].some((layer) => stack.name === `${prefix}-${layer}`),
      )
      .flatMap(deployedBy);
    return {
      name: prefix,
      environment,
      home,
      platform,
      policies: deployed.flatMap((one) =>
        'object' in one && one.object.kind === 'NetworkPolicy' ? [one.object] : [],
      ),
      monitors: deployed
        .flatMap((one) =>
          'release' in one && one.release.upstream === undefined
            ? (one.release.values['objects'] as readonly KubernetesObject[])
            : [],
        )
        .filter(({ kind }) => kind === 'PodMonitor'),
    };
  });
});

const clusterOf = (name: string): DeployedCluster => {
  const found = clusters.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no cluster of ${name}`);
  return found;
};

const print = ([from, to, port, protocol = 'TCP']: Way): string => `${from} -> ${to}:${port} ${protocol}`;
const isOpen = (policies: readonly KubernetesObject[], [from, to, port, protocol]: Way): boolean =>
  mayReach(policies, hosts[from], hosts[to], port, protocol);

describe.each(clusters)('in $name', ({ environment, home, platform, policies, monitors }) => {
  it('every way that is needed is open', () => {
    const ways = [
      ...needed,
      ...(home ? neededAtHome : ([['logstash', 'outside', 443]] as const)),
      ...(platform === 'self-managed' ? [10257, 10259, 2381, 10249] : []).map((port): Way => [
        'prometheus',
        'node',
        port,
      ]),
      ...(platform === 'gke' ? [10054, 10055] : [9153]).map((port): Way => ['prometheus', 'dns', port]),
    ];
    expect(ways.filter((way) => !isOpen(policies, way)).map(print)).toEqual([]);
  });

  it('no other way is open, of those that somebody would try', () => {
    const there = new Set<string>([...everywhere, ...(home ? atHome : [])]);
    const ours = closed.filter(([from, to]) =>
      [from, to].every((name) => there.has(name) || !(atHome as readonly string[]).includes(name)),
    );
    const ways = [...ours, ...(home ? [] : ([['logstash', 'outside', 80]] as const))];
    expect(ways.filter((way) => isOpen(policies, way)).map(print)).toEqual([]);
  });

  it('Prometheus reaches every pod that a monitor of ours finds, at its port', () => {
    const there = Object.values<Host>(hosts).filter(
      ({ name }) => home || !(atHome as readonly string[]).includes(name),
    );
    const all: readonly Host[] = [...there, ...modelHosts(environment)];
    const reached = monitors.map(({ metadata, spec }) => {
      const labels = Object.entries(at(spec, 'selector', 'matchLabels') as Record<string, string>);
      const found = all.filter(
        ({ pod }) =>
          pod !== undefined &&
          listAt(spec, 'namespaceSelector', 'matchNames').includes(pod.namespace) &&
          labels.every(([name, value]) => pod.labels[name] === value),
      );
      const ports = listAt(spec, 'podMetricsEndpoints').map(
        (endpoint) => at(endpoint, 'portNumber') as number,
      );
      const lost = found.flatMap((target) =>
        ports.filter((port) => !mayReach(policies, hosts.prometheus, target, port)),
      );
      return {
        monitor: metadata.name,
        // What exists once is looked for in every cluster.
        found: found.length > 0 || !home,
        ports: ports.length > 0,
        lost,
      };
    });
    expect(reached.length).toBeGreaterThan(2);
    expect(reached).toEqual(reached.map(({ monitor }) => ({ monitor, found: true, ports: true, lost: [] })));
  });

  it('every pod has a policy of its own, and every policy has pods', () => {
    const own = policies.filter(({ metadata }) => metadata.name !== 'closed-by-default');
    const without = [...everywhere, ...(home ? atHome : [])].filter(
      (name) => !own.some((policy) => selects(policy, hosts[name])),
    );
    expect(without).toEqual([]);
    const empty = own.filter((policy) => !Object.values<Host>(hosts).some((host) => selects(policy, host)));
    expect(empty.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  it('batch jobs reach the Pushgateway, and the prober reaches the models', () => {
    const gateways = environment.models.filter(({ sources }) => sources.some(({ gateway }) => gateway));
    const probed = environment.models.filter(({ probe }) => probe !== undefined);
    const podOf = ({ name, namespace, selector }: Environment['models'][number]): Host => ({
      name,
      pod: { namespace, labels: selector },
    });
    expect(gateways.filter((model) => !mayReach(policies, podOf(model), hosts.pushgateway, 9091))).toEqual(
      [],
    );
    expect(
      probed.filter((model) => !mayReach(policies, hosts['blackbox-exporter'], podOf(model), 8080)),
    ).toEqual([]);
    if (probed.length > 0) expect(isOpen(policies, ['prometheus', 'blackbox-exporter', 9115])).toBe(true);
  });
});

describe('from outside', () => {
  it('everybody comes in where nobody says who may, and never to what asks for no password', () => {
    const { policies } = clusterOf('dev');
    expect(isOpen(policies, ['stranger', 'grafana', 3000])).toBe(true);
    expect(isOpen(policies, ['outside', 'elasticsearch', 9200])).toBe(true);
    expect(isOpen(policies, ['outside', 'prometheus', 9090])).toBe(false);
  });

  it('only those come in who are named', () => {
    const { policies } = clusterOf('prod');
    expect(prod.network.entrances).toEqual([{ namespace: 'ingress-nginx' }]);
    for (const [to, port] of [
      ['grafana', 3000],
      ['kibana', 5601],
      ['elasticsearch', 9200],
    ] as const) {
      expect(isOpen(policies, ['ingress', to, port])).toBe(true);
      expect(isOpen(policies, ['stranger', to, port])).toBe(false);
      expect(isOpen(policies, ['outside', to, port])).toBe(false);
    }
    expect(isOpen(policies, ['ingress', 'prometheus', 9090])).toBe(false);
  });

  it('addresses can be named as well', () => {
    const environment = { ...prod, network: { ...prod.network, entrances: [{ cidr: '10.0.1.0/24' }] } };
    const policies = Object.values(synthesised([environment]))
      .flatMap(deployedBy)
      .flatMap((one) => ('object' in one && one.object.kind === 'NetworkPolicy' ? [one.object] : []));
    expect(isOpen(policies, ['node', 'grafana', 3000])).toBe(true);
    expect(isOpen(policies, ['outside', 'grafana', 3000])).toBe(false);
    expect(isOpen(policies, ['ingress', 'grafana', 3000])).toBe(false);
  });

  it('Grafana of another cluster reaches Prometheus and Alertmanager by their addresses, and nothing beside', () => {
    const { policies } = clusterOf('world-us-1');
    expect(isOpen(policies, ['ingress', 'prometheus', 9090])).toBe(true);
    expect(isOpen(policies, ['ingress', 'alertmanager', 9093])).toBe(true);
    expect(isOpen(policies, ['ingress', 'alertmanager', 9094])).toBe(false);
  });

  it('mail goes out by the ports of the mail servers', () => {
    const { policies } = clusterOf('world-eu-1');
    expect(isOpen(policies, ['alertmanager', 'outside', 587])).toBe(true);
    expect(isOpen(policies, ['alertmanager', 'outside', 25])).toBe(true);
    expect(isOpen(clusterOf('prod').policies, ['alertmanager', 'outside', 25])).toBe(false);
  });
});

describe('the reckoning', () => {
  const { policies } = clusterOf('prod');
  const without = (namespace: string, name: string): readonly KubernetesObject[] =>
    policies.filter(({ metadata }) => metadata.name !== name || metadata.namespace !== namespace);

  it('takes both ends: without the policy of one, a way is closed', () => {
    const way: Way = ['logstash', 'elasticsearch', 9200];
    expect(isOpen(policies, way)).toBe(true);
    expect(isOpen(without('logging', 'logstash'), way)).toBe(false);
    expect(isOpen(without('logging', 'elasticsearch'), way)).toBe(false);
  });

  it('knows that what no policy selects may do everything', () => {
    expect(isOpen([], ['stranger', 'prometheus', 9090])).toBe(true);
    const way: Way = ['stranger', 'gpu-plugin', 80];
    expect(isOpen(policies, way)).toBe(false);
    expect(
      isOpen(
        without('gpu-system', 'closed-by-default').filter(
          ({ metadata }) => metadata.namespace !== 'gpu-system',
        ),
        way,
      ),
    ).toBe(true);
  });
});
