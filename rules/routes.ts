import type { Environment, Team } from '../environments/environment';
import { hours, minutes, printDuration, seconds, times, type Duration } from '../models/duration';
import type { Route, TimeInterval } from './alertmanager';
import { receiverNames } from './receivers';

const repeatCritical = hours(4);
const repeatOthers = hours(24);

/** Who is told, and when. What no team owns goes to the owner of the environment. */
export function routeTree(environment: Environment, pace: number): Route {
  const time = (duration: Duration): string => printDuration(times(duration, 1 / pace));
  const critical = { repeat_interval: time(repeatCritical) };
  const { owner, heartbeat, teams } = environment;
  const page = receiverNames.page(owner);
  return {
    receiver: receiverNames.ticket(owner),
    // One notification per model; what belongs to no model is grouped by where it is. Pagers know an incident by its
    // group, so without env and cluster the end of an alert in one cluster would close the incident of another.
    group_by: ['env', 'cluster', 'scope', 'namespace', 'model_name', 'node'],
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
        .map(([name, team]) => teamRoute(name, team, environment.paging, critical)),
      ...(environment.paging ? [{ receiver: page, matchers: ['severity="critical"'], ...critical }] : []),
    ],
  };
}

/**
 * Critical alerts of models of tier critical, and of what has no tier, page at any hour. Those of tier standard page
 * within the team's hours and are tickets outside them: two routes, because a muted route does not fall through.
 * Warnings are tickets that wait for the team's hours.
 */
function teamRoute(
  name: string,
  team: Team,
  paging: boolean,
  critical: { readonly repeat_interval: string },
): Route {
  const ticket = receiverNames.ticket(name);
  const page = paging && team.page !== undefined ? receiverNames.page(name) : ticket;
  const hoursOf = team.hours === undefined ? [] : [intervalName(name)];
  const within = hoursOf.length === 0 ? {} : { active_time_intervals: hoursOf };
  const isCritical = 'severity="critical"';
  return {
    receiver: ticket,
    matchers: [`team="${name}"`],
    routes: [
      { receiver: page, matchers: [isCritical, 'tier=~"critical|"'], ...critical },
      ...(page === ticket || hoursOf.length === 0
        ? [{ receiver: page, matchers: [isCritical, 'tier="standard"'], ...critical }]
        : [
            {
              receiver: page,
              matchers: [isCritical, 'tier="standard"'],
              ...critical,
              ...within,
              continue: true,
            },
            {
              receiver: ticket,
              matchers: [isCritical, 'tier="standard"'],
              ...critical,
              mute_time_intervals: hoursOf,
            },
          ]),
      { receiver: ticket, matchers: [isCritical], ...critical },
      { receiver: ticket, matchers: ['severity="warning"'], ...within },
    ],
  };
}

const intervalName = (team: string): string => `${team}-hours`;

/** The hours of the teams that have any. */
export const timeIntervals = (environment: Environment): readonly TimeInterval[] =>
  Object.entries(environment.teams)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { hours: open }]) => {
      if (open === undefined) return [];
      const interval = {
        weekdays: daysOf(open.days),
        times: [{ start_time: open.from, end_time: open.to }],
        location: open.zone,
      };
      return [{ name: intervalName(name), time_intervals: [interval] }];
    });

const weekdays = {
  Mon: 'monday',
  Tue: 'tuesday',
  Wed: 'wednesday',
  Thu: 'thursday',
  Fri: 'friday',
  Sat: 'saturday',
  Sun: 'sunday',
} as const;

/** `Mon-Fri` day by day: Alertmanager's own ranges begin on Sunday and refuse `monday:sunday`. */
function daysOf(range: string): readonly string[] {
  const order = Object.keys(weekdays) as (keyof typeof weekdays)[];
  const [first = '', last = first] = range.split('-');
  const [from, to] = [first, last].map((day) => order.findIndex((one) => one === day)) as [number, number];
  const length = ((to - from + order.length) % order.length) + 1;
  return Array.from({ length }, (_, index) => order[(from + index) % order.length]).flatMap((day) =>
    day === undefined ? [] : [weekdays[day]],
  );
}
