import { firing } from '../../models/names';
import { severityRanks } from '../states';
import { chosenModels, chosenTeams } from '../variables';

/** Alerts of the chosen teams and models; with all models chosen, those that are about none as well. */
export const chosenAlerts = `${chosenTeams}, ${chosenModels}`;

/** Not what fires to show that alerts arrive at all, which has a severity of its own. */
const told = `severity=~"${Object.keys(severityRanks).join('|')}"`;

/** Those of them in a state. */
export const alertsIn = (state: 'firing' | 'pending', ...matchers: readonly string[]): string =>
  `${firing}{${[`alertstate="${state}"`, chosenAlerts, told, ...matchers].join(', ')}}`;
