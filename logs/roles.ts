import type { Environment } from '../environments';
import { inferenceDataset, streamName } from './data-streams';

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

/**
 * Both roles name streams and no pattern, so that neither reaches a class of data that comes later, such as audit.
 * There is one reader and not one per team: the teams share the stream, and the free licence cannot limit a role to
 * some of a stream's documents.
 */
export function rolesFor(environment: Environment): readonly Role[] {
  const names = [streamName(environment, inferenceDataset)];
  return [
    {
      name: writerRole,
      description: 'Logstash: appends to the log streams, and can neither change nor delete',
      // To learn version and licence when it connects.
      cluster: ['monitor'],
      indices: [{ names, privileges: ['auto_configure', 'create_doc'] }],
    },
    {
      name: readerRole,
      description: "Reads the models' logs",
      cluster: [],
      indices: [{ names, privileges: ['read', 'view_index_metadata'] }],
    },
  ];
}
