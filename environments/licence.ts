import type { Environment, EnvironmentFile } from './environment';

/** Licences of Elastic that the operator can have, each with all that those before it have. */
export const licences = ['basic', 'platinum', 'enterprise'] as const;
export type Licence = (typeof licences)[number];

interface PaidFeature {
  /** What it is, as the middle of a sentence. */
  readonly what: string;
  /** The cheapest licence for Kubernetes that has it. */
  readonly licence: Exclude<Licence, 'basic'>;
  /** What does the same without one. */
  readonly instead: string;
}

/**
 * What Elastic is paid for and somebody might ask for. Whatever generates one of these passes `paid`, and a test looks for
 * all of them in what is synthesised with the free licence.
 */
export const paidFeatures = {
  documentSecurity: {
    what: 'a role that reads some documents of a stream (document level security)',
    licence: 'platinum',
    instead: 'teams.<team>.logs: { readers: team }, which gives the team a stream of its own',
  },
  fieldSecurity: {
    what: 'a role that reads some fields of a document (field level security)',
    licence: 'platinum',
    instead: 'the allow-list of fields, which keeps only what all readers may see, and the audit stream',
  },
  securityAuditLog: {
    what: 'the security audit log of Elasticsearch and Kibana',
    licence: 'platinum',
    instead: 'access logs of the ingress in front of Kibana, and logs.audit of models for what they answered',
  },
  connectors: {
    what: 'connectors of Kibana to Slack, PagerDuty, Opsgenie, Teams, Jira, e-mail and webhooks',
    licence: 'platinum',
    instead: 'alerts that Prometheus evaluates, of which the receivers of teams in environment.yaml are told',
  },
  machineLearning: {
    what: 'jobs of machine learning that look for anomalies in logs',
    licence: 'platinum',
    instead: 'alerts that compare a model with its own baseline, and ModelLogsSilent',
  },
  ingestRedact: {
    what: 'the processor redact of ingest pipelines',
    licence: 'platinum',
    instead: 'scrubbing in Logstash, before anything is written to a disk',
  },
  searchableSnapshots: {
    what: 'searchable snapshots, and the frozen tier that is made of them',
    licence: 'enterprise',
    instead: 'plain snapshots, restored into an index of another name when somebody has to look',
  },
  syntheticSource: {
    what: 'documents that are put together from their columns (synthetic _source)',
    licence: 'enterprise',
    instead: 'the index mode logsdb, which is free and stores documents',
  },
  orchestration: {
    what: 'autoscaling of Elasticsearch and StackConfigPolicy by the operator',
    licence: 'enterprise',
    instead: 'sizes that are computed from entries, and this program',
  },
} as const satisfies Readonly<Record<string, PaidFeature>>;
export type PaidFeatureName = keyof typeof paidFeatures;

type Licensed = { readonly elastic: Pick<EnvironmentFile['elastic'], 'licence'> };

export const isLicensed = (feature: PaidFeatureName, { elastic }: Licensed): boolean =>
  licences.indexOf(elastic.licence) >= licences.indexOf(paidFeatures[feature].licence);

/** Why an environment cannot have a feature, and what does the same free of charge. */
export function unlicensed(feature: PaidFeatureName, { elastic }: Licensed): string {
  const { what, licence, instead } = paidFeatures[feature];
  return `${what} needs the licence ${licence}, and elastic.licence is ${elastic.licence}; free of charge: ${instead}`;
}

/**
 * The way of everything that is paid for into what is generated.
 *
 * @throws Error where the licence does not have the feature; what a user asks for is reported when files are read
 */
export function paid<T>(feature: PaidFeatureName, environment: Pick<Environment, 'elastic'>, value: T): T {
  if (!isLicensed(feature, environment)) throw new Error(unlicensed(feature, environment));
  return value;
}
