import { entryNotation, plus, printDuration } from '../models/duration';
import type { ModelEntry } from '../models/entry';
import type { Model } from '../models/model';
import { feedsOf, type ModelKind, type Runtime } from '../models/runtime';
import { longestGap } from '../models/schedule';
import type { Report } from './report';
import { zoneProblem } from './time-zone';

/** When runs are due, for models of kind batch. */
export function resolveBatch(
  entry: ModelEntry,
  kind: ModelKind,
  runtime: Runtime,
  report: Report,
): Model['batch'] {
  const { freshness, completion } = entry.objectives;
  if (kind !== 'batch') {
    if (entry.batch !== undefined) report(['batch'], `${runtime.title} is no batch runtime; remove batch`);
    if (freshness !== undefined) {
      report(
        ['objectives', 'freshness'],
        'freshness is promised of the results of batch models; for the age of input write quality: { data: { freshness: ... } }',
      );
    }
    if (completion !== undefined) {
      report(
        ['objectives', 'completion'],
        'completion is promised of batch models; write availability instead',
      );
    }
    return undefined;
  }
  if (feedsOf(runtime, 'batchSuccess').length === 0) {
    report(['kind'], `${runtime.title} does not tell when a run has succeeded; write runtime: batch`);
    return undefined;
  }
  if (entry.batch === undefined) {
    report(['runtime'], 'a batch model needs its schedule: batch: { schedule: "0 2 * * *", deadline: 4h }');
    return undefined;
  }
  const { schedule, zone, deadline, cronJob, rows } = entry.batch;
  const problem = zoneProblem(zone);
  if (problem !== undefined) {
    report(['batch', 'zone'], problem);
    return undefined;
  }
  const gap = longestGap(schedule, zone);
  if ('problem' in gap) {
    report(['batch', 'schedule'], gap.problem);
    return undefined;
  }
  if (freshness !== undefined && freshness.milliseconds <= gap.milliseconds) {
    report(
      ['objectives', 'freshness'],
      `runs start up to ${printDuration(gap)} apart (batch.schedule), so results grow older than ${entryNotation(freshness)} although every run succeeds; write more than ${printDuration(gap)}, or run more often`,
    );
  }
  return {
    schedule,
    zone,
    deadline,
    gap,
    ...(cronJob === undefined ? {} : { cronJob }),
    silence: freshness ?? plus(gap, deadline),
    ...(rows === undefined
      ? {}
      : {
          rows: {
            ...(rows.min === undefined ? {} : { min: rows.min }),
            ...(rows.max === undefined ? {} : { max: rows.max }),
          },
        }),
  };
}
