import { createServer } from 'node:http';
import { blackboxExporter, cadvisor, gpuResources, kubeNodes, probing } from '../../models/exporters';
import { anyPort, listen, type Place } from '../listen';
import type { SimulatedPod } from './fleet';
import { fixturePage } from './fixture-pages';
import { hash } from './noise';
import { pagePrinter, samplesOf, type Page, type Sample } from './page';

/** What a cluster tells of pods, and what a prober tells of addresses, without a cluster. */
export interface ClusterExporters {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** The pages that every cluster has: the kubelet's about containers, and that of kube-state-metrics. */
export const clusterPages = {
  cadvisor: '/metrics/cadvisor',
  'kube-state-metrics': '/kube-state-metrics',
} as const;

/** Cores that a simulated container keeps busy. */
const coresOf = ({ name }: SimulatedPod): number => 0.2 + (hash(name) % 100) / 80;

/**
 * Describes the given pods after the container of the fixtures that has every series. `answers` says whether a call of
 * an address gets the answer that it should; `gpus` is how many the node of the fixture has.
 */
export async function startClusterExporters(
  pods: readonly SimulatedPod[],
  answers: (url: string) => boolean,
  gpus: number,
  place: Place = anyPort,
): Promise<ClusterExporters> {
  const began = Date.now();
  const kubelet = printerOf('cadvisor', pods);
  const state = printerOf('kube-state-metrics', pods, gpus);
  const probe = pagePrinter(fixturePage(blackboxExporter.fixture));
  const found = samplesOf(fixturePage(blackboxExporter.fixture));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const seconds = (Date.now() - began) / 1_000;
    const success = answers(searchParams.get('target') ?? '') ? 1 : 0;
    const pages: Readonly<Record<string, () => string>> = {
      [clusterPages.cadvisor]: () => kubelet(seconds),
      [clusterPages['kube-state-metrics']]: () => state(seconds),
      [probing.path]: () =>
        probe(Float64Array.from(found, ({ name, value }) => (name === 'probe_success' ? success : value))),
      [blackboxExporter.path]: () =>
        '# TYPE blackbox_exporter_build_info gauge\nblackbox_exporter_build_info 1\n',
    };
    const print = pages[pathname];
    if (print === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(print());
  });
  const { address, stop } = await listen(server, place);
  return { address, stop };
}

/** A page of the cluster with the given pods in place of those of the fixture. */
function printerOf(fixture: string, pods: readonly SimulatedPod[], gpus = 0): (seconds: number) => string {
  const recorded = fixturePage(fixture);
  const model = samplesOf(recorded).find(({ labels }) => labels['container'] === 'server')?.labels['pod'];
  const page = recorded.flatMap((item): Page => {
    if (typeof item === 'string') return [item];
    const { pod, container = '', resource } = item.labels;
    if (nodeMetrics.includes(item.name)) return nodeSample(item, resource === gpuResources.whole, gpus);
    if (pod !== model || (container !== 'server' && container !== '')) return [];
    return pods.map((one): Sample => {
      const { time: _, ...sample } = item;
      const names = {
        namespace: one.namespace,
        pod: one.name,
        ...(container === '' ? {} : { container: one.container }),
      };
      return { ...sample, labels: { ...item.labels, ...names, ...uniqueIn(item, one) } };
    });
  });
  const print = pagePrinter(page);
  const samples = samplesOf(page);
  const cores = new Map(pods.map((pod) => [pod.name, coresOf(pod)]));
  return (seconds) =>
    print(
      Float64Array.from(samples, ({ name, value, labels }) =>
        name === cadvisor.cpu ? value + seconds * (cores.get(labels['pod'] ?? '') ?? 0) : value,
      ),
    );
}

const nodeMetrics: readonly string[] = Object.values(kubeNodes);

/** What the node has, and the GPUs of the simulation in place of those of the fixture. */
const nodeSample = (item: Sample, countsGpus: boolean, gpus: number): Page =>
  countsGpus ? (gpus === 0 ? [] : [{ ...item, value: gpus, printed: String(gpus) }]) : [item];

/** Identifiers that no two pods share. */
const uniqueIn = ({ labels }: Sample, pod: SimulatedPod): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['id', 'uid', 'name'].flatMap((label) =>
      labels[label] === undefined || labels[label] === '' ? [] : [[label, `${labels[label]}-${pod.name}`]],
    ),
  );
