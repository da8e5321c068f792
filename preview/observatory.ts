import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../environments/environment';
import { alertmanagerConfiguration } from '../rules';
import { binaryOf } from '../scripts/tool-binaries';
import { localConfiguration, startSink, type Sink } from './alertmanager-sink';
import { faultControl, type FaultControl } from './fault-control';
import { startFleet, type Fleet } from './fleet/fleet';
import { startProgram, type RunningProcess } from './processes';
import { monitoredPods, prometheusConfiguration, prometheusTimes, writeRuleFiles } from './prometheus-files';

/** One environment, running on this machine: its fleet, Prometheus, Alertmanager and what stands in for receivers. */
export interface Observatory extends FaultControl {
  readonly environment: Environment;
  readonly pace: number;
  /** Unit: Unix milliseconds. */
  readonly startedAt: number;
  /** Addresses without a slash at the end. */
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly sink: Sink;
  readonly stop: () => Promise<void>;
}

export interface ObservatoryOptions {
  readonly environment: Environment;
  /** How many times faster than real time. */
  readonly pace: number;
  /** Called once when a program ends though nobody stopped it. */
  readonly onDeath: (error: Error) => void;
}

/** Starts everything, or nothing: what was started is ended again when a later part fails. */
export async function startObservatory(options: ObservatoryOptions): Promise<Observatory> {
  const ends: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    // In reverse, so that nobody scrapes or notifies what has gone already.
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await start(options, ends, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { environment, pace, onDeath }: ObservatoryOptions,
  ends: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<Observatory> {
  const folder = mkdtempSync(join(tmpdir(), 'model-observatory-'));
  ends.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const fleet = await startFleet(environment);
  ends.push(fleet.stop);
  const sink = await startSink(randomBytes(16).toString('hex'));
  ends.push(sink.stop);
  const alertmanager = await startAlertmanager(environment, pace, folder, sink, onDeath);
  ends.push(alertmanager.stop);
  const prometheus = await startPrometheus(environment, pace, folder, fleet, alertmanager.port, onDeath);
  ends.push(prometheus.stop);
  return {
    environment,
    pace,
    startedAt: Date.now(),
    prometheus: `http://127.0.0.1:${prometheus.port}`,
    alertmanager: `http://127.0.0.1:${alertmanager.port}`,
    sink,
    ...faultControl(environment, pace, fleet),
    stop,
  };
}

function startAlertmanager(
  environment: Environment,
  pace: number,
  folder: string,
  sink: Sink,
  onDeath: (error: Error) => void,
): Promise<RunningProcess> {
  const configuration = localConfiguration(alertmanagerConfiguration(environment, pace), sink.urlOf);
  const file = join(folder, 'alertmanager.yaml');
  writeFileSync(file, JSON.stringify(configuration, undefined, 2));
  return startProgram({
    name: 'Alertmanager',
    binary: binaryOf('alertmanager'),
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
      // As in a cluster: otherwise nobody could tell whose notifications fail.
      '--enable-feature=receiver-name-in-metrics',
    ],
    folder,
    onDeath,
  });
}

async function startPrometheus(
  environment: Environment,
  pace: number,
  folder: string,
  fleet: Fleet,
  alertmanagerPort: number,
  onDeath: (error: Error) => void,
): Promise<RunningProcess> {
  const file = join(folder, 'prometheus.yml');
  const settings = {
    environment,
    pace,
    monitored: monitoredPods(environment, fleet, pace),
    clusterAddress: fleet.clusterAddress,
    ruleFiles: writeRuleFiles(environment, join(folder, 'rules'), pace),
    alertmanager: `127.0.0.1:${alertmanagerPort}`,
  };
  const write = (self?: string): void => {
    const configuration = prometheusConfiguration(self === undefined ? settings : { ...settings, self });
    writeFileSync(file, JSON.stringify(configuration, undefined, 2));
  };
  write();
  const data = join(folder, 'prometheus');
  mkdirSync(data);
  const prometheus = await startProgram({
    name: 'Prometheus',
    binary: binaryOf('prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=1d',
      '--web.listen-address=127.0.0.1:0',
      ...prometheusTimes(pace),
    ],
    folder,
    onDeath,
  });
  // Its own port is known only now, and some alerts read what Prometheus says of itself.
  write(`127.0.0.1:${prometheus.port}`);
  prometheus.reload();
  return prometheus;
}
