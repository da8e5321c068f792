import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { filebeatConfiguration, filebeatTls, nodeFolders } from '../../../logs';
import { serviceUrls } from '../../../models/links';
import type { RunningProcess } from '../../../preview/processes';
import { binaryOf } from '../../../scripts/tool-binaries';
import type { Event } from '../../logs/run-pipeline';
import { freePorts } from '../control-plane/free-port';
import type { Run } from '../control-plane/run';
import { issuedToSides } from '../tls/certificates';

/** A node on which Filebeat runs. */
export interface Node {
  /** Stands for its root. */
  readonly root: string;
  readonly startFilebeat: () => Promise<RunningProcess>;
}

/** A node's Filebeat and what stands in the place of Logstash. */
export interface Shipping extends Node {
  /** What has arrived, in order. */
  readonly arrived: () => readonly Event[];
  /** `as`: whose certificate it shows. */
  readonly startServer: (as?: 'server' | 'stranger') => Promise<RunningProcess>;
}

export const nodeName = 'node-1';

/** Where a node's Filebeat finds what it asks and whom it tells. */
interface Surroundings {
  /** How it asks for pods; a pod of a cluster is told by its service account. */
  readonly kubeconfig: string;
  /** Of Logstash, on this machine. */
  readonly port: number;
  /** Folder of its own certificate and of the authority of Logstash's. */
  readonly certificates: string;
}

/** A node with the configuration of the environment, in which paths, host and certificates are exchanged. */
export function nodeOf(
  run: Run,
  environment: Environment,
  { kubeconfig, port, certificates }: Surroundings,
): Node {
  const root = join(run.folder, 'node');
  for (const folder of Object.values(nodeFolders)) mkdirSync(join(root, folder), { recursive: true });
  const configuration = join(run.folder, 'filebeat.json');
  const home = join(run.folder, 'filebeat');
  mkdirSync(home, { recursive: true });
  const text = exchanged(JSON.stringify(filebeatConfiguration(environment)), [
    [serviceUrls.logstash, `127.0.0.1:${port}`],
    [filebeatTls, certificates],
    // Not the folder that a matcher looks for in paths: it stands in the middle of ours.
    [`"${nodeFolders.containers}/*`, `"${join(root, nodeFolders.containers)}/*`],
    [
      '"add_kubernetes_metadata":{',
      `"add_kubernetes_metadata":{"kube_config":${JSON.stringify(kubeconfig)},`,
    ],
  ]);
  // JSON is YAML. A file that others could write would be refused.
  writeFileSync(configuration, text, { mode: 0o600 });
  return {
    root,
    startFilebeat: () =>
      run.start({
        name: 'filebeat',
        binary: binaryOf('filebeat'),
        args: ['-e', '-c', configuration, '--path.home', home, '--path.data', join(home, 'data')],
        variables: { NODE_NAME: nodeName },
        // It listens nowhere.
        listens: /filebeat start running\.()/,
      }),
  };
}

/** @param kubeconfig see `Surroundings` */
export async function shipping(run: Run, environment: Environment, kubeconfig: string): Promise<Shipping> {
  const certificates = issuedToSides(join(run.folder, 'certificates'));
  const [port = 0] = await freePorts(1);
  const events = join(run.folder, 'arrived.json');
  return {
    ...nodeOf(run, environment, { kubeconfig, port, certificates: certificates.client }),
    arrived: () =>
      existsSync(events)
        ? readFileSync(events, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as Event)
        : [],
    startServer: (as = 'server') =>
      run.start({
        name: 'lumberjack',
        binary: binaryOf('lumberjack'),
        args: [
          'serve',
          ...['-tls', certificates[as]],
          ...['-listen', `127.0.0.1:${port}`],
          ...['-events', events],
        ],
        listens: /listening on 127\.0\.0\.1:(\d+)/,
      }),
  };
}

/** Every text must be there: what is no longer configured need not be exchanged. */
function exchanged(text: string, exchanges: readonly (readonly [from: string, to: string])[]): string {
  return exchanges.reduce((done, [from, to]) => {
    if (!done.includes(from)) throw new Error(`${from} is not in Filebeat's configuration`);
    return done.replaceAll(from, to);
  }, text);
}
