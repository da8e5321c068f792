import type { Environment } from '../environments';
import { isLicensed, paid } from '../environments/licence';
import { spaceIds } from '../models/log-links';
import {
  auditDataset,
  deadLetterDataset,
  dedicatedStreams,
  inferenceDataset,
  linesDataset,
  ownStreams,
  streamName,
  streamPart,
  streamPattern,
} from './data-streams';
import { dedicatedLines, isApart, sharedLines, teamsOf, usualLines } from './readable-streams';
import { dedicatedModels, logSources } from './routes';

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
  /** Spaces of Kibana in which its holders open searches and boards, and change none. */
  readonly spaces: readonly string[];
}

/** The role of the user that Logstash writes as. */
export const writerRole = 'mlobs_writer';
/** The role of whoever reads the logs of all models that are not for one team only, Grafana included. */
export const readerRole = 'mlobs_reader';
/** The role of whoever reads audit records. */
export const auditorRole = 'mlobs_auditor';
/** The role of whoever records deployments. */
export const deployerRole = 'mlobs_deployer';
/** The role of whoever keeps the streams going, and of nobody who reads models' lines. */
export const operatorRole = 'mlobs_operator';
/** The role of the exporter, which looks at Elasticsearch itself. */
export const monitorRole = 'mlobs_monitor';
/** The role of whoever reads the logs of one team's models. */
export const teamReaderRole = (team: string): string => `${readerRole}_team_${streamPart(team)}`;
/** The role of whoever reads the logs of one model that has streams of its own. */
export const modelReaderRole = (model: string): string => `${readerRole}_model_${streamPart(model)}`;

/**
 * The writer makes only streams that are named one by one: a stream may only come to be after the template that gives it
 * its retention. No reader's pattern fits audit records or dead letters, and none but a team's own fits what only it may read.
 */
export const rolesFor = (environment: Environment): readonly Role[] => [
  writer(environment),
  reader(readerRole, {
    description: "Reads the models' logs, but for those that only one team may read",
    readable: [{ names: sharedLines(environment) }],
    spaces: [
      spaceIds.operations,
      ...teamsOf(environment)
        .filter((team) => !isApart(team, environment))
        .map(spaceIds.team),
    ],
  }),
  reader(auditorRole, {
    description: 'Reads the audit records of predictions',
    readable: [{ names: [streamName(environment, auditDataset)] }],
    spaces: [spaceIds.audit],
  }),
  operator(environment),
  {
    name: deployerRole,
    description: 'Appends records of deployments to the audit stream, and can read none',
    cluster: [],
    indices: [{ names: [streamName(environment, auditDataset)], privileges: ['create_doc'] }],
    spaces: [],
  },
  {
    name: monitorRole,
    description: 'The exporter: asks how Elasticsearch is, and can read no document',
    // Health, nodes and settings; snapshots, of which the right to read does not tell the counts.
    cluster: ['monitor', 'read_slm', 'cluster:admin/slm/stats'],
    indices: [],
    spaces: [],
  },
  ...teamsOf(environment).map((team) => teamReader(team, environment)),
  ...dedicatedModels(environment).map((model) =>
    reader(modelReaderRole(model.name), {
      description: `Reads the logs of ${model.name} alone`,
      readable: [{ names: [dedicatedStreams(model, environment)] }],
      spaces: [spaceIds.team(model.team)],
    }),
  ),
];

function writer(environment: Environment): Role {
  const datasets = logSources(environment).map(({ model }) => linesDataset(model, environment));
  const names = [inferenceDataset, auditDataset, deadLetterDataset, ...datasets.sort()].map((dataset) =>
    streamName(environment, dataset),
  );
  return {
    name: writerRole,
    description: 'Logstash: appends to the log streams, and can neither change nor delete',
    // To learn version and licence when it connects.
    cluster: ['monitor'],
    indices: [
      { names: [...new Set(names)], privileges: ['auto_configure', 'create_doc'] },
      // What was queued before an entry went, or chose another retention, is written where it was meant to go; fields that
      // are new there are mapped. A stream that is not there is not made: its template may be gone.
      { names: ownStreams(environment), privileges: ['create_doc', 'indices:admin/mapping/auto_put'] },
    ],
    spaces: [],
  };
}

interface Reading extends Pick<Role, 'description' | 'spaces'> {
  readonly readable: readonly Omit<Role['indices'][number], 'privileges'>[];
}

const reader = (name: string, { description, readable, spaces }: Reading): Role => ({
  name,
  description,
  cluster: [],
  indices: readable.map((one) => ({ ...one, privileges: ['read', 'view_index_metadata'] })),
  spaces,
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
  spaces: [spaceIds.operations],
});

/** Reads what the team's models write, as far as the licence can tell documents apart. */
function teamReader(team: string, environment: Environment): Role {
  const alone = isApart(team, environment) || isLicensed('documentSecurity', environment);
  const own = dedicatedLines(team, environment);
  return reader(teamReaderRole(team), {
    description: alone
      ? `Reads the logs of the models of ${team} alone`
      : `Reads the logs of the models of ${team}; they lie with those of other teams, which it reads as well`,
    readable: [
      {
        names: [usualLines(team, environment)],
        ...(alone && !isApart(team, environment)
          ? { query: paid('documentSecurity', environment, documentsOf(team, environment)) }
          : {}),
      },
      ...(own.length === 0 ? [] : [{ names: own }]),
    ],
    spaces: [spaceIds.team(team)],
  });
}

/** A server that models of several teams share writes lines of which nobody knows whose they are: each reads them. */
function documentsOf(team: string, environment: Environment): Readonly<Record<string, unknown>> {
  const services = logSources(environment)
    .filter(({ models }) => models.some((model) => model.team === team))
    .map(({ service }) => service);
  return { terms: { 'service.name': services.sort() } };
}
