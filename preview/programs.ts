import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertmanagerConfiguration } from '../rules';
import { binaryOf } from '../scripts/tool-binaries';
import { localConfiguration } from './alertmanager-sink';
import type { Program, RunningProcess } from './processes';
import { prometheusTimes, resendDelay } from './prometheus-files';

/** Where a program's files are, and how it is started: who starts it says what happens when it dies. */
export interface Site {
  readonly folder: string;
  readonly start: (program: Pick<Program, 'name' | 'binary' | 'args'>) => Promise<RunningProcess>;
}

/** An Alertmanager that tells the sink in place of receivers, at a free port where none is given. */
export const startAlertmanager = (
  site: Site,
  configuration: AlertmanagerConfiguration,
  urlOf: (receiver: string) => string,
  port = 0,
): Promise<RunningProcess> => startAlertmanagerWith(site, localConfiguration(configuration, urlOf), port);

/** An Alertmanager with a configuration of which nothing is replaced. */
export function startAlertmanagerWith(
  { folder, start }: Site,
  configuration: object,
  port: number,
): Promise<RunningProcess> {
  const file = join(folder, 'alertmanager.yaml');
  writeFileSync(file, JSON.stringify(configuration, undefined, 2));
  return start({
    name: 'Alertmanager',
    binary: binaryOf('alertmanager'),
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      // As in a cluster: otherwise nobody could tell whose notifications fail.
      '--enable-feature=receiver-name-in-metrics',
    ],
  });
}

/** Where Prometheus keeps its data. */
export const prometheusData = (folder: string): string => join(folder, 'prometheus');

/**
 * A Prometheus that reads itself as well, because some alerts read what it says of itself. `configurationFor` gets its
 * `host:port`, which is known only when it listens; its data stay in the folder when it is started again.
 */
export async function startPrometheus(
  { folder, start }: Site,
  configurationFor: (self?: string) => object,
  pace: number,
  resend = resendDelay(pace),
): Promise<RunningProcess> {
  const file = join(folder, 'prometheus.yml');
  const write = (self?: string): void => {
    writeFileSync(file, JSON.stringify(configurationFor(self), undefined, 2));
  };
  write();
  const data = prometheusData(folder);
  mkdirSync(data, { recursive: true });
  const prometheus = await start({
    name: 'Prometheus',
    binary: binaryOf('prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=1d',
      '--web.listen-address=127.0.0.1:0',
      ...prometheusTimes(pace, resend),
    ],
  });
  write(`127.0.0.1:${prometheus.port}`);
  prometheus.reload();
  return prometheus;
}
