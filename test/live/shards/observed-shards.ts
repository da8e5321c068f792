import { load } from 'js-yaml';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { ownJobs } from '../../../models/exporters';
import { namespaces } from '../../../models/names';
import { prometheusName } from '../../../models/shards';
import { startSink } from '../../../preview/alertmanager-sink';
import { faultControl, type FaultControl } from '../../../preview/fault-control';
import { listen, type Place } from '../../../preview/listen';
import type { RunningProcess } from '../../../preview/processes';
import { startAlertmanager } from '../../../preview/programs';
import { prometheusTimes, resendDelay } from '../../../preview/prometheus-files';
import type { AlertmanagerConfiguration } from '../../../rules';
import { binaryOf } from '../../../scripts/tool-binaries';
import { configurationHere } from '../chain/local-prometheus';
import type { ScrapeJob, WrittenConfiguration } from '../configuration/written';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePorts } from '../control-plane/free-port';
import type { DeployedShards } from './deployed-shards';
import { startQueryOver } from './thanos';

/** Several Prometheus with what the operator wrote for each, and what answers for all of them. */
export interface ObservedShards extends FaultControl {
  /** Addresses without a slash at the end. */
  readonly prometheus: readonly string[];
  readonly alertmanager: string;
  readonly query: string;
  readonly stopPrometheus: (shard: number) => Promise<void>;
}

/** Runs what is deployed; everything is ended with the control plane's run. */
export async function observeShards(
  plane: ControlPlane,
  environment: Environment,
  pace: number,
  { written, places, fleet }: DeployedShards,
): Promise<ObservedShards> {
  const { run } = plane;
  const sink = await startSink(randomBytes(16).toString('hex'));
  run.atEnd(sink.stop);
  const [port = 0] = await freePorts(1);
  const [first] = written;
  const routing = load(first?.alertmanager ?? '') as AlertmanagerConfiguration;
  await startAlertmanager(run, routing, sink.urlOf, port);
  const here = {
    kubeconfig: plane.kubeconfig('live'),
    alertmanager: `127.0.0.1:${port}`,
    cluster: fleet.clusterAddress,
  };
  const running: RunningProcess[] = [];
  for (const [shard, place] of places.entries()) {
    const folder = join(run.folder, prometheusName(shard));
    mkdirSync(folder);
    const own = written[shard];
    if (own === undefined) throw new Error(`nothing is written for ${prometheusName(shard)}`);
    run.atEnd(await standInReloader(place));
    const configuration = configurationHere(own, folder, here)(`${place.host}:${place.port}`);
    running.push(
      await startPrometheus(plane, shard, {
        place,
        folder,
        pace,
        configuration: shard === 0 ? configuration : asOther(configuration, own),
      }),
    );
  }
  const addresses = places.map(({ host, port: at }) => `http://${host}:${at}`);
  return {
    prometheus: addresses,
    alertmanager: `http://127.0.0.1:${port}`,
    query: await startQueryOver(
      run,
      addresses.map((url, shard) => ({
        name: prometheusName(shard),
        url,
        data: join(run.folder, prometheusName(shard), 'data'),
      })),
    ),
    stopPrometheus: async (shard) => running[shard]?.stop(),
    ...faultControl(environment, pace, fleet),
  };
}

/** What the cluster's own pages are, by the monitors that read them where the chart's are another's. */
const pagesOf: Readonly<Record<string, string>> = {
  cadvisor: 'shards-cadvisor',
  'kube-state-metrics': 'shards-kube-state-metrics',
};

/**
 * The configuration of one of the others. Services of the cluster's own exporters are not here, so their pages are read where
 * they are, by what the operator wrote for them: the metrics that are kept. Alertmanager and itself it does not scrape.
 */
function asOther(configuration: object, { prometheus }: WrittenConfiguration): object {
  const { scrape_configs: jobs } = configuration as { readonly scrape_configs: readonly ScrapeJob[] };
  const own: readonly string[] = [ownJobs.prometheus, ownJobs.alertmanager];
  return {
    ...configuration,
    scrape_configs: jobs
      .filter(({ job_name }) => !job_name.startsWith('serviceMonitor/') && !own.includes(job_name))
      .map((job) => {
        const monitor = pagesOf[job.job_name];
        if (monitor === undefined) return job;
        const name = `serviceMonitor/${namespaces.observatory}/${monitor}/0`;
        const written = prometheus.scrape_configs.find(({ job_name }) => job_name === name);
        if (written === undefined) throw new Error(`the operator has written no ${name}`);
        return { ...job, metric_relabel_configs: written['metric_relabel_configs'] };
      }),
  };
}

/** The container beside each Prometheus, which the first scrapes as well. */
async function standInReloader({ host }: Place): Promise<() => Promise<void>> {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end('reloader_stand_in 1\n');
  });
  return (await listen(server, { host, port: 8080 })).stop;
}

interface Started {
  readonly place: Place;
  readonly folder: string;
  readonly pace: number;
  readonly configuration: object;
}

function startPrometheus(
  { run }: ControlPlane,
  shard: number,
  { place, folder, pace, configuration }: Started,
): Promise<RunningProcess> {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, JSON.stringify(configuration));
  return run.start({
    name: prometheusName(shard),
    binary: binaryOf('prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${place.host}:${place.port}`,
      ...prometheusTimes(pace, resendDelay(pace)),
    ],
    listens: /Listening on"? .*?127\.\d+\.\d+\.\d+:(\d+)/,
  });
}
