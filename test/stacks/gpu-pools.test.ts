import { load } from 'js-yaml';
import type { Cluster, Environment } from '../../environments';
import { charts } from '../../models/versions';
import { artefactsOf } from '../../scripts/artefacts';
import { expectGolden } from '../golden';
import { committed, overAllPlatforms, synthesised, valuesOf, type Arguments } from './synthesised';

type Tree = Readonly<Record<string, unknown>>;

const fleet = overAllPlatforms();
const stacks = synthesised([fleet]);
const clusters = fleet.clusters.map(({ name }) => name);

const resourcesOf = (cluster: string, layer = 'platform'): Readonly<Record<string, Arguments>> =>
  stacks[`fleet-${cluster}-${layer}`]?.resources ?? {};
const valuesIn = (cluster: string, release: string): Tree =>
  valuesOf(resourcesOf(cluster)[`helm_release.${release}`]);

/** The fleet with one cluster only, and that one changed. */
const alone = (name: string, change: Partial<Cluster> = {}, of: Environment = fleet): Environment => ({
  ...of,
  clusters: of.clusters
    .filter((cluster) => cluster.name === name)
    .map((cluster) => ({ ...cluster, home: true, ...change })),
});
const withoutSharing: Environment = {
  ...fleet,
  gpuPools: Object.fromEntries(
    Object.entries(fleet.gpuPools).map(([name, { sharing: _sharing, ...pool }]) => [name, pool]),
  ),
};

describe('objects that have nodes made', () => {
  const files = [...artefactsOf(fleet)].filter(([path]) => path.includes('/nodes/'));

  it('are one file per pool and cluster in which nodes are made', () => {
    expect(files.map(([path]) => path).sort()).toEqual(
      ['amazon', 'azure', 'google'].flatMap((cluster) =>
        ['a100', 'h100', 't4'].map((pool) => `clusters/${cluster}/nodes/${pool}.yaml`),
      ),
    );
  });

  test.each(files)('%s is as it was reviewed', (path, text) => {
    expectGolden(`fleet/${path}`, text);
  });

  it('travel in a release per pool, after its namespace, and nowhere else', () => {
    for (const cluster of clusters) {
      const releases = Object.entries(resourcesOf(cluster)).filter(([address]) =>
        address.startsWith('helm_release.gpu-pool-'),
      );
      expect(releases.map(([address]) => address)).toEqual(
        cluster === 'metal' ? [] : ['a100', 'h100', 't4'].map((pool) => `helm_release.gpu-pool-${pool}`),
      );
      for (const [, release] of releases) {
        expect(release).toMatchObject({
          namespace: 'model-observatory',
          depends_on: ['kubernetes_namespace_v1.model-observatory'],
        });
      }
    }
  });
});

describe('nodes that are there already', () => {
  it('are looked at in the clusters in which none are made', () => {
    const looked = clusters.map((cluster) => [
      cluster,
      Object.keys(stacks[`fleet-${cluster}-platform`]?.data?.['kubernetes_nodes'] ?? {}),
    ]);
    expect(looked).toEqual([
      ['amazon', []],
      ['azure', []],
      ['google', []],
      ['metal', ['gpu-pool-a100', 'gpu-pool-h100', 'gpu-pool-t4']],
    ]);
  });

  it('are found by the selector, and asked for number, labels and taints', () => {
    const nodes = stacks['fleet-metal-platform']?.data?.['kubernetes_nodes'] ?? {};
    const conditions = (pool: string): readonly string[] => {
      const { lifecycle } = nodes[`gpu-pool-${pool}`] as unknown as {
        readonly lifecycle: { readonly postcondition: readonly { readonly error_message: string }[] };
      };
      return lifecycle.postcondition.map(({ error_message }) => error_message.replaceAll(/\$\{.*\}/g, 'X'));
    };
    expect(nodes['gpu-pool-a100']?.['metadata']).toEqual({ labels: { 'node.fleet.test/gpu': 'a100' } });
    expect(conditions('a100')).toEqual([
      'The GPU pool "a100" has X nodes in the cluster "metal", by the labels node.fleet.test/gpu=a100, and needs at least 2. Label nodes, correct gpuPools.a100.selector, or write another gpuPools.a100.minimumNodes.',
      'Nodes of the GPU pool "a100" in the cluster "metal" lack the label node.fleet.test/pool=a100: X.',
      'Nodes of the GPU pool "a100" in the cluster "metal" lack the taint nvidia.com/gpu=present:NoSchedule: X.',
      'Nodes of the GPU pool "a100" in the cluster "metal" lack the taint fleet.test/team=vision:NoSchedule: X.',
    ]);
    // One that may scale to none is not counted; how it shares is what nodes have to say.
    expect(conditions('t4')).toEqual([
      'Nodes of the GPU pool "t4" in the cluster "metal" lack the label nvidia.com/device-plugin.config=time-slicing-4: X.',
    ]);
  });
});

