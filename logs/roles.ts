import type { Environment } from '../environments';
import { isLicensed, paid } from '../environments/licence';
import type { Model } from '../models/model';
import {
  auditDataset,
  deadLetterDataset,
  dedicatedStreams,
  inferenceDataset,
  linesDataset,
  streamName,
  streamPart,
  streamPattern,
  teamStreams,
} from './data-streams';
import { dedicatedModels, logSources, type LogSource } from './routes';

/** A role of Elasticsearch, as its Terraform resource has it. */
export interface Role {
  readonly name: string;
  readonly description: string;
  readonly cluster: readonly string[];
  readonly indices: readonly {
    readonly names: readonly string[];
    readonly privileges: readonly string[];
    /** Only documents that this query finds, as data; needs a licence. */
    readonly query?: Readonly<Record<string, unknown>>;
  }[];
}

/** The role of the user that Logstash writes as. */
export const writerRole = 'mlobs_writer';
/** The role of whoever reads the logs of all models that are not for one team only, Grafana included. */
export const readerRole = 'mlobs_reader';
/** The role of whoever reads audit records. */
export const auditorRole = 'mlobs_auditor';
/** The role of whoever keeps the streams going, and of nobody who reads models' lines. */
export const operatorRole = 'mlobs_operator';
/** The role of the exporter, which looks at Elasticsearch itself. */
export const monitorRole = 'mlobs_monitor';
/** The role of whoever reads the logs of one team's models. */
export const teamReaderRole = (team: string): string => `${readerRole}_team_${streamPart(team)}`;
/** The role of whoever reads the logs of one model that has streams of its own. */
export const modelReaderRole = (model: string): string => `${readerRole}_model_${streamPart(model)}`;

/**
 * The writer's streams are named one by one: a stream may only come to be after the template that gives it its
 * retention. No reader's pattern fits audit records or dead letters, and none but a team's own fits what only it may read.
 */
export function rolesFor(environment: Environment): readonly Role[] {
  const streamOf = (dataset: string): string => streamName(environment, dataset);
  const sources = logSources(environment);
  const shared = streamOf(inferenceDataset);
  const audit = streamOf(auditDataset);
  const own = sources.map(({ model }) => streamOf(linesDataset(model, environment)));
  const dedicated = dedicatedModels(environment);
  const forAll = dedicated.filter(({ logs }) => logs.readers === 'all');
  return [
    {
      name: writerRole,
      description: 'Logstash: appends to the log streams, and can neither change nor delete',
      // To learn version and licence when it connects.
      cluster: ['monitor'],
      indices: [
        {
          names: [...new Set([shared, audit, streamOf(deadLetterDataset), ...own.sort()])],
          privileges: ['auto_configure', 'create_doc'],
        },
      ],
    },
    reader(readerRole, "Reads the models' logs, but for those that only one team may read", [
      { names: [shared, ...forAll.map((model) => dedicatedStreams(model, environment))] },
    ]),
    reader(auditorRole, 'Reads the audit records of predictions', [{ names: [audit] }]),
    operator(environment),
    {
      name: monitorRole,
      description: 'The exporter: asks how Elasticsearch is, and can read no document',
      // Health, nodes and settings; snapshots, of which the right to read does not tell the counts.
      cluster: ['monitor', 'read_slm', 'cluster:admin/slm/stats'],
      indices: [],
    },
    ...Object.keys(environment.teams)
      .sort()
      .map((team) => teamReader(team, sources, environment)),
    ...dedicated.map((model) =>
      reader(modelReaderRole(model.name), `Reads the logs of ${model.name} alone`, [
        { names: [dedicatedStreams(model, environment)] },
      ]),
    ),
  ];
}

type Readable = Omit<Role['indices'][number], 'privileges'>;

const reader = (name: string, description: string, readable: readonly Readable[]): Role => ({
  name,
  description,
  cluster: [],
  indices: readable.map((one) => ({ ...one, privileges: ['read', 'view_index_metadata'] })),
});

/**
 * Whoever is called when logs do not flow: sees why, and has Elasticsearch try again. How long lines are kept is this
 * program's business, so the role can shorten no retention, that of audit records least of all.
 */
const operator = (environment: Environment): Role => ({
  name: operatorRole,
  description: 'Keeps the log streams going: reads only what could not be stored, and deletes nothing',
  cluster: ['monitor', 'read_ilm', 'read_slm', 'cluster:admin/reroute'],
  indices: [
    {
      names: [streamName(environment, deadLetterDataset)],
      privileges: ['read', 'view_index_metadata'],
    },
    {
      names: [streamPattern(environment)],
      privileges: [
        'monitor',
        'view_index_metadata',
        'read_failure_store',
        'indices:admin/ilm/retry',
        'indices:admin/rollover',
      ],
    },
  ],
});

/** Reads what the team's models write, as far as the licence can tell documents apart. */
function teamReader(team: string, sources: readonly LogSource[], environment: Environment): Role {
  const isOurs = (model: Model): boolean => model.team === team;
  const own = dedicatedModels(environment)
    .filter(isOurs)
    .map((model) => dedicatedStreams(model, environment));
  const name = teamReaderRole(team);
  if (environment.teams[team]?.logs.readers === 'team') {
    return reader(name, `Reads the logs of the models of ${team} alone`, [
      { names: [teamStreams(team, environment), ...own] },
    ]);
  }
  const shared = streamName(environment, inferenceDataset);
  const streams = own.length === 0 ? [] : [{ names: own }];
  if (!isLicensed('documentSecurity', environment)) {
    return reader(
      name,
      `Reads the logs of the models of ${team}; they lie with those of other teams, which it reads as well`,
      [{ names: [shared] }, ...streams],
    );
  }
  // A server that several models share writes lines of which nobody knows whose they are.
  const services = sources.filter(({ models }) => models.some(isOurs)).map(({ service }) => service);
  const query = { terms: { 'service.name': services.sort() } };
  return reader(name, `Reads the logs of the models of ${team} alone`, [
    { names: [shared], query: paid('documentSecurity', environment, query) },
    ...streams,
  ]);
}
