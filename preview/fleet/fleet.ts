import { hasGpus } from '../../environments/cluster';
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
import { anyPort, type Place } from '../listen';
import { startClusterExporters } from './cluster-exporters';
import type { Conduct } from './conduct';
import { faultPage, fixturePage, recordedPages } from './fixture-pages';
import { livingPage } from './living-page';
import { startLineCounter } from './line-counter';
import { startLogExporter } from './log-exporters';
import { gpuUsers, podOf, podsOf, surroundings, type FleetPods, type SimulatedPod } from './pods';
import { gpusOf, startExporter } from './simulated-exporter';
import { startSimulatedServer, type SimulatedServer } from './simulated-server';
import { sourcePage } from './source-page';

export type { SimulatedPod } from './pods';

/** The servers of one environment. */
export interface Fleet extends FleetPods {
  /** How a model's own server behaves now. */
  readonly conductOf: (model: string) => Conduct | undefined;
  /** Changes how all servers of a model behave, starting from health. */
  readonly behave: (model: string, change: (healthy: Conduct, source: Source) => Conduct) => void;
  readonly breakGpu: (broken: boolean) => void;
  readonly stop: () => Promise<void>;
}

interface ServedSource {
  readonly source: Source;
  readonly server: SimulatedServer;
}

/** Where a server listens, by the container port of the pods that it stands for and by its name. */
export type PlaceOf = (port: number, server: string) => Place;

/** Starts the servers; without `placeOf`, all listen on free ports. */
export async function startFleet(environment: Environment, placeOf: PlaceOf = () => anyPort): Promise<Fleet> {
  const pods = new Map<string, SimulatedPod>();
  const addresses = new Map<string, string>();
  const servers = new Map<string, readonly ServedSource[]>();
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((end) => end()));
  };
  const started = <T extends { readonly address: string; readonly stop: () => Promise<void> }>(
    name: string,
    server: T,
  ): T => {
    stops.push(server.stop);
    addresses.set(name, server.address);
    return server;
  };
  const conductOf: Fleet['conductOf'] = (name) => servers.get(name)?.[0]?.server.conduct();
  try {
    for (const model of environment.models) {
      for (const source of model.sources) {
        const place = placeOf(source.port, source.name);
        const server = started(source.name, await startServer(model, source, place));
        pods.set(source.name, podOf(model, source, server.address));
        servers.set(model.name, [...(servers.get(model.name) ?? []), { source, server }]);
      }
    }
    const users = gpuUsers(environment, pods);
    const { cluster, gpu, elasticsearch, logstash, lines } = surroundings;
    started(
      cluster,
      await startClusterExporters(
        [...pods.values()],
        (url) =>
          environment.models
            .filter(({ probe }) => probe?.url === url)
            .every(({ name }) => conductOf(name)?.reachable),
        hasGpus(environment) ? gpusOf(fixturePage(dcgmExporter.fixture), users) : 0,
        placeOf(blackboxExporter.portNumber, cluster),
      ),
    );
    const gpuExporter = hasGpus(environment)
      ? started(
          gpu,
          await startExporter(
            fixturePage(dcgmExporter.fixture),
            faultPage(dcgmExporter.fixture),
            users,
            placeOf(dcgmExporter.portNumber, gpu),
          ),
        )
      : undefined;
    for (const [name, exporter] of [
      [elasticsearch, elasticsearchExporter],
      [logstash, logstashExporter],
    ] as const)
      started(name, await startLogExporter(exporter.fixture, placeOf(exporter.portNumber, name)));
    const counter = placeOf(logLineCounter.portNumber, lines);
    started(lines, await startLineCounter(environment.models, conductOf, counter));
    const found = podsOf(environment, (name) => {
      const address = addresses.get(name);
      if (address === undefined) throw new Error(`nothing was started for ${name}`);
      return address;
    });
    return {
      ...found,
      conductOf,
      behave(model, change) {
        for (const { source, server } of servers.get(model) ?? [])
          server.behave(change(server.healthy, source));
      },
      breakGpu: (broken) => gpuExporter?.breakDown(broken),
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
