import type { Environment } from '../environments';
import { copiesOf } from '../environments/sizes';
import { printInOneUnit } from '../models/duration';
import {
  auditDataset,
  deadLetterDataset,
  dedicatedRetention,
  dedicatedStreamsKept,
  inferenceDataset,
  streamName,
  streamPattern,
} from './data-streams';
import { lifecycleSettings, type Promised } from './lifecycle';
import { auditMappings, deadLetterMappings, properties } from './mappings';
import { dedicatedModels } from './routes';

type Settings = Readonly<Record<string, unknown>>;

/** Fields as the Terraform resource has them; `mappings` and `settings` are its JSON texts as data. */
export interface ComponentTemplate {
  readonly name: string;
  readonly template: {
    readonly mappings?: Readonly<Record<string, unknown>>;
    readonly settings?: Settings;
  };
}

export interface IndexTemplate {
  readonly name: string;
  readonly priority: number;
  readonly indexPatterns: readonly string[];
  readonly composedOf: readonly string[];
  readonly dataStream: Readonly<Record<string, never>>;
  readonly template: {
    readonly settings: Settings;
    readonly lifecycle: { readonly dataRetention: string };
    readonly dataStreamOptions: {
      readonly failureStore: { readonly enabled: boolean };
    };
  };
}

export interface Templates {
  /** To be applied first. */
  readonly components: readonly ComponentTemplate[];
  readonly templates: readonly IndexTemplate[];
}

/** Retention of one data stream by name. */
export interface StreamLifecycle {
  readonly name: string;
  readonly dataRetention: string;
}

const mappingsName = 'mlobs-logs-mappings';
const auditMappingsName = 'mlobs-audit-mappings';
const deadLetterMappingsName = 'mlobs-deadletter-mappings';
/** Of the settings by which every search is told, however quick it was. */
export const accessSettingsName = 'mlobs-access-settings';
const settingsName = 'mlobs-logs-settings';
const slowSettingsName = 'mlobs-slow-settings';

/**
 * Above the built-in templates (100) and Fleet's (200), whose patterns match these streams as well; and the pattern of
 * the first matches the streams of the others.
 */
const priorities = { all: 501, closed: 510, dedicated: 520 } as const;

/**
 * One template for all log lines, one for audit records, one for dead letters, and one per retention that models with streams of their own
 * have. When the last of these models goes its template goes, and its streams stay until their lines are old enough.
 */
export function indexTemplatesFor(environment: Environment): Templates {
  const { logs, audit } = environment.retention;
  const kept = new Map(
    dedicatedModels(environment)
      .map((model) => dedicatedRetention(model, environment))
      .map((duration) => [printInOneUnit(duration), duration] as const),
  );
  return {
    components: [
      { name: mappingsName, template: { mappings: { properties } } },
      { name: auditMappingsName, template: { mappings: auditMappings } },
      { name: deadLetterMappingsName, template: { mappings: deadLetterMappings } },
      { name: settingsName, template: { settings: settingsOf(environment) } },
      { name: slowSettingsName, template: { settings: slowSettings } },
      { name: accessSettingsName, template: { settings: accessSettings } },
    ],
    templates: [
      lineTemplate(
        'mlobs-logs-ml',
        priorities.all,
        streamPattern(environment),
        { kept: logs, kind: 'shared' },
        environment,
      ),
      closedTemplate(
        'mlobs-logs-ml-audit',
        auditDataset,
        { kept: audit, kind: 'audit' },
        auditMappingsName,
        environment,
      ),
      closedTemplate(
        'mlobs-logs-ml-deadletter',
        deadLetterDataset,
        { kept: logs, kind: 'shared' },
        deadLetterMappingsName,
        environment,
      ),
      ...[...kept]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([text, duration]) =>
          lineTemplate(
            `mlobs-logs-ml-${text}`,
            priorities.dedicated,
            dedicatedStreamsKept(duration, environment),
            { kept: duration, kind: 'own' },
            environment,
          ),
        ),
    ],
  };
}

function lineTemplate(
  name: string,
  priority: number,
  pattern: string,
  promised: Promised,
  environment: Environment,
): IndexTemplate {
  const dataRetention = printInOneUnit(promised.kept);
  return {
    name,
    priority,
    indexPatterns: [pattern],
    // A later component wins over an earlier one: ours over Elastic's.
    composedOf: [
      'logs@mappings',
      'logs@settings',
      mappingsName,
      settingsName,
      slowSettingsName,
      'ecs@mappings',
    ],
    dataStream: {},
    template: {
      settings: lifecycleSettings(promised, environment),
      // In force where ILM is not, and for what ILM has left behind.
      lifecycle: { dataRetention },
      // Elastic's own settings for logs switch it on. Then a document that the mapping refuses is a success for Logstash: no
      // counter tells of it, and no dead letter. Whoever refuses must say so.
      dataStreamOptions: { failureStore: { enabled: false } },
    },
  };
}

/** Of a stream whose fields are all known: without the mappings of other logs, which learn from documents. */
const closedTemplate = (
  name: string,
  dataset: string,
  promised: Promised,
  mappings: string,
  environment: Environment,
): IndexTemplate => ({
  ...lineTemplate(name, priorities.closed, streamName(environment, dataset), promised, environment),
  composedOf: ['logs@mappings', 'logs@settings', mappings, settingsName, accessSettingsName],
});

/** Searches that take as long are told in the output of Elasticsearch, with who searched. */
const searchesTold = (query: Readonly<Record<string, string>>): Settings => ({
  index: { search: { slowlog: { threshold: { query }, include: { user: true } } } },
});

/** What whoever searched has noticed as well. */
const slowSettings = searchesTold({ warn: '10s', info: '2s' });

/**
 * Every search, and not only what took long: what the free licence has in place of an audit log. Reading a document by its
 * id is no search.
 */
const accessSettings = searchesTold({ info: '0ms' });

const settingsOf = (environment: Environment): Settings => ({
  index: {
    // Of a document that took long nothing is quoted, which Elasticsearch would do: its output is not for who may read lines.
    indexing: { slowlog: { threshold: { index: { warn: '10s' } }, source: 'false' } },
    mode: 'logsdb',
    mapping: { total_fields: { limit: 500 } },
    number_of_replicas: copiesOf(environment) - 1,
    refresh_interval: '10s',
    routing: { allocation: { include: { _tier_preference: 'data_hot' } } },
    // Readers ask for one model's latest lines.
    sort: { field: ['service.name', '@timestamp'], order: ['asc', 'desc'] },
  },
});

/**
 * Retention of streams that exist already: a template's reaches a stream only when it is created. Its stream must exist,
 * which is why the deployment creates these. It does not create those of models: it would delete a stream, and all that
 * is in it, together with the entry that asked for it.
 */
export const lifecyclesFor = (environment: Environment): readonly StreamLifecycle[] => [
  {
    name: streamName(environment, inferenceDataset),
    dataRetention: printInOneUnit(environment.retention.logs),
  },
  {
    name: streamName(environment, auditDataset),
    dataRetention: printInOneUnit(environment.retention.audit),
  },
  {
    name: streamName(environment, deadLetterDataset),
    dataRetention: printInOneUnit(environment.retention.logs),
  },
];
