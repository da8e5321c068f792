import { z } from 'zod';
import { days, inSeconds } from '../models/duration';
import { field, line, slug } from '../models/fields';
import { nearest } from '../models/nearest';
import type { Checked } from './check';
import type { Diagnostic } from './diagnostic';
import { reporter, type Report } from './report';
import { momentsOf, skippedTime, zoneProblem } from './time-zone';

/** Longer work is no maintenance but a state of its own, which alerts should tell of. */
const longest = days(14);

const localTime = (what: string, example: string) =>
  field(
    z
      .string({ error: 'expected a local time such as 2026-12-05T22:00' })
      .refine(isLocalTime, 'not a local time, written as 2026-12-05T22:00 without seconds and zone'),
    what,
    example,
  );

function isLocalTime(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return false;
  const clock = Date.parse(`${value}:00Z`);
  return !Number.isNaN(clock) && new Date(clock).toISOString().startsWith(value);
}

/** One time of planned work, as an environment file has it. */
export const maintenanceWindow = z.strictObject({
  from: localTime('When the work begins, as the clock of `zone` shows it.', '2026-12-05T22:00'),
  to: localTime('When it ends; at most 14 days later.', '2026-12-06T02:00'),
  zone: field(
    z.string({ error: 'expected a time zone such as Europe/Berlin' }),
    'Time zone of both times, as the IANA database spells it.',
    'Europe/Berlin',
  ),
  models: field(
    z
      .array(slug(63))
      .min(1, 'name at least one model, or leave models out for all')
      .refine((names) => new Set(names).size === names.length, 'a model stands here twice'),
    'Models that the work is about; all of the environment where absent.',
    ['churn-classifier'],
  ).optional(),
  why: field(line('the reason', 200), 'What is being done, for whoever wonders.', 'database move'),
});
type WindowInFile = z.infer<typeof maintenanceWindow>;

/** A time of planned work. `from` and `to` are Unix seconds; without `models` it is about all. */
export interface MaintenanceWindow {
  readonly from: number;
  readonly to: number;
  readonly models?: readonly string[];
  readonly why: string;
}

/** The windows as moments, in the order in which they begin; what is wrong with one is reported, and it is left out. */
export function resolveMaintenance(
  windows: readonly WindowInFile[],
  models: readonly string[],
  report: Report,
): readonly MaintenanceWindow[] {
  const resolved = windows.flatMap((window, index): readonly MaintenanceWindow[] => {
    const at = (...path: readonly (string | number)[]) => ['maintenance', index, ...path];
    for (const [place, name] of (window.models ?? []).entries()) {
      if (models.includes(name)) continue;
      const hint = nearest(name, models);
      const offer =
        hint === undefined ? `there is ${models.join(', ') || 'none'}` : `did you mean "${hint}"?`;
      report(at('models', place), `this environment has no model "${name}"; ${offer}`);
    }
    const problem = zoneProblem(window.zone);
    if (problem !== undefined) {
      report(at('zone'), problem);
      return [];
    }
    const moments = momentsIn(window);
    for (const key of ['from', 'to'] as const) {
      if (moments[key] !== undefined) continue;
      const instead = skippedTime(window[key], window.zone);
      report(
        at(key),
        `the clock of ${window.zone} skips this time, because it is put forward then; write ${instead}`,
      );
    }
    const { from, to } = moments;
    if (from === undefined || to === undefined) return [];
    if (to <= from) {
      const when = to === from ? 'when' : 'before';
      report(at('to'), `the maintenance ends (${window.to}) ${when} it begins (${window.from})`);
      return [];
    }
    if (to - from > inSeconds(longest)) {
      report(at('to'), 'maintenance lasts at most 14d; what lasts longer is for alerts to tell of');
      return [];
    }
    const { why, models: only } = window;
    return [{ from, to, ...(only === undefined ? {} : { models: only }), why }];
  });
  return resolved.sort((a, b) => a.from - b.from || a.to - b.to || (a.why < b.why ? -1 : 1));
}

/** Of a time that the clock shows twice, the first begins the window and the second ends it. */
function momentsIn({ from, to, zone }: WindowInFile): { readonly from?: number; readonly to?: number } {
  const [first] = momentsOf(from, zone);
  const last = momentsOf(to, zone).at(-1);
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) };
}

/** Notes on the windows of a file that have passed at `now` (Unix seconds), each with its place. */
export function passedMaintenance(
  settings: Checked<{ readonly maintenance: readonly WindowInFile[] }>,
  now: number,
): readonly Diagnostic[] {
  const notes: Diagnostic[] = [];
  const report = reporter(settings, notes);
  for (const [index, window] of settings.value.maintenance.entries()) {
    const { to } = momentsIn(window);
    if (to !== undefined && to <= now) {
      report(['maintenance', index], `this maintenance ended at ${window.to} ${window.zone}; it can go`);
    }
  }
  return notes;
}
