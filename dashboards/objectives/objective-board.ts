import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { runbookAddress } from '../addresses';
import { deployments, firingAlerts } from '../annotations';
import { board } from '../board';
import { drillDowns, waysFrom } from '../drill-downs';
import type { Dashboard } from '../grafana';
import { stateTimeline } from '../panel-states';
import { worstAlert } from '../queries';
import { alertStates } from '../states';
import { chosenModel, modelVariable, teamVariable } from '../variables';
import { budgetSections } from './budget-charts';
import { objectiveStats, objectiveTable } from './fleet-table';
import { promisedIn } from './promises';

/** Alerts about budgets, by what their names have in common. */
const budgetAlerts = 'alertname=~".*Budget(Burn|Exhausted)"';

/** What was promised, how it is kept, and for how long it will be: of all models, then of one. */
export const objectiveBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.objectives,
      title: drillDowns.objectives.title,
      description: 'Which promises are in danger, and how soon? Choose a model above.',
      tags: ['objectives'],
      from: 'now-24h',
      variables: [
        teamVariable,
        modelVariable(
          'one',
          promisedIn(environment).map(({ budget }) => budget),
        ),
      ],
      leadsTo: waysFrom('objectives', environment),
      addresses: [runbookAddress(environment)],
      annotations: [
        deployments(chosenModel, 'model_name, model_version'),
        firingAlerts(`${chosenModel}, ${budgetAlerts}`),
      ],
      sections: [
        {
          key: 'objectives-fleet',
          title: 'Objectives (team: $team)',
          collapsed: false,
          bands: [
            { height: 4, perLine: 3, panels: objectiveStats(environment) },
            { height: 10, perLine: 1, panels: [objectiveTable(environment)] },
          ],
        },
        ...budgetSections(environment),
        {
          key: 'budget-alerts',
          title: 'Alerts about budgets of $model',
          collapsed: false,
          bands: [{ height: 5, perLine: 1, panels: [alertHistory] }],
        },
      ],
    },
    environment,
  );

const alertHistory = stateTimeline({
  key: 'budget-alert-history',
  title: 'Alerts about budgets',
  description:
    'Alerts about budgets of the chosen model that fired over the time range, by severity (ALERTS).',
  noValue: 'No such alert fired',
  expr: worstAlert(`${chosenModel}, ${budgetAlerts}`, 'alertname'),
  legend: '{{alertname}}',
  values: { states: alertStates },
});
