import type { Environment, Team } from '../environments/environment';
import { hours, minutes, printDuration, seconds, times, type Duration } from '../models/duration';
import type { Route } from './alertmanager';
import { receiverNames } from './receivers';
import { intervalNames, restsOutsideHours } from './time-intervals';

const repeatCritical = hours(4);
const repeatOthers = hours(24);

/**
 * What becomes one notification. Pagers know an incident by its group, so without env and cluster the end of an alert in
 * one cluster would close the incident of another.
 */
const grouping = {
  /** One page per model; what belongs to no model is grouped by where it is. */
  page: ['env', 'cluster', 'scope', 'namespace', 'model_name', 'node', 'tier'],
  /** One ticket per team and alert, whatever the number of models that have it. */
  ticket: ['env', 'cluster', 'scope', 'alertname'],
} as const;

/** Who is told, and when. What no team owns goes to the owner of the environment. */
export function routeTree(environment: Environment, pace: number): Route {
  const time = (duration: Duration): string => printDuration(times(duration, 1 / pace));
  const { owner, heartbeat, teams } = environment;
  const critical = { repeat_interval: time(repeatCritical) };
  return {
    receiver: receiverNames.ticket(owner),
    group_by: grouping.ticket,
    // Long enough for an inhibiting alert of the same evaluation to arrive first.
    group_wait: time(seconds(30)),
    group_interval: time(minutes(5)),
    repeat_interval: time(repeatOthers),
    routes: [
      {
        receiver: heartbeat === undefined ? receiverNames.nobody : receiverNames.heartbeat,
        matchers: ['alertname="Watchdog"'],
        group_wait: time(seconds(1)),
        group_interval: time(heartbeat?.every ?? minutes(1)),
        // Below the group's interval, or every other beat would come too early to be repeated.
        repeat_interval: time(times(heartbeat?.every ?? minutes(1), 0.5)),
      },
      { receiver: receiverNames.nobody, matchers: ['severity=~"info|none"'] },
      ...Object.entries(teams)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, team]) => teamRoute(name, team, environment, critical)),
      ...(environment.paging
        ? [
            {
              receiver: receiverNames.page(owner),
              matchers: [isCritical],
              group_by: grouping.page,
              ...critical,
            },
          ]
        : []),
    ],
  };
}

const isCritical = 'severity="critical"';
const isStandard = 'tier="standard"';
const restsAtNight = 'traffic="business-hours"';

type Critical = Pick<Route, 'repeat_interval'>;

/**
 * Critical alerts of models of tier critical, and of what has no tier, page at any hour. Those of tier standard page
 * within the team's hours and are tickets outside them: two routes, because a muted route does not fall through.
 * Warnings are tickets that wait for the team's hours.
 */
function teamRoute(name: string, team: Team, environment: Environment, critical: Critical): Route {
  const ticket: Route = { receiver: receiverNames.ticket(name) };
  const pages = environment.paging && team.page !== undefined;
  const page: Route = {
    ...(pages ? { receiver: receiverNames.page(name), group_by: grouping.page } : ticket),
    ...critical,
  };
  const hasHours = team.hours !== undefined;
  const within = hasHours ? { active_time_intervals: [intervalNames.hours(name)] } : {};
  const standard = { ...page, matchers: [isCritical, isStandard] };
  return {
    ...ticket,
    matchers: [`team="${name}"`],
    routes: [
      ...(pages ? escalationRoutes(name, team, environment, critical) : []),
      ...(hasHours && restsOutsideHours(environment, name) ? [trafficRoute(name, ticket, page)] : []),
      { ...page, matchers: [isCritical, 'tier=~"critical|"'] },
      ...(pages && hasHours
        ? [
            { ...standard, ...within, continue: true },
            {
              ...ticket,
              ...critical,
              matchers: [isCritical, isStandard],
              mute_time_intervals: [intervalNames.hours(name)],
            },
          ]
        : [standard]),
      { ...ticket, ...critical, matchers: [isCritical] },
      { ...ticket, matchers: ['severity="warning"'], ...within },
    ],
  };
}

/**
 * What has lasted pages a second time, somebody else. That of a standard model does so within the hours only, as its first
 * page did, and not before the team has had that time within them.
 */
function escalationRoutes(
  name: string,
  { escalation, hours: open }: Team,
  environment: Environment,
  critical: Critical,
): readonly Route[] {
  if (escalation === undefined) return [];
  const receiver = receiverNames.escalation(name);
  const active = { receiver, active_time_intervals: [intervalNames.escalation(name)] };
  return [
    {
      receiver,
      matchers: ['escalated!=""'],
      group_by: grouping.page,
      ...critical,
      ...(open === undefined
        ? {}
        : {
            routes: [
              ...(restsOutsideHours(environment, name) ? [{ matchers: [restsAtNight], ...active }] : []),
              { matchers: [isStandard], ...active },
            ],
          }),
    },
  ];
}

/**
 * That nobody asks a model which rests at night is told from a while after the hours begin, whatever its tier: nobody is to
 * be woken for it, and what has been true all night is sent at once then. Intervals are not inherited, so each route has
 * its own.
 */
function trafficRoute(name: string, ticket: Route, page: Route): Route {
  const active = { active_time_intervals: [intervalNames.traffic(name)] };
  return {
    ...ticket,
    matchers: [restsAtNight],
    ...active,
    routes: [{ ...page, matchers: [isCritical, 'tier=~"critical|standard"'], ...active }],
  };
}
