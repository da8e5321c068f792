import { minutes } from '../models/duration';
import { logRecords } from '../models/log-records';
import { sharedServices } from '../models/log-service';
import { K, modelIdentity, modelLogService } from '../models/names';
import { practice } from '../models/practice';
import type { Alert } from './alert';
import { eventsWithin } from './evidence';
import { silence } from './log-line-records';
import { logsHeldUp } from './log-lines';
import { promql } from './promql';

/** Whether the log of a server that several models share arrives: of each of them alone nobody could tell. */
export const logServerAlerts: readonly Alert[] = [
  {
    name: 'LogsServerSilent',
    scope: 'logging',
    needs: ['requests'],
    subject: ['team', 'service'],
    tellsTeam: true,
    summary: 'No log lines of {{ $labels.service }} arrive',
    description:
      'Models that share this server answer requests, but for a quarter of an hour or more none of its log lines has reached Elasticsearch.',
    panel: { board: 'platform', panel: 'server-lines' },
    overModels: true,
    inhibitedBy: logsHeldUp,
    conditions: [
      {
        severity: 'warning',
        // Each team with a model on the server is told once.
        expression: promql`
          max by (team, service) (
            max by (${K}, service) (${modelLogService}{service=~"${sharedServices}"})
            * on (${K}) group_left (team)
            ${modelIdentity}
          )
          * on (service) group_left ()
          (
            ${eventsWithin(logRecords.requests, silence)} * on (service) ${logRecords.latestLinesPerRequest}
            >= ${practice.missingLines}
            and on (service)
            max_over_time(${logRecords.serverLines}[${silence}]) == 0
          )
        `,
        // As for a model with a server of its own.
        for: minutes(10),
      },
    ],
  },
];
