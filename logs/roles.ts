import type { Environment } from '../environments';
import {
  auditDataset,
  deadLetterDataset,
  dedicatedDataset,
  dedicatedStreams,
  everyDedicatedStream,
  inferenceDataset,
  streamName,
  streamPart,
} from './data-streams';
import { dedicatedModels } from './routes';

/** A role of Elasticsearch, as its Terraform resource has it. */
export interface Role {
  readonly name: string;
  readonly description: string;
  readonly cluster: readonly string[];
  readonly indices: readonly {
    readonly names: readonly string[];
    readonly privileges: readonly string[];
  }[];
}

/** The role of the user that Logstash writes as. */
export const writerRole = 'mlobs_writer';
/** The role of whoever reads models' logs, Grafana included. */
export const readerRole = 'mlobs_reader';
/** The role of whoever reads audit records. */
export const auditorRole = 'mlobs_auditor';
/** The role of whoever keeps the logs running: reads why documents were refused. */
export const operatorRole = 'mlobs_operator';
/** The role of whoever records deployments. */
export const deployerRole = 'mlobs_deployer';
/** The role of the exporter, which looks at Elasticsearch itself. */
export const monitorRole = 'mlobs_monitor';

/**
 * The writer's streams are named one by one: a stream may only come to be after the template that gives it its
 * retention. No pattern of a reader fits the audit records.
 *
 * There is one reader for the shared stream and not one per team: the free licence cannot limit a role to some of a
 * stream's documents. A model with streams of its own has a reader of its own as well.
 */
export function rolesFor(environment: Environment): readonly Role[] {
  const shared = streamName(environment, inferenceDataset);
  const audit = streamName(environment, auditDataset);
  const letters = streamName(environment, deadLetterDataset);
  const models = dedicatedModels(environment);
  const streams = models.map((model) => streamName(environment, dedicatedDataset(model, environment)));
  return [
    {
      name: writerRole,
      description: 'Logstash: appends to the log streams, and can neither change nor delete',
      // To learn version and licence when it connects.
      cluster: ['monitor'],
      indices: [
        { names: [shared, audit, letters, ...streams], privileges: ['auto_configure', 'create_doc'] },
      ],
    },
    reader(readerRole, "Reads the models' logs", [shared, everyDedicatedStream(environment)]),
    reader(auditorRole, 'Reads the audit records of predictions', [audit]),
    reader(operatorRole, 'Reads documents that Elasticsearch refused, of all models and of the audit', [
      letters,
    ]),
    {
      name: deployerRole,
      description: 'Appends records of deployments to the audit stream, and can read none',
      cluster: [],
      indices: [{ names: [audit], privileges: ['create_doc'] }],
    },
    {
      name: monitorRole,
      description: 'The exporter: asks how Elasticsearch is, and can read no document',
      // Health, nodes and settings; snapshots, of which the right to read does not tell the counts.
      cluster: ['monitor', 'read_slm', 'cluster:admin/slm/stats'],
      indices: [],
    },
    ...models.map((model) =>
      reader(`${readerRole}_${streamPart(model.name)}`, `Reads the logs of ${model.name} alone`, [
        dedicatedStreams(model, environment),
      ]),
    ),
  ];
}

const reader = (name: string, description: string, names: readonly string[]): Role => ({
  name,
  description,
  cluster: [],
  indices: [{ names, privileges: ['read', 'view_index_metadata'] }],
});
