import type { Environment } from '../environments/environment';
import type { AlertmanagerConfiguration } from './alertmanager';
import { inhibitRules } from './inhibition';
import { receiversOf } from './receivers';
import { routeTree, timeIntervals } from './routes';

/** The whole alertmanager.yaml of an environment. It holds no secret: receivers read theirs from mounted files. */
export const alertmanagerConfiguration = (environment: Environment, pace = 1): AlertmanagerConfiguration => ({
  route: routeTree(environment, pace),
  receivers: receiversOf(environment),
  inhibit_rules: inhibitRules(),
  time_intervals: timeIntervals(environment),
});
