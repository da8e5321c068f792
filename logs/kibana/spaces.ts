import type { Environment } from '../../environments';
import { spaceIds, type LogClass } from '../../models/log-links';
import { auditDataset, deadLetterDataset, streamName } from '../data-streams';
import { sharedLines, teamLines } from '../readable-streams';

/** A part of Kibana with its own data views, searches and dashboards, and the streams that these show. */
export interface Space {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly shows: readonly { readonly of: LogClass; readonly streams: readonly string[] }[];
}

/** A space for each team, one for who looks after all, and one for auditors. */
export const spacesFor = (environment: Environment): readonly Space[] => [
  ...Object.keys(environment.teams)
    .sort()
    .map((team) => ({
      id: spaceIds.team(team),
      name: `Team ${team}`,
      description: `Logs of the models of ${team}`,
      shows: [{ of: 'lines' as const, streams: teamLines(team, environment) }],
    })),
  {
    id: spaceIds.operations,
    name: 'Operations',
    description: 'Logs of all models but those that only one team may read, and what could not be stored',
    shows: [
      { of: 'lines', streams: sharedLines(environment) },
      { of: 'dead-letters', streams: [streamName(environment, deadLetterDataset)] },
    ],
  },
  {
    id: spaceIds.audit,
    name: 'Audit',
    description: 'Records of predictions that must be answered for',
    shows: [{ of: 'audit', streams: [streamName(environment, auditDataset)] }],
  },
];
