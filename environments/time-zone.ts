import { nearest } from './check';

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

/** The database's own spelling of a zone; for an old name that of the zone that it stands for. */
function spelling(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
