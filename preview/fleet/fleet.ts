import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments/environment';
import { dcgmExporter } from '../../models/exporters';
import type { Model, Source } from '../../models/model';
import { namespaces } from '../../models/names';
import { runtimes } from '../../models/runtimes';
import { projectRoot } from '../../scripts/project-root';
import type { Conduct } from './conduct';
import { parsePage, type Page } from './page';
import { startExporter } from './simulated-exporter';
import { livingPage, startSimulatedServer, type SimulatedServer } from './simulated-server';
import { sourcePage } from './source-page';

/** A pod as service discovery would describe it, and where its container really listens. */
export interface SimulatedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly container: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  readonly address: string;
}

/** The servers of one environment. */
export interface Fleet {
  /** The pod that serves a source, by the source's name. */
  readonly pods: ReadonlyMap<string, SimulatedPod>;
  readonly gpuPod: SimulatedPod | undefined;
  /** Changes how all servers of a model behave, starting from health. */
  readonly behave: (model: string, change: (healthy: Conduct, source: Source) => Conduct) => void;
  readonly breakGpu: (broken: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Folder of the metrics pages. */
const pages = join(projectRoot, 'test', 'fixtures', 'metrics');

export const fixturePage = (name: string): Page =>
  parsePage(readFileSync(join(pages, `${name}.prom`), 'utf8'));

/** The page of the same server in trouble; `undefined` where none was recorded. */
export const faultPage = (name: string): Page | undefined =>
  existsSync(join(pages, `${name}.fault.prom`)) ? fixturePage(`${name}.fault`) : undefined;

/** What the model's version label says. */
const version = '2026.11.2';
const gpuNode = 'gpu-node-1';

export async function startFleet(environment: Environment): Promise<Fleet> {
  const pods = new Map<string, SimulatedPod>();
  const servers = new Map<string, { source: Source; server: SimulatedServer }[]>();
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((end) => end()));
  };
  try {
    for (const model of environment.models) {
      for (const source of model.sources) {
        const server = await startServer(model, source);
        stops.push(server.stop);
        pods.set(source.name, podOf(model, source, server.address));
        servers.set(model.name, [...(servers.get(model.name) ?? []), { source, server }]);
      }
    }
    const hasGpus = Object.keys(environment.gpuPools).length > 0;
    const exporter = hasGpus
      ? await startExporter(fixturePage(dcgmExporter.fixture), faultPage(dcgmExporter.fixture))
      : undefined;
    if (exporter !== undefined) stops.push(exporter.stop);
    return {
      pods,
      gpuPod: exporter === undefined ? undefined : gpuPodAt(exporter.address),
      behave(model, change) {
        for (const { source, server } of servers.get(model) ?? [])
          server.behave(change(server.healthy, source));
      },
      breakGpu: (broken) => exporter?.breakDown(broken),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startServer(model: Model, source: Source): Promise<SimulatedServer> {
  const { fixture } = runtimes[source.runtime];
  const page = sourcePage(model, source, fixturePage(fixture), faultPage(fixture));
  return startSimulatedServer(livingPage(page, model, source), source.path);
}

const podOf = (model: Model, source: Source, address: string): SimulatedPod => ({
  namespace: source.namespace,
  name: `${source.name}-0`,
  node: model.gpu === undefined ? 'node-1' : gpuNode,
  container: 'server',
  labels: { ...source.selector, [source.versionLabel]: version },
  port: source.port,
  address,
});

const gpuPodAt = (address: string): SimulatedPod => ({
  namespace: namespaces.monitoring,
  name: 'dcgm-exporter-0',
  node: gpuNode,
  container: 'exporter',
  labels: dcgmExporter.selector,
  port: dcgmExporter.portNumber,
  address,
});
