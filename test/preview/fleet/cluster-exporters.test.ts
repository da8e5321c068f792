import { dcgm } from '../../../models/dcgm';
import { cadvisor, dcgmExporter, gpuResources, kubeNodes, kubeState } from '../../../models/exporters';
import {
  clusterPages,
  startClusterExporters,
  type ClusterExporters,
} from '../../../preview/fleet/cluster-exporters';
import { fixturePage } from '../../../preview/fleet/fixture-pages';
import type { SimulatedPod } from '../../../preview/fleet/fleet';
import { parsePage, printSeries, samplesOf, type Sample } from '../../../preview/fleet/page';
import { startExporter } from '../../../preview/fleet/simulated-exporter';

const podOf = (name: string): SimulatedPod => ({
  namespace: 'serving',
  name,
  node: 'node-1',
  nodeLabels: {},
  container: 'server',
  labels: {},
  port: 8000,
  address: '127.0.0.1:1',
});

const read = async (url: string): Promise<readonly Sample[]> =>
  samplesOf(parsePage(await (await fetch(url)).text()));
const podsIn = (samples: readonly Sample[], metric: string): readonly (string | undefined)[] => [
  ...new Set(
    samples
      .filter(({ name, labels }) => name === metric && labels['container'] === 'server')
      .map(({ labels }) => labels['pod']),
  ),
];

describe('what stands in for the exporters of a cluster', () => {
  let exporters: ClusterExporters;
  const page = (path: string): string => `http://${exporters.address}${path}`;
  beforeAll(async () => {
    exporters = await startClusterExporters(
      [podOf('churn-0'), podOf('fraud-0')],
      (url) => url === 'http://churn/ready',
      5,
    );
  });
  afterAll(() => exporters.stop());

  it('describes the containers of every simulated pod, and those of no other', async () => {
    const containers = await read(page(clusterPages.cadvisor));
    const state = await read(page(clusterPages['kube-state-metrics']));
    for (const metric of Object.values(cadvisor))
      expect(podsIn(containers, metric)).toEqual(['churn-0', 'fraud-0']);
    for (const metric of Object.values(kubeState))
      expect(podsIn(state, metric)).toEqual(['churn-0', 'fraud-0']);
    const all = [...containers, ...state].map(printSeries);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tells of the node as many GPUs as there are in the simulation', async () => {
    const state = await read(page(clusterPages['kube-state-metrics']));
    for (const metric of Object.values(kubeNodes)) {
      const told = state.filter(({ name }) => name === metric);
      expect(told.length).toBeGreaterThan(1);
      expect(
        told.filter(({ labels }) => labels['resource'] === gpuResources.whole).map(({ value }) => value),
      ).toEqual([5]);
    }
  });

  it('says of an address whether it answers', async () => {
    const success = async (target: string): Promise<number | undefined> =>
      (await read(page(`/probe?module=http_2xx&target=${encodeURIComponent(target)}`))).find(
        ({ name }) => name === 'probe_success',
      )?.value;
    expect([await success('http://churn/ready'), await success('http://fraud/ready')]).toEqual([1, 0]);
  });

  it('serves no other page', async () => {
    expect((await fetch(page('/other'))).status).toBe(404);
  });
});

describe('what stands in for the exporter of GPUs', () => {
  it('has a GPU in use for each that a model asks for, and the idle ones of the fixture', async () => {
    const fixture = fixturePage(dcgmExporter.fixture);
    const users = [
      { pod: podOf('assistant-0'), count: 2 },
      { pod: podOf('tagger-0'), count: 1 },
    ];
    const exporter = await startExporter(fixture, undefined, users);
    try {
      const samples = (await read(`http://${exporter.address}${dcgmExporter.path}`)).filter(
        ({ name }) => name === dcgm.engineActive,
      );
      const idle = samplesOf(fixture).filter(
        ({ name, labels }) => name === dcgm.engineActive && labels['pod'] === '',
      );
      expect(samples.map(({ labels }) => labels['pod']).sort()).toEqual(
        [...idle.map(() => ''), 'assistant-0', 'assistant-0', 'tagger-0'].sort(),
      );
      for (const label of ['UUID', 'gpu'])
        expect(new Set(samples.map(({ labels }) => labels[label])).size).toBe(samples.length);
    } finally {
      await exporter.stop();
    }
  });
});
