import { nearest } from '../models/nearest';

/**
 * What is wrong with the name of a time zone, in one sentence; `undefined` where nothing is. Names are those of the
 * IANA database in their own spelling: JavaScript ignores case and knows bare offsets, the programs that read our
 * output do neither.
 */
export function zoneProblem(zone: string): string | undefined {
  const known = spelling(zone);
  const named = /^[A-Z]/.test(zone);
  if (known !== undefined && named && (known === zone || known.toLowerCase() !== zone.toLowerCase())) {
    return undefined;
  }
  const hint = nearest(zone, Intl.supportedValuesOf('timeZone'));
  return `"${zone}" is no time zone; ${hint === undefined ? 'write one such as Europe/Berlin' : `did you mean "${hint}"?`}`;
}

/** Asked once per zone: teams share few, and each answer costs milliseconds. */
const spellings = new Map<string, string | undefined>();

/** The database's own spelling of a zone; for an old name that of the zone that it stands for. */
function spelling(zone: string): string | undefined {
  if (!spellings.has(zone)) spellings.set(zone, askedSpelling(zone));
  return spellings.get(zone);
}

function askedSpelling(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * The moments, in Unix seconds, at which the clock of a zone shows a time such as `2026-12-05T22:00`: none where a clock
 * change skips it, two where it is shown twice.
 */
export function momentsOf(local: string, zone: string): readonly number[] {
  const clock = clockOf(local);
  return offsetsAround(clock, zone)
    .map((offset) => clock - offset)
    .filter(
      (moment, index, all) => all.indexOf(moment) === index && moment + offsetAt(moment, zone) === clock,
    )
    .sort((a, b) => a - b);
}

/** What the clock of a zone shows instead of a time that it skips. */
export function skippedTime(local: string, zone: string): string {
  const clock = clockOf(local);
  const [before, after] = offsetsAround(clock, zone);
  return new Date((clock + after - before) * 1_000).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** A local time as if it were one of UTC, in Unix seconds. */
const clockOf = (local: string): number => Date.parse(`${local}:00Z`) / 1_000;

const day = 86_400;

/** Offsets of a zone well before and well after a time of its clock: a change in between is the only one. */
const offsetsAround = (clock: number, zone: string): readonly [before: number, after: number] => [
  offsetAt(clock - day, zone),
  offsetAt(clock + day, zone),
];

/** Seconds by which the clock of a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(moment * 1_000)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60);
}
