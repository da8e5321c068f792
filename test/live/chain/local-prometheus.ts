import { surroundingConfigs } from '../../../preview/prometheus-files';
import {
  writtenRules,
  type PrometheusConfiguration,
  type ScrapeJob,
  type WrittenConfiguration,
} from '../configuration/written';

/** What is different on one machine. */
interface LocalParts {
  /** File by which the API server is found, which pods need not be told. */
  readonly kubeconfig: string;
  /** Folder of the rule files, which the operator mounts. */
  readonly rules: string;
  /** `host:port` of Alertmanager and of the prober, which Services lead to in a cluster. */
  readonly alertmanager: string;
  readonly prober: string;
  /** Scrapes of what belongs to the cluster and not to us. */
  readonly surroundings: readonly object[];
}

/** Where on this machine everything is that Services lead to in a cluster, as `host:port`, and how the API server is found. */
interface Here {
  readonly kubeconfig: string;
  readonly alertmanager: string;
  /** The prober, and all else that belongs to the cluster. */
  readonly cluster: string;
}

/** The operator's configuration for a Prometheus here, with its rule files below `folder`, by what its own address is. */
export function configurationHere(
  written: WrittenConfiguration,
  folder: string,
  { kubeconfig, alertmanager, cluster }: Here,
): (self?: string) => object {
  const rules = writtenRules(written, folder);
  return (self) =>
    localPrometheus(written.prometheus, {
      kubeconfig,
      rules,
      alertmanager,
      prober: cluster,
      surroundings: surroundingConfigs(cluster, alertmanager, self),
    });
}

/**
 * The very configuration that the operator wrote, with what a pod has and this machine has not: the placeholders that
 * the config reloader fills in, how the API server and Services are reached, and where files lie. Discovery of pods,
 * relabelling, limits and rules are as they are. A scrape gets all the time there is, because no pace compresses how
 * long an answer takes.
 */
function localPrometheus(written: PrometheusConfiguration, parts: LocalParts): object {
  const { kubeconfig, rules, alertmanager, prober, surroundings } = parts;
  const filled = JSON.parse(
    JSON.stringify(written).replaceAll('$(SHARD)', '0').replaceAll('$(POD_NAME)', 'prometheus-0'),
  ) as PrometheusConfiguration;
  const {
    kubernetes_sd_configs: _,
    relabel_configs: _1,
    ...alerting
  } = filled.alerting.alertmanagers[0] ?? {};
  return {
    ...filled,
    rule_files: [`${rules}/*.yaml`],
    scrape_configs: [
      ...filled.scrape_configs.map((job) => localJob(job, kubeconfig, prober)),
      ...surroundings,
    ],
    alerting: {
      ...filled.alerting,
      alertmanagers: [{ ...alerting, static_configs: [{ targets: [alertmanager] }] }],
    },
  };
}

function localJob(job: ScrapeJob, kubeconfig: string, prober: string): object {
  return {
    ...job,
    scrape_timeout: job.scrape_interval,
    ...(job.kubernetes_sd_configs === undefined
      ? {}
      : {
          kubernetes_sd_configs: job.kubernetes_sd_configs.map((one) => ({
            ...one,
            kubeconfig_file: kubeconfig,
          })),
        }),
    relabel_configs: job.relabel_configs.map((step) =>
      step['target_label'] === '__address__' ? { ...step, replacement: prober } : step,
    ),
  };
}
