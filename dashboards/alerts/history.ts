import { K, firing } from '../../models/names';
import type { UnplacedPanel } from '../grafana';
import { stateTimeline } from '../panel-states';
import { largest, lines, mostLines, worstAlert } from '../queries';
import { alertStates } from '../states';
import { chosenModels, modelsOfTeams } from '../variables';
import { chosenAlerts } from './chosen-alerts';

/** When which model was in trouble, by which alerts, and when the platform was. */
export const alertHistory: readonly UnplacedPanel[] = [
  stateTimeline({
    key: 'history-by-model',
    title: 'Worst alert by model',
    description: `Severity of the worst alert of each chosen model (${firing}), over the time range; of more than ${mostLines}, those with the worst.`,
    noValue: 'No models are chosen',
    expr: largest(
      lines(
        worstAlert(`${chosenAlerts}, model_name!=""`, K),
        `or max by (${K}) (0 * ${modelsOfTeams.replace('}', `, ${chosenModels}}`)})`,
      ),
    ),
    legend: '{{model_name}}',
    values: { states: alertStates },
  }),
  stateTimeline({
    key: 'history-by-alert',
    title: 'Alerts of models',
    description: `Every alert that fired about a chosen model (${firing}), by severity.`,
    noValue: 'No alert fired about these models',
    expr: worstAlert(`${chosenAlerts}, model_name!=""`, 'model_name, alertname'),
    legend: '{{model_name}} {{alertname}}',
    values: { states: alertStates },
  }),
  stateTimeline({
    key: 'history-of-platform',
    title: 'Alerts of GPUs, logging and the platform',
    description: `Every alert that fired about what is no model (${firing}), by severity; of the chosen teams, and with all models chosen.`,
    noValue: 'No such alert fired',
    expr: worstAlert(`${chosenAlerts}, model_name=""`, 'alertname'),
    legend: '{{alertname}}',
    values: { states: alertStates },
  }),
];
