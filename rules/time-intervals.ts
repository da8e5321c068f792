import { settling, type Environment, type TeamHours } from '../environments/environment';
import { milliseconds, minutes, type Duration } from '../models/duration';
import type { TimeInterval } from './alertmanager';

/** Names of the spans of a day in which routes of a team are active. */
export const intervalNames = {
  /** The hours as the environment has them. */
  hours: (team: string): string => `${team}-hours`,
  /** When requests must have come, of models that are asked within the hours only. */
  traffic: (team: string): string => `${team}-traffic`,
  /** When what has lasted since the hours began has lasted long enough. */
  escalation: (team: string): string => `${team}-escalation`,
} as const;

/** Whether any model of the team rests outside its hours. */
export const restsOutsideHours = ({ models }: Environment, team: string): boolean =>
  models.some((model) => model.team === team && model.traffic.pattern === 'business-hours');

/** The hours of the teams that have any, and the parts of them that routes need. */
export const timeIntervals = (environment: Environment): readonly TimeInterval[] =>
  Object.entries(environment.teams)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { hours, escalation }]) => {
      if (hours === undefined) return [];
      const from = (wait: Duration) => [partOf(hours, wait)];
      return [
        { name: intervalNames.hours(name), time_intervals: from(minutes(0)) },
        ...(restsOutsideHours(environment, name)
          ? [{ name: intervalNames.traffic(name), time_intervals: from(settling) }]
          : []),
        ...(escalation === undefined
          ? []
          : [
              {
                name: intervalNames.escalation(name),
                time_intervals: from(milliseconds(settling.milliseconds + escalation.after.milliseconds)),
              },
            ]),
      ];
    });

/** The hours without the wait at their beginning. */
const partOf = ({ days, from, to, zone }: TeamHours, wait: Duration) => ({
  weekdays: daysOf(days),
  times: [{ start_time: later(from, wait), end_time: to }],
  location: zone,
});

/** A time of day so much later, in whole minutes; checks of the environment keep it within the day. */
function later(clock: string, by: Duration): string {
  const minute =
    Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + Math.ceil(by.milliseconds / 60_000);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

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
