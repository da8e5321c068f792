import type { Environment } from '../environments';
import { dedicatedStreams, inferenceDataset, streamName, teamStreams } from './data-streams';
import { dedicatedModels } from './routes';

/** Which streams of lines are read together: what roles may read, and spaces of Kibana show. */

/** Teams by name. */
export const teamsOf = ({ teams }: Pick<Environment, 'teams'>): readonly string[] =>
  Object.keys(teams).sort();

/** Whether only the team itself reads the lines of its models. */
export const isApart = (team: string, { teams }: Pick<Environment, 'teams'>): boolean =>
  teams[team]?.logs.readers === 'team';

/** Where lines of the team's models lie that asked for no stream of their own: the team's, or that of all teams. */
export const usualLines = (team: string, environment: Environment): string =>
  isApart(team, environment) ? teamStreams(team, environment) : streamName(environment, inferenceDataset);

/** Where lines of the team's models lie that did ask. */
export const dedicatedLines = (team: string, environment: Environment): readonly string[] =>
  dedicatedModels(environment)
    .filter((model) => model.team === team)
    .map((model) => dedicatedStreams(model, environment));

/** Every stream with lines of the team's models. */
export const teamLines = (team: string, environment: Environment): readonly string[] => [
  usualLines(team, environment),
  ...dedicatedLines(team, environment),
];

/** Every stream with lines that are not for one team only. */
export const sharedLines = (environment: Environment): readonly string[] => [
  streamName(environment, inferenceDataset),
  ...dedicatedModels(environment)
    .filter(({ logs }) => logs.readers === 'all')
    .map((model) => dedicatedStreams(model, environment)),
];
