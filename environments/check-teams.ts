import { isDeepStrictEqual } from 'node:util';
import { minutes, printDuration, times, type Duration } from '../models/duration';
import type { EnvironmentFile, Team } from './environment';
import type { Report } from './report';
import { settling, type TeamHours } from './team';
import { zoneProblem } from './time-zone';

/** What waits for the hours is told a while after they have begun, and must still be told within them. */
const shortestHours = times(settling, 2);

/** What only the fields of a team together can tell. */
export function checkTeams(file: EnvironmentFile, report: Report): void {
  for (const [name, team] of Object.entries(file.teams)) {
    const at = (...path: readonly string[]) => ['teams', name, ...path];
    if (file.paging && team.page === undefined && name === file.owner) {
      report(at(), `the owner needs a page receiver, because paging is on; add page: or set paging: false`);
    }
    const open = team.hours === undefined ? undefined : lengthOf(team.hours, at, report);
    checkEscalation(team, open, at, report);
  }
}

type Place = (...path: readonly string[]) => readonly string[];

/** How long the hours of a day are; what is wrong with them is reported, and then nobody knows. */
function lengthOf({ from, to, zone }: TeamHours, at: Place, report: Report): Duration | undefined {
  const problem = zoneProblem(zone);
  if (problem !== undefined) report(at('hours', 'zone'), problem);
  if (from >= to) {
    const when = from === to ? 'when' : 'before';
    report(at('hours', 'to'), `the team's hours end (${to}) ${when} they begin (${from})`);
    return undefined;
  }
  const length = minutes(minuteOf(to) - minuteOf(from));
  if (length.milliseconds < shortestHours.milliseconds) {
    report(
      at('hours', 'to'),
      `the team's hours (${from} to ${to}) last ${printDuration(length)}; what waits for them needs at least ${printDuration(shortestHours)}`,
    );
    return undefined;
  }
  return length;
}

/** Minutes since midnight. */
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function checkEscalation(
  { page, escalation, hours }: Team,
  open: Duration | undefined,
  at: Place,
  report: Report,
): void {
  if (escalation === undefined) return;
  const [, name] = at();
  if (page === undefined) {
    report(
      at('escalation'),
      `only a page escalates, and teams.${name ?? ''} has no page:; add one, or remove the escalation`,
    );
  } else if (isDeepStrictEqual(page, escalation.to)) {
    report(
      at('escalation', 'to'),
      `teams.${name ?? ''}.page tells the same receiver already; name another one, or remove the escalation`,
    );
  }
  if (hours === undefined || open === undefined) return;
  const { after } = escalation;
  if (after.milliseconds + settling.milliseconds < open.milliseconds) return;
  report(
    at('escalation', 'after'),
    `a page that lasts ${printDuration(after)} never does so within teams.${name ?? ''}.hours (${hours.from} to ${hours.to}), whose first ${printDuration(settling)} do not count; shorten the wait`,
  );
}