describe('what watches GPU nodes', () => {
  const selected = (cluster: string): readonly string[] => {
    const { affinity } = valuesIn(cluster, 'dcgm-exporter') as unknown as {
      readonly affinity: {
        readonly nodeAffinity: {
          readonly requiredDuringSchedulingIgnoredDuringExecution: {
            readonly nodeSelectorTerms: readonly {
              readonly matchExpressions: readonly {
                readonly key: string;
                readonly values: readonly string[];
              }[];
            }[];
          };
        };
      };
    };
    return affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.map(
      ({ matchExpressions }) => matchExpressions.map(({ key, values }) => `${key}=${values.join()}`).join(),
    );
  };

  it('runs where the labels of pools are, whoever puts them there', () => {
    const labels = (label: string): readonly string[] =>
      ['a100', 'h100', 't4'].map((pool) => `${label}=${pool}`);
    expect(selected('metal')).toEqual(labels('node.fleet.test/gpu'));
    expect(selected('amazon')).toEqual(labels('karpenter.sh/nodepool'));
    expect(selected('azure')).toEqual(labels('karpenter.sh/nodepool'));
    expect(selected('google')).toEqual(labels('cloud.google.com/compute-class'));
  });

  const tolerated = (values: unknown): readonly string[] =>
    (values as readonly { readonly key: string; readonly operator: string; readonly effect: string }[]).map(
      ({ key, operator, effect }) => `${key} ${operator} ${effect}`,
    );

  it.each(clusters)('tolerates every taint of the pools in %s, and so does what ships logs', (cluster) => {
    const expected = [
      'nvidia.com/gpu Exists NoSchedule',
      'fleet.test/team Exists NoSchedule',
      ...(cluster === 'google' ? ['cloud.google.com/compute-class Exists NoSchedule'] : []),
    ];
    expect(tolerated(valuesIn(cluster, 'dcgm-exporter')['tolerations'])).toEqual(expected);
    const logging = valuesOf(resourcesOf(cluster, 'logging')['helm_release.filebeat']) as unknown as {
      readonly 'eck-beats': {
        readonly daemonSet: { readonly podTemplate: { readonly spec: { readonly tolerations: unknown } } };
      };
    };
    expect(tolerated(logging['eck-beats'].daemonSet.podTemplate.spec.tolerations)).toEqual(expected);
  });
});

