import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { runbookAddress } from '../addresses';
import { deployments } from '../annotations';
import { board } from '../board';
import { drillDowns, waysFrom } from '../drill-downs';
import type { Dashboard } from '../grafana';
import { chosenModels, modelVariable, teamVariable } from '../variables';
import { firingStats, firingTable } from './firing-now';
import { alertHistory } from './history';
import { noisyAlerts } from './noisy';

/** What fires, what has fired, and what fires too often: for the one on call, and for who tends alerts. */
export const alertBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.alerts,
      title: drillDowns.alerts.title,
      description:
        'What is wrong now, what was, and which alerts tell too much? Choose teams and models above.',
      tags: ['alerts'],
      from: 'now-24h',
      variables: [teamVariable, modelVariable('any')],
      leadsTo: waysFrom('alerts', environment),
      addresses: [runbookAddress(environment)],
      annotations: [deployments(`${chosenModels}, model_name!=""`, 'model_name, model_version')],
      sections: [
        {
          key: 'firing-now',
          title: 'Firing now',
          collapsed: false,
          bands: [
            { height: 4, perLine: 5, panels: firingStats },
            { height: 10, perLine: 1, panels: [firingTable(environment)] },
          ],
        },
        {
          key: 'alert-history',
          title: 'History',
          collapsed: false,
          bands: [{ height: 9, perLine: 1, panels: alertHistory }],
        },
        {
          key: 'noisy-alerts',
          title: 'Noise of the last seven days',
          collapsed: false,
          bands: [{ height: 10, perLine: 1, panels: [noisyAlerts(environment)] }],
        },
      ],
    },
    environment,
  );
