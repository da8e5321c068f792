import { Cron } from 'croner';
import type { Duration } from './duration';

/** One year of starts from a fixed moment: long enough for both clock changes, and the same on every machine. */
const start = new Date('2026-01-01T00:00:00Z');
const mostRuns = 2_000;

/**
 * The longest time between two starts of a cron schedule of five fields, clock changes included. Schedules that start
 * more often than every few hours are judged by their first 2,000 starts.
 */
export function longestGap(schedule: string, zone: string): Duration | { readonly problem: string } {
  if (schedule.trim().split(/\s+/).length !== 5) {
    return { problem: `"${schedule}" is no cron expression of five fields, such as "0 2 * * *"` };
  }
  let runs: readonly Date[];
  try {
    runs = new Cron(schedule, { timezone: zone, mode: '5-part' }).nextRuns(mostRuns, start);
  } catch (error) {
    return {
      problem: `"${schedule}" is no cron expression: ${(error as Error).message.replace(/^CronPattern: /, '')}`,
    };
  }
  const until = start.getTime() + 366 * 86_400_000;
  const year = runs.filter((run) => run.getTime() < until);
  if (year.length < 2) {
    return { problem: `"${schedule}" starts fewer than two times a year; a batch model runs more often` };
  }
  const gaps = year.slice(1).map((run, index) => run.getTime() - (year[index]?.getTime() ?? 0));
  return { milliseconds: Math.max(...gaps) };
}
