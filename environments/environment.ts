import { z } from 'zod';
import { days, inSeconds, minutes, seconds, type Duration } from '../models/duration';
import { availability } from '../models/entry';
import { duration, field, languageField, line, namespace, secretName, slug, url } from '../models/fields';
import type { Model } from '../models/model';
import type { Pins } from '../models/versions';
import { cluster, clusterName, type Cluster } from './cluster';
import type { CompanyRules } from './company-rules';
import { elasticNodes, logstash } from './elastic-nodes';
import { externalSecrets, type ExternalSecrets } from './external-secrets';
import { gpuPool } from './gpu-pool';
import { grafana } from './grafana';
import { licences } from './licence';
import { longTerm } from './long-term';
import { maintenanceWindow, type MaintenanceWindow } from './maintenance';
import { network } from './network';
import { pins } from './pins';
import { prometheus } from './prometheus';
import { promotion } from './promotion';
import { mayBeDestroyed } from './protection';
import { state } from './state';
import { team } from './team';

export { settling } from './team';
export type { Receiver, TeamHours } from './team';

/** Environment files: where models run, who is told, where state lies. One complete file per environment. */

const atLeast =
  (least: Duration) =>
  (given: Duration): boolean =>
    inSeconds(given) >= inSeconds(least);

const retention = z.strictObject({
  metrics: field(
    duration.refine(
      atLeast(days(7)),
      'metrics are kept for at least 7d, because objectives and alerts look back that far',
    ),
    'How long Prometheus keeps metrics; at least 7d.',
    '15d',
  ).prefault('15d'),
  summaries: field(
    duration.refine(atLeast(days(30)), 'summaries are kept for at least 30d, or why keep them at all'),
    'How long the second Prometheus keeps summary series; at least 30d. A remote engine has a retention of its own.',
    '730d',
  ).prefault('365d'),
  logs: field(
    duration.refine(atLeast(days(1)), 'logs are kept for at least 1d'),
    'How long Elasticsearch keeps log lines; at least 1d.',
    '30d',
  ).prefault('30d'),
  audit: field(
    duration.refine(atLeast(days(1)), 'audit records are kept for at least 1d'),
    'How long Elasticsearch keeps audit records; at least 1d.',
    '365d',
  ).prefault('365d'),
});

const heartbeat = z.strictObject({
  secret: field(
    secretName,
    'Name of a Kubernetes Secret with the address under the key `url`.',
    'heartbeat-url',
  ),
  every: field(
    duration.refine(
      (every) => atLeast(seconds(10))(every) && !atLeast(minutes(16))(every),
      'a heartbeat comes every 10s to 15m',
    ),
    'How often it is called; from 10s to 15m.',
    '1m',
  ).prefault('1m'),
});

const elastic = z.strictObject({
  url: field(url, 'Address of Elasticsearch.', 'https://elasticsearch.example.com'),
  kibana: field(url, 'Address of Kibana.', 'https://kibana.example.com'),
  licence: field(
    z.enum(licences),
    'Licence that the Elastic operator has. What it makes possible is in [who reads logs](../log-access.md#licences).',
  ).default('basic'),
  ...elasticNodes,
  auditLog: field(
    z.boolean({ error: 'expected true or false' }),
    'Whether Elasticsearch and Kibana log who did what. Unless given, they do where the licence has it.',
  ).optional(),
});

/**
 * The default of a model has room for four pods of the server with the largest page (vLLM, about 470 series). Five hundred
 * models that use all of it take half the memory of a Prometheus in `ha`, which is the default of the whole.
 */
const budgets = z.strictObject({
  seriesPerModel: field(
    z
      .int({ error: 'expected a number of time series, such as 2000' })
      .min(100, 'a budget below 100 series is less than any server needs')
      .max(1_000_000, 'a budget of more than 1000000 series limits nothing'),
    'Time series that one model may have in one cluster, over all its pods.',
    2000,
  ).default(2_000),
  series: field(
    z
      .int({ error: 'expected a number of time series, such as 500000' })
      .min(10_000, 'a budget below 10000 series is less than an empty cluster needs')
      .max(100_000_000, 'a budget of more than 100000000 series limits nothing'),
    'Time series that each Prometheus may hold; 125000 for each GiB of its memory unless given.',
    500_000,
  ).optional(),
});

