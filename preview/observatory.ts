import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../environments/environment';
import { withShards } from '../environments/shards';
import { alertmanagerConfiguration } from '../rules';
import { startSink, type Sink } from './alertmanager-sink';
import { faultControl, type FaultControl } from './fault-control';
import { startFleet } from './fleet/fleet';
import { startProgram } from './processes';
import { startAlertmanager, startPrometheus, type Site } from './programs';
import { monitoredPods, prometheusConfiguration, writeRuleFiles } from './prometheus-files';

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
  { environment: declared, pace, onDeath }: ObservatoryOptions,
  ends: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<Observatory> {
  // However many share the models in a cluster, one watches them here.
  const environment = withShards(declared, 1);
  const folder = mkdtempSync(join(tmpdir(), 'model-observatory-'));
  ends.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const fleet = await startFleet(environment);
  ends.push(fleet.stop);
  const sink = await startSink(randomBytes(16).toString('hex'));
  ends.push(sink.stop);
  const site: Site = { folder, start: (program) => startProgram({ ...program, folder, onDeath }) };
  const routing = alertmanagerConfiguration(environment, pace);
  const alertmanager = await startAlertmanager(site, routing, sink.urlOf);
  ends.push(alertmanager.stop);
  const settings = {
    environment,
    pace,
    monitored: monitoredPods(environment, fleet, pace),
    clusterAddress: fleet.clusterAddress,
    ruleFiles: writeRuleFiles(environment, join(folder, 'rules'), pace),
    alertmanager: `127.0.0.1:${alertmanager.port}`,
  };
  const prometheus = await startPrometheus(
    site,
    (self) => prometheusConfiguration(self === undefined ? settings : { ...settings, self }),
    pace,
  );
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
