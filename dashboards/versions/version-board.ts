import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { runbookAddress } from '../addresses';
import { deployments, firingAlerts } from '../annotations';
import { board } from '../board';
import { drillDowns, waysFrom } from '../drill-downs';
import { feedsOf } from '../feeds';
import type { Dashboard } from '../grafana';
import { chosenModel, modelVariable, teamVariable } from '../variables';
import { differenceStats, versionCount, versionTable } from './comparison';
import { badByVersion, qualityOverReleases, timeByVersion, trafficByVersion } from './over-time';
import { baselineVariable, versionVariable } from './version-queries';

/** Versions of one model: how much each answers, and how well. */
export const versionBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.versions,
      title: drillDowns.versions.title,
      description:
        'Is the new version as good as the one before? Choose a model and two of its versions above.',
      tags: ['versions'],
      from: 'now-24h',
      variables: [
        teamVariable,
        modelVariable('one', [records.ofVersion(signals.requests.series)]),
        versionVariable,
        baselineVariable,
      ],
      leadsTo: waysFrom('versions', environment),
      addresses: [runbookAddress(environment)],
      annotations: [
        deployments(chosenModel, 'model_name, model_version'),
        firingAlerts(`${chosenModel}, alertname=~"ModelVersion.*"`),
      ],
      sections: [
        {
          key: 'comparison',
          title: 'Version $version of $model against $baseline',
          collapsed: false,
          bands: [
            { height: 4, perLine: 8, panels: [versionCount, ...differenceStats(environment)] },
            { height: 7, perLine: 1, panels: [versionTable(environment)] },
          ],
        },
        {
          key: 'versions-over-time',
          title: 'Versions of $model over time',
          collapsed: false,
          bands: [
            { height: 8, perLine: 2, panels: trafficByVersion },
            {
              height: 8,
              perLine: 2,
              panels: [...badByVersion(environment), ...timeByVersion(environment)],
            },
            { height: 8, perLine: 2, panels: qualityOverReleases(feedsOf(environment)) },
          ],
        },
      ],
    },
    environment,
  );
