import type { Environment } from '../environments/environment';
import type { AlertmanagerConfiguration } from './alertmanager';
import { inhibitRules } from './inhibition';
import { receiversOf } from './receivers';
import { templatePattern } from './notification-texts';
import { routeTree } from './routes';
import { timeIntervals } from './time-intervals';

/** The whole alertmanager.yaml of an environment. It holds no secret: receivers read theirs from mounted files. */
export const alertmanagerConfiguration = (environment: Environment, pace = 1): AlertmanagerConfiguration => ({
  templates: [templatePattern],
  route: routeTree(environment, pace),
  receivers: receiversOf(environment),
  inhibit_rules: inhibitRules(),
  time_intervals: timeIntervals(environment),
});
