import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { runbookAddress } from '../addresses';
import { deployments, firingAlerts } from '../annotations';
import { board } from '../board';
import { drillDowns, waysFrom } from '../drill-downs';
import { feedsOf } from '../feeds';
import type { Dashboard } from '../grafana';
import { chosenModel, modelVariable, teamVariable } from '../variables';
import { driftFleet } from './drift-fleet';
import { featureHistory, featureTable } from './features';
import { driftImpact } from './impact';
import { inputSeries } from './input-series';
import { inputArrival, inputQuality } from './inputs';

/** Whether inputs are there, fresh and usable, and still what models have learnt from: of all models, then of one. */
export function driftBoard(environment: Environment): Dashboard {
  const feeds = feedsOf(environment);
  return board(
    {
      uid: boardUids.drift,
      title: drillDowns.drift.title,
      description: 'Which features have changed, since when, and does it matter? Choose a model above.',
      tags: ['drift'],
      // Checks come by the hour or by the day.
      from: 'now-7d',
      variables: [teamVariable, modelVariable('one', inputSeries(feeds))],
      leadsTo: waysFrom('drift', environment),
      addresses: [runbookAddress(environment)],
      annotations: [
        deployments(chosenModel, 'model_name, model_version'),
        firingAlerts(`${chosenModel}, alertname=~".*(Drift|Data|Accuracy).*"`),
      ],
      sections: [
        {
          key: 'drift-fleet',
          title: 'Models (team: $team)',
          collapsed: false,
          bands: driftFleet(feeds),
        },
        {
          key: 'drift-features',
          title: 'Features of $model',
          collapsed: false,
          bands: [
            { height: 9, perLine: 2, panels: featureHistory(feeds) },
            { height: 9, perLine: 2, panels: [featureTable(feeds), ...driftImpact(feeds)] },
          ],
        },
        {
          key: 'drift-inputs',
          title: 'Input of $model',
          collapsed: false,
          bands: [
            { height: 8, perLine: 3, panels: inputQuality(feeds) },
            { height: 8, perLine: 3, panels: inputArrival(feeds) },
          ],
        },
      ],
    },
    environment,
  );
}