describe('what tells kubelets of their GPUs', () => {
  const plugins = (of: Environment): readonly string[] =>
    Object.values(synthesised([of])).flatMap(({ name, resources }) =>
      Object.values(resources)
        .filter(
          ({ chart }) => chart === charts.gpuOperator.chart || chart === charts.nvidiaDevicePlugin.chart,
        )
        .map(({ chart, namespace, depends_on }) =>
          [name, chart, namespace, (depends_on as readonly string[])[0]].join(' '),
        ),
    );

  it('is what the cluster says, in a namespace of its own', () => {
    const own = 'gpu-system kubernetes_namespace_v1.gpu-system';
    expect(plugins(fleet)).toEqual(
      ['amazon', 'azure', 'metal'].map((cluster) => `fleet-${cluster}-platform gpu-operator ${own}`),
    );
    expect(plugins(alone('amazon', { gpuPlugin: 'nvidia-device-plugin' }, withoutSharing))).toEqual([
      `fleet-platform nvidia-device-plugin ${own}`,
    ]);
    expect(plugins(alone('amazon', { gpuPlugin: 'provided' }, withoutSharing))).toEqual([]);
    expect(plugins({ ...alone('amazon'), gpuPools: {}, models: [] })).toEqual([]);
  });

  it('brings no second exporter beside ours', () => {
    for (const cluster of ['amazon', 'azure', 'metal'])
      expect(valuesIn(cluster, 'gpu-operator')).toMatchObject({
        dcgmExporter: { enabled: false },
        dcgm: { enabled: false },
      });
  });

  it('installs driver and toolkit where images lack them, and then ours runs under its runtime', () => {
    for (const [cluster, installs] of [
      ['amazon', false],
      ['azure', true],
      ['metal', true],
    ] as const) {
      expect(valuesIn(cluster, 'gpu-operator')).toMatchObject({
        driver: { enabled: installs },
        toolkit: { enabled: installs },
      });
      expect(valuesIn(cluster, 'dcgm-exporter')['runtimeClassName']).toBe(installs ? 'nvidia' : undefined);
    }
    expect(valuesIn('google', 'dcgm-exporter')['runtimeClassName']).toBeUndefined();
  });

  it('has a configuration for every way to share that a node may be labelled with, and one for the rest', () => {
    const { devicePlugin, mig, migManager } = valuesIn('metal', 'gpu-operator') as unknown as {
      readonly devicePlugin: {
        readonly config: { readonly default: string; readonly data: Readonly<Record<string, string>> };
      };
      readonly mig: unknown;
      readonly migManager: unknown;
    };
    const { data, default: usual } = devicePlugin.config;
    expect(Object.fromEntries(Object.entries(data).map(([name, text]) => [name, load(text)]))).toEqual({
      whole: { version: 'v1' },
      'mig-single': { version: 'v1', flags: { migStrategy: 'single' } },
      'time-slicing-4': {
        version: 'v1',
        sharing: {
          timeSlicing: {
            failRequestsGreaterThanOne: true,
            resources: [{ name: 'nvidia.com/gpu', replicas: 4 }],
          },
        },
      },
    });
    expect(usual).toBe('whole');
    expect(mig).toEqual({ strategy: 'single' });
    expect(migManager).toMatchObject({ enabled: true });
  });

  it('as the device plugin alone runs on the nodes of pools, with the same configurations', () => {
    const turns = { ...withoutSharing.gpuPools, t4: fleet.gpuPools['t4'] } as Environment['gpuPools'];
    const of = alone('amazon', { gpuPlugin: 'nvidia-device-plugin' }, { ...fleet, gpuPools: turns });
    const resources = synthesised([of])['fleet-platform']?.resources ?? {};
    const plugin = valuesOf(resources['helm_release.nvidia-device-plugin']) as unknown as {
      readonly config: { readonly default: string; readonly map: Readonly<Record<string, string>> };
    };
    const exporter = valuesOf(resources['helm_release.dcgm-exporter']);
    expect(plugin).toMatchObject({ affinity: exporter['affinity'], tolerations: exporter['tolerations'] });
    expect(Object.keys(plugin.config.map)).toEqual(['whole', 'time-slicing-4']);
    expect(plugin.config.default).toBe('whole');
  });

  it('is configured by nobody where no GPU is shared', () => {
    const prod = synthesised([committed('prod')])['prod-platform']?.resources ?? {};
    const plugin = valuesOf(prod['helm_release.nvidia-device-plugin']);
    expect(plugin['config']).toBeUndefined();
    const operator = valuesOf(
      synthesised([alone('amazon', {}, withoutSharing)])['fleet-platform']?.resources[
        'helm_release.gpu-operator'
      ],
    );
    expect(operator['devicePlugin']).not.toHaveProperty('config');
    expect(operator['migManager']).toEqual({ enabled: false });
  });
});
