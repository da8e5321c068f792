import { hasGpus, homeOf } from '../../environments/cluster';
import { poolsIn } from '../../environments/placed-pools';
import type { Environment } from '../../environments/environment';
import {
  blackboxExporter,
  dcgmExporter,
  elasticsearchExporter,
  logLineCounter,
  logstashExporter,
} from '../../models/exporters';
import type { Model, Source } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { exporterMonitors } from '../../scrape';
import { anyPort, type Place } from '../listen';
import { startClusterExporters } from './cluster-exporters';
import type { Conduct } from './conduct';
import { faultPage, fixturePage, recordedPages } from './fixture-pages';
import { gpusOf, startExporter, type GpuUser, type SimulatedExporter } from './simulated-exporter';
import { livingPage } from './living-page';
import { startLineCounter } from './line-counter';
import { startLogExporter } from './log-exporters';
import { simulatedVersion } from './simulated-version';
import { startSimulatedServer, type SimulatedServer } from './simulated-server';
import { sourcePage } from './source-page';

/** A pod as service discovery would describe it, and where its container really listens. */
export interface SimulatedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly nodeLabels: Readonly<Record<string, string>>;
  readonly container: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  readonly address: string;
}

/** The servers of one environment. */
export interface Fleet {
  /** The pod that serves a source, by the source's name. */
  readonly pods: ReadonlyMap<string, SimulatedPod>;
  /** The pod of each exporter that this project deploys, by the name of its monitor. */
  readonly exporterPods: ReadonlyMap<string, SimulatedPod>;
  /** Where the cluster's own pages are, and where the prober listens: `host:port`. */
  readonly clusterAddress: string;
  /** Changes how all servers of a model behave, starting from health. */
  readonly behave: (model: string, change: (healthy: Conduct, source: Source) => Conduct) => void;
  readonly breakGpu: (broken: boolean) => void;
  readonly stop: () => Promise<void>;
}

const gpuNode = 'gpu-node-1';

interface ServedSource {
  readonly source: Source;
  readonly server: SimulatedServer;
}

/**
 * Starts the servers. `placeOf` says where the one that pods of this container port stand for listens; without it, all
 * listen on free ports.
 */
export async function startFleet(
  environment: Environment,
  placeOf: (port: number) => Place = () => anyPort,
): Promise<Fleet> {
  const pods = new Map<string, SimulatedPod>();
  const servers = new Map<string, readonly ServedSource[]>();
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((end) => end()));
  };
  try {
    for (const model of environment.models) {
      for (const source of model.sources) {
        const server = await startServer(model, source, placeOf(source.port));
        stops.push(server.stop);
        pods.set(source.name, podOf(model, source, server.address));
        servers.set(model.name, [...(servers.get(model.name) ?? []), { source, server }]);
      }
    }
    const users = gpuUsers(environment, pods);
    const cluster = await startClusterExporters(
      [...pods.values()],
      (url) =>
        environment.models
          .filter(({ probe }) => probe?.url === url)
          .every(({ name }) => servers.get(name)?.[0]?.server.conduct().reachable),
      hasGpus(environment) ? gpusOf(fixturePage(dcgmExporter.fixture), users) : 0,
      placeOf(blackboxExporter.portNumber),
    );
    stops.push(cluster.stop);
    const exporters = await startExporters(environment, users, cluster.address, placeOf, stops, (name) =>
      servers.get(name)?.[0]?.server.conduct(),
    );
    return {
      pods,
      exporterPods: exporters.pods,
      clusterAddress: cluster.address,
      behave(model, change) {
        for (const { source, server } of servers.get(model) ?? [])
          server.behave(change(server.healthy, source));
      },
      breakGpu: (broken) => exporters.gpu?.breakDown(broken),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startServer(model: Model, source: Source, place: Place): Promise<SimulatedServer> {
  const page = sourcePage(model, source, recordedPages(runtimes[source.runtime]));
  return startSimulatedServer(livingPage(page, model, source), source.path, place);
}

const podOf = (model: Model, source: Source, address: string): SimulatedPod => ({
  namespace: source.namespace,
  name: `${source.name}-0`,
  node: model.gpu === undefined ? 'node-1' : gpuNode,
  nodeLabels: {},
  container: 'server',
  labels: { ...source.selector, [source.versionLabel]: simulatedVersion },
  port: source.port,
  address,
});

/** The pods that use GPUs of the node. */
const gpuUsers = ({ models }: Environment, pods: ReadonlyMap<string, SimulatedPod>): readonly GpuUser[] =>
  models.flatMap(({ name, gpu }) => {
    const pod = pods.get(name);
    return gpu === undefined || pod === undefined ? [] : [{ pod, count: gpu.count }];
  });

/** The exporters for which the environment has monitors, and the pods in which these find them. */
async function startExporters(
  environment: Environment,
  users: readonly GpuUser[],
  prober: string,
  placeOf: (port: number) => Place,
  stops: (() => Promise<void>)[],
  conductOf: (model: string) => Conduct | undefined,
): Promise<{ readonly pods: Fleet['exporterPods']; readonly gpu: SimulatedExporter | undefined }> {
  const gpu = hasGpus(environment)
    ? await startExporter(
        fixturePage(dcgmExporter.fixture),
        faultPage(dcgmExporter.fixture),
        users,
        placeOf(dcgmExporter.portNumber),
      )
    : undefined;
  if (gpu !== undefined) stops.push(gpu.stop);
  const elasticsearch = await startLogExporter(
    elasticsearchExporter.fixture,
    placeOf(elasticsearchExporter.portNumber),
  );
  stops.push(elasticsearch.stop);
  const logstash = await startLogExporter(logstashExporter.fixture, placeOf(logstashExporter.portNumber));
  stops.push(logstash.stop);
  const lines = await startLineCounter(environment.models, conductOf, placeOf(logLineCounter.portNumber));
  stops.push(lines.stop);
  const known = [
    { exporter: dcgmExporter, address: gpu?.address },
    { exporter: blackboxExporter, address: prober },
    { exporter: elasticsearchExporter, address: elasticsearch.address },
    { exporter: logstashExporter, address: logstash.address },
    { exporter: logLineCounter, address: lines.address },
  ];
  return {
    gpu,
    pods: new Map(
      exporterMonitors(environment).flatMap(({ metadata: { name }, spec }) => {
        const labels = JSON.stringify(spec.selector.matchLabels);
        const [namespace = ''] = spec.namespaceSelector.matchNames;
        const [endpoint] = spec.podMetricsEndpoints;
        // Containers of one pod differ by their ports.
        const found = known.find(
          ({ exporter }) =>
            JSON.stringify(exporter.selector) === labels && exporter.portNumber === endpoint?.portNumber,
        );
        if (found?.address === undefined || endpoint === undefined)
          throw new Error(`nothing stands in for ${name}`);
        const { matchLabels } = spec.selector;
        return [
          [
            name,
            {
              namespace,
              name: `${name}-0`,
              node: gpuNode,
              nodeLabels: gpuNodeLabels(environment),
              container: 'exporter',
              labels: matchLabels,
              port: endpoint.portNumber,
              address: found.address,
            },
          ] as const,
        ];
      }),
    ),
  };
}

/** The one node with GPUs is of the first pool. */
const gpuNodeLabels = (environment: Environment): SimulatedPod['nodeLabels'] =>
  poolsIn(environment, homeOf(environment))[0]?.selector ?? {};
