import { Cron } from 'croner';
import type { Duration } from './duration';

/** One year of starts from a fixed moment: long enough for both clock changes, and the same on every machine. */
const start = new Date('2026-01-01T00:00:00Z');
const year = 365 * 86_400_000;
const mostRuns = 2_000;
/** A year of daily starts and one more, which is enough for most schedules and takes a fifth of the time. */
const dailyRuns = 367;

type Gap = Duration | { readonly problem: string };

/** A year of starts takes tens of milliseconds to find, and the same few schedules occur in hundreds of entries. */
const found = new Map<string, Gap>();

/**
 * The longest time between two starts of a cron schedule of five fields, clock changes included. Schedules that start
 * more often than every few hours are judged by their first 2,000 starts.
 */
export function longestGap(schedule: string, zone: string): Gap {
  const key = `${zone} ${schedule}`;
  const gap = found.get(key) ?? gapOf(schedule, zone);
  found.set(key, gap);
  return gap;
}

function gapOf(schedule: string, zone: string): Gap {
  if (schedule.trim().split(/\s+/).length !== 5) {
    return { problem: `"${schedule}" is no cron expression of five fields, such as "0 2 * * *"` };
  }
  let runs: readonly number[];
  try {
    // Starts as the zone's clock shows them: five times faster than letting the library convert each one.
    const cron = new Cron(schedule, { utcOffset: 0, mode: '5-part' });
    const clock = (most: number): readonly number[] => cron.nextRuns(most, start).map((run) => run.getTime());
    const first = clock(dailyRuns);
    runs =
      first.length < dailyRuns || (first.at(-1) ?? 0) >= start.getTime() + year ? first : clock(mostRuns);
  } catch (error) {
    return {
      problem: `"${schedule}" is no cron expression: ${(error as Error).message.replace(/^CronPattern: /, '')}`,
    };
  }
  const within = runs.filter((run) => run < start.getTime() + year).length;
  if (within < 2) {
    return { problem: `"${schedule}" starts fewer than two times a year; a batch model runs more often` };
  }
  // With the first start after the year, so that a season without starts counts that lies around its end.
  const instants = runs.slice(0, within + 1).map(instantIn(zone));
  const gaps = instants.slice(1).map((run, index) => run - (instants[index] ?? run));
  return { milliseconds: Math.max(...gaps) };
}

/**
 * The moment at which a zone's clock shows a time, both in milliseconds. A time that the clock skips is an hour later,
 * one that it shows twice the second.
 */
function instantIn(zone: string): (clock: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (moment: number): number => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(moment)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  };
  return (clock) => clock - offsetAt(clock - offsetAt(clock));
}
