import { hasGpus, homeOf } from '../../environments/cluster';
import type { Environment } from '../../environments/environment';
import { poolsIn } from '../../environments/placed-pools';
import {
  blackboxExporter,
  dcgmExporter,
  elasticsearchExporter,
  logLineCounter,
  logstashExporter,
} from '../../models/exporters';
import type { Model, Source } from '../../models/model';
import { exporterMonitors } from '../../scrape';
import type { GpuUser } from './simulated-exporter';
import { simulatedVersion } from './simulated-version';

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

/** What service discovery would find of a fleet. */
export interface FleetPods {
  /** The pod that serves a source, by the source's name. */
  readonly pods: ReadonlyMap<string, SimulatedPod>;
  /** The pod of each exporter that this project deploys, by the name of its monitor. */
  readonly exporterPods: ReadonlyMap<string, SimulatedPod>;
  /** Where the cluster's own pages are, and where the prober listens: `host:port`. */
  readonly clusterAddress: string;
}

/** Where a server of the fleet, given by its name, listens: `host:port`. */
export type AddressOf = (server: string) => string;

/** Names of the servers that are no model's; no source is called so. */
export const surroundings = {
  cluster: 'cluster:exporters',
  gpu: 'cluster:gpu',
  elasticsearch: 'logging:elasticsearch',
  logstash: 'logging:logstash',
  lines: 'logging:lines',
} as const;

const gpuNode = 'gpu-node-1';

/** Every server of an environment's fleet by name: those of the models' sources by the names of these. */
export const serversOf = (environment: Environment): readonly string[] => {
  const { gpu, ...always } = surroundings;
  return [
    ...environment.models.flatMap(({ sources }) => sources.map(({ name }) => name)),
    ...Object.values(always),
    ...(hasGpus(environment) ? [gpu] : []),
  ];
};

/** The pods of an environment's fleet. */
export const podsOf = (environment: Environment, addressOf: AddressOf): FleetPods => ({
  pods: new Map(
    environment.models.flatMap((model) =>
      model.sources.map((source) => [source.name, podOf(model, source, addressOf(source.name))] as const),
    ),
  ),
  exporterPods: exporterPods(environment, addressOf),
  clusterAddress: addressOf(surroundings.cluster),
});

/** The pod that serves a source of a model. */
export const podOf = (model: Model, source: Source, address: string): SimulatedPod => ({
  namespace: source.namespace,
  name: `${source.name}-0`,
  node: model.gpu === undefined ? 'node-1' : gpuNode,
  nodeLabels: {},
  container: 'server',
  labels: { ...source.selector, [source.versionLabel]: simulatedVersion },
  port: source.port,
  address,
});

/** The pod that answers requests of a model, and writes its log; where a gateway carries its metrics that is another. */
export const servingPod = (model: Model): Omit<SimulatedPod, 'address' | 'port'> => ({
  namespace: model.namespace,
  name: `${model.name}-0`,
  node: model.gpu === undefined ? 'node-1' : gpuNode,
  nodeLabels: {},
  container: 'server',
  labels: { ...model.selector, [model.versionLabel]: simulatedVersion },
});

/** The pods that use GPUs of the node. */
export const gpuUsers = (
  { models }: Environment,
  pods: ReadonlyMap<string, SimulatedPod>,
): readonly GpuUser[] =>
  models.flatMap(({ name, gpu }) => {
    const pod = pods.get(name);
    return gpu === undefined || pod === undefined ? [] : [{ pod, count: gpu.count }];
  });

/** The exporters for which the environment has monitors, each as its monitor finds it. */
function exporterPods(environment: Environment, addressOf: AddressOf): FleetPods['exporterPods'] {
  // The one node with GPUs is of the first pool.
  const nodeLabels = poolsIn(environment, homeOf(environment))[0]?.selector ?? {};
  const known = [
    { exporter: dcgmExporter, server: surroundings.gpu },
    { exporter: blackboxExporter, server: surroundings.cluster },
    { exporter: elasticsearchExporter, server: surroundings.elasticsearch },
    { exporter: logstashExporter, server: surroundings.logstash },
    { exporter: logLineCounter, server: surroundings.lines },
  ];
  return new Map(
    exporterMonitors(environment).map(({ metadata: { name }, spec }) => {
      const labels = JSON.stringify(spec.selector.matchLabels);
      const [namespace = ''] = spec.namespaceSelector.matchNames;
      const [endpoint] = spec.podMetricsEndpoints;
      // Containers of one pod differ by their ports.
      const found = known.find(
        ({ exporter }) =>
          JSON.stringify(exporter.selector) === labels && exporter.portNumber === endpoint?.portNumber,
      );
      if (found === undefined || endpoint === undefined) throw new Error(`nothing stands in for ${name}`);
      const pod: SimulatedPod = {
        namespace,
        name: `${name}-0`,
        node: gpuNode,
        nodeLabels,
        container: 'exporter',
        labels: spec.selector.matchLabels,
        port: endpoint.portNumber,
        address: addressOf(found.server),
      };
      return [name, pod] as const;
    }),
  );
}