export const environmentFile = z.strictObject({
  version: languageField,
  name: field(slug(20), 'Name of the environment; equals the folder name.', 'prod'),
  clusters: field(
    z
      .record(clusterName, cluster)
      .refine((value) => Object.keys(value).length > 0, 'an environment has at least one cluster'),
    'Clusters by name; the same models run on each.',
  ),
  home: field(
    clusterName,
    'The cluster in which Grafana, Elasticsearch and Kibana run; required where there are several.',
    'eu-1',
  ).optional(),
  state: field(state, 'Where Terraform keeps its states.'),
  profile: field(z.enum(['single', 'ha']), 'Replicas and storage of the platform.').default('single'),
  whySingle: field(
    line('a reason', 200),
    'Why profile single is good enough; required where it pages.',
    'a plant without a second machine; the shift walks past it',
  ).optional(),
  paging: field(
    z.boolean({ error: 'expected true or false' }),
    'Whether critical alerts page; false turns pages into tickets.',
  ).default(true),
  protected: field(
    z.boolean({ error: 'expected true or false' }),
    'Whether what cannot be made again (namespaces, Elasticsearch, log streams, volumes, definitions) is refused to be destroyed ([destroying](../destroying.md)). Unless given, it is where `paging` is on.',
  ).optional(),
  mayBeDestroyed: field(
    mayBeDestroyed,
    'What may be destroyed although the environment is protected.',
  ).default([]),
  uncheckedRules: field(
    z.enum(['refused', 'accepted']),
    'What becomes of a rule while the operator, which checks each before it is stored, does not answer. Refused unless given; where `paging` is on, it must be.',
  ).default('refused'),
  monitoringTls: field(
    z.enum(['verified', 'none']),
    'Whether Prometheus, Alertmanager and Grafana talk to each other over TLS and verify certificates, which you bring as Secrets ([security](../security.md#encryption-between-the-parts)). `none` is for trials, and for clusters whose network encrypts by itself.',
  ).default('verified'),
  versions: field(
    pins,
    'Versions of what is deployed, where they are not the defaults of this project. All that are supported are in the [table of versions](versions.md).',
  ).prefault({}),
  retention: field(retention, 'How long things are kept.').prefault({}),
  prometheus: field(
    prometheus,
    'What Prometheus of every cluster gets where its profile is not enough.',
  ).prefault({}),
  longTerm: field(
    longTerm,
    'Where the recorded summary series are kept for longer than Prometheus remembers: in a second, small Prometheus of each cluster unless said otherwise.',
  ).prefault({}),
  models: field(
    z.strictObject({
      namespace: field(
        namespace,
        'Namespace in which a model runs unless its entry says otherwise.',
        'serving',
      ).default('serving'),
      availability: field(
        availability,
        'Share of requests that must not fail where an entry promises nothing of its own.',
        '99%',
      ).prefault('99%'),
    }),
    'What holds for all models.',
  ).prefault({}),
  teams: field(
    z.record(slug(30), team).refine((value) => Object.keys(value).length > 0, 'declare at least one team'),
    'Teams by name, with who is told.',
  ),
  owner: field(slug(30), 'The team that gets what belongs to no model.', 'platform'),
  maintenance: field(
    z.array(maintenanceWindow, { error: 'expected a list of maintenance windows' }),
    'Planned work, dated and over by itself.',
  ).default([]),
  heartbeat: field(
    heartbeat,
    'The service outside the cluster that raises the alarm when the watchdog goes quiet.',
  ).optional(),
  gpuPools: field(
    z.record(slug(30), gpuPool),
    'Pools of GPU nodes by name, the same in every cluster. Where the nodes of a pool come from follows the platform: Karpenter on eks and aks (`karpenter`), a ComputeClass on gke (`computeClass`), and where neither is given, nodes that are there already (`selector`).',
  ).prefault({}),
  grafana: field(grafana, 'Dashboards.'),
  elastic: field(elastic, 'Logs.'),
  logstash: field(logstash, 'What Logstash of every cluster gets where its profile is not enough.').prefault(
    {},
  ),
  runbooks: field(
    z.strictObject({
      url: field(
        url,
        'Address under which the pages of runbooks/ are published.',
        'https://runbooks.example.com',
      ),
    }),
    'What to do about an alert.',
  ),
  network: field(
    network,
    'Ways into and out of the namespaces of the platform, which are closed otherwise.',
  ).prefault({}),
  externalSecrets: field(
    externalSecrets,
    'Has the External Secrets Operator bring the Secrets that this program only names, so that an empty cluster needs no step by hand. Without it they are brought in another way ([security](../security.md#secrets)).',
  ).optional(),
  budgets: field(budgets, 'What a model may cost before somebody is told.').prefault({}),
  promotion: field(
    promotion,
    'Where models come from, and in what this environment may differ from that one ([promotion](../promotion.md)). Without it nothing is checked between environments.',
  ).optional(),
});

export type EnvironmentFile = z.infer<typeof environmentFile>;
export type Team = EnvironmentFile['teams'][string];

/** An environment with its resolved models, sorted by name: the input of the four outputs and of the stacks. */
export type Environment = Readonly<
  Omit<
    EnvironmentFile,
    | 'budgets'
    | 'clusters'
    | 'externalSecrets'
    | 'home'
    | 'maintenance'
    | 'models'
    | 'prometheus'
    | 'promotion'
    | 'protected'
    | 'version'
    | 'versions'
  >
> & {
  /** Volume and memory of each Prometheus, and how many of a cluster share the models. */
  readonly prometheus: { readonly volume: string; readonly memory: string; readonly shards: number };
  /** Whether what cannot be made again is refused to be destroyed. */
  readonly protected: boolean;
  /** From where Secrets come, where the file says it. */
  readonly externalSecrets?: ExternalSecrets;
  /** With the number that its memory is planned for, where the file gives none. */
  readonly budgets: { readonly seriesPerModel: number; readonly series: number };
  /** Sorted by name; one of them is home. */
  readonly clusters: readonly Cluster[];
  /** In the order in which they begin. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** Where models run unless their entries say otherwise. */
  readonly modelNamespace: string;
  readonly models: readonly Model[];
  /** Of everything that may be pinned. */
  readonly versions: Pins;
  /** What the company has rules for beside those of models, by file. */
  readonly rules: readonly CompanyRules[];
};
