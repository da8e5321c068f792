import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { discoverUrl } from '../models/log-links';
import { auditAddresses, runbookAddress } from './addresses';
import { deployments } from './annotations';
import { board } from './board';
import { drillDowns, waysFrom } from './drill-downs';
import type { Dashboard } from './grafana';
import { logLines, logRankings, logStats, logVolume, slowPredictions } from './log-panels';
import { logVariables, narrowedBy } from './log-variables';

/** The board about what models write, of those whose logs Grafana may read. */
export const logsBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.logs,
      title: drillDowns.logs.title,
      description:
        'What do models write, what fails, and what was slow? Logs that only one team may read are in Kibana and not here.',
      tags: ['logs'],
      from: 'now-6h',
      leadsTo: waysFrom('logs', environment),
      addresses: [
        { title: 'Kibana Discover', url: discoverUrl(environment.elastic.kibana, narrowedBy.model) },
        runbookAddress(environment),
        ...auditAddresses(environment, environment.models),
      ],
      annotations: [deployments('model_name!=""', 'model_name, model_version')],
      variables: logVariables,
      sections: [
        {
          key: 'logs-now',
          title: 'In the time range',
          collapsed: false,
          bands: [
            { height: 4, perLine: 4, panels: logStats },
            { height: 8, perLine: 2, panels: logVolume },
          ],
        },
        {
          key: 'logs-rankings',
          title: 'What fails and what is slow',
          collapsed: false,
          bands: [{ height: 9, perLine: 2, panels: logRankings }],
        },
        {
          key: 'logs-lines',
          title: 'Lines',
          collapsed: false,
          bands: [{ height: 16, perLine: 1, panels: logLines }],
        },
        {
          key: 'logs-slow',
          title: 'Lines of slow predictions',
          collapsed: true,
          bands: [{ height: 12, perLine: 1, panels: slowPredictions }],
        },
      ],
    },
    environment,
  );
