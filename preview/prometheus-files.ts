import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf } from '../environments/cluster';
import type { Environment } from '../environments/environment';
import { minutes, printDuration, times, type Duration } from '../models/duration';
import { ownJobs } from '../models/exporters';
import { scrapeInterval } from '../models/scrape-interval';
import { companyRules, rulesFor, sharedRules } from '../rules';
import { exporterMonitors, podMonitorsFor, probesFor } from '../scrape';
import { watchdog } from './alertmanager-sink';
import { clusterPages } from './fleet/cluster-exporters';
import type { FleetPods } from './fleet/pods';
import { probeConfigsFor, scrapeConfigsFor, type MonitoredPod, type ScrapeConfig } from './scrape-config';

/** Every monitor of the environment with the pod that it is for. */
export function monitoredPods(
  environment: Environment,
  fleet: Pick<FleetPods, 'pods' | 'exporterPods'>,
  pace: number,
): readonly MonitoredPod[] {
  const ofModels = environment.models.flatMap((model) =>
    podMonitorsFor(model, pace).map((monitor) => {
      const pod = fleet.pods.get(monitor.metadata.name);
      if (pod === undefined)
        throw new Error(`no pod serves what the monitor ${monitor.metadata.name} is for`);
      return { monitor, pod };
    }),
  );
  const ofExporters = exporterMonitors(environment, pace).map((monitor) => {
    const pod = fleet.exporterPods.get(monitor.metadata.name);
    if (pod === undefined) throw new Error(`no pod serves what the monitor ${monitor.metadata.name} is for`);
    return { monitor, pod };
  });
  return [...ofModels, ...ofExporters];
}

/** A rule file as Prometheus reads it. */
export interface RuleFile {
  readonly name: string;
  readonly content: object;
}

/** Rule files as the operator would write them: one per PrometheusRule, and the watchdog that kube-prometheus-stack brings. */
export function ruleFilesOf(environment: Environment, pace: number): readonly RuleFile[] {
  const objects = [
    sharedRules(environment, pace),
    ...companyRules(environment, pace).map(({ object }) => object),
    ...environment.models.map((model) => rulesFor(model, environment, pace)),
  ];
  const files = objects.map((object) => ({ name: object.metadata.name, content: object.spec }));
  return [...files, { name: 'watchdog', content: { groups: watchdogGroups } }];
}

/** Writes them into a folder, and returns their paths. */
export function writeRuleFiles(environment: Environment, folder: string, pace: number): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return ruleFilesOf(environment, pace).map(({ name, content }) => {
    // JSON is YAML, so no printer is needed.
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, JSON.stringify(content, undefined, 2));
    return path;
  });
}

export interface PrometheusSettings {
  readonly environment: Environment;
  readonly pace: number;
  readonly monitored: readonly MonitoredPod[];
  /** `host:port` of the cluster's own pages and of the prober. */
  readonly clusterAddress: string;
  readonly ruleFiles: readonly string[];
  /** `host:port` */
  readonly alertmanager: string;
  /** Prometheus' own `host:port`, once it is known. */
  readonly self?: string;
}

/** prometheus.yml of the local run. */
export function prometheusConfiguration(settings: PrometheusSettings): object {
  const { pace, self } = settings;
  const interval = printDuration(times(scrapeInterval, 1 / pace));
  return {
    global: {
      scrape_interval: interval,
      scrape_timeout: interval,
      evaluation_interval: interval,
      // What runs here is the home cluster.
      external_labels: { env: settings.environment.name, cluster: homeOf(settings.environment).name },
    },
    rule_files: settings.ruleFiles,
    alerting: { alertmanagers: [{ static_configs: [{ targets: [settings.alertmanager] }] }] },
    scrape_configs: [
      ...scrapeConfigsFor(settings.monitored),
      ...probeConfigsFor(
        settings.environment.models.flatMap((model) => probesFor(model, pace)),
        settings.clusterAddress,
      ),
      ...surroundingConfigs(settings.clusterAddress, settings.alertmanager, self),
    ],
  };
}

/** What kube-prometheus-stack scrapes beside our monitors: the cluster, Alertmanager, and Prometheus once it is known. */
export const surroundingConfigs = (
  clusterAddress: string,
  alertmanager: string,
  self?: string,
): readonly ScrapeConfig[] => [
  ...clusterConfigs(clusterAddress),
  itself(ownJobs.alertmanager, alertmanager),
  ...(self === undefined ? [] : [itself(ownJobs.prometheus, self)]),
];

/** The alert of kube-prometheus-stack that always fires, as a rule. */
export const watchdogGroups = [
  { name: 'watchdog', rules: [{ alert: watchdog, expr: 'vector(1)', labels: { severity: 'none' } }] },
] as const;

/** A program of this run, which takes real time to answer, under the job that it has in a cluster. */
const itself = (job: string, address: string): ScrapeConfig => ({
  job_name: job,
  scrape_interval: '5s',
  scrape_timeout: '5s',
  static_configs: [{ targets: [address] }],
});

/** What kube-prometheus-stack scrapes of every cluster: these pages say themselves which pods they are about. */
const clusterConfigs = (address: string): readonly ScrapeConfig[] =>
  Object.entries(clusterPages).map(([name, path]) => ({
    job_name: name,
    honor_labels: true,
    metrics_path: path,
    static_configs: [{ targets: [address] }],
  }));

/** How often Alertmanager is told that an alert still fires. It waits four times as long before it takes one for over. */
export const resendDelay = (pace: number): Duration => times(minutes(1), 1 / pace);

/** Flags whose defaults are times: what counts as gone, and how often Alertmanager is told that an alert still fires. */
export const prometheusTimes = (pace: number, resend = resendDelay(pace)): readonly string[] => [
  `--query.lookback-delta=${printDuration(times(minutes(5), 1 / pace))}`,
  `--rules.alert.resend-delay=${printDuration(resend)}`,
  `--rules.alert.for-grace-period=${printDuration(times(minutes(10), 1 / pace))}`,
];
