/**
 * Spans of wall-clock time, as values of their own type.
 *
 * Every time that reaches a rule, a route or a scrape config is a `Duration` and never a bare number, so that one
 * function can compress time for the local preview.
 */
export interface Duration {
  readonly milliseconds: number;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

export const milliseconds = (count: number): Duration => ({ milliseconds: count });
export const seconds = (count: number): Duration => milliseconds(count * 1_000);
export const minutes = (count: number): Duration => milliseconds(count * 60_000);
export const hours = (count: number): Duration => milliseconds(count * 3_600_000);
export const days = (count: number): Duration => milliseconds(count * 86_400_000);

export const isWholeIn = (duration: Duration, unit: Duration): boolean =>
  duration.milliseconds % unit.milliseconds === 0;

/** Unit: seconds. */
export const inSeconds = (duration: Duration): number => duration.milliseconds / 1_000;

export const times = (duration: Duration, factor: number): Duration =>
  milliseconds(Math.round(duration.milliseconds * factor));

export const plus = (one: Duration, other: Duration): Duration =>
  milliseconds(one.milliseconds + other.milliseconds);

/**
 * Prometheus notation, largest units first: `5m`, `1h30m`, `250ms`, `0s`.
 * Alertmanager reads the same.
 */
export function printDuration(duration: Duration): string {
  let rest = Math.round(duration.milliseconds);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** With one whole number and one unit, as Elasticsearch wants it: 36 hours are `36h` and never `1d12h`. */
export function printInOneUnit({ milliseconds: span }: Duration): string {
  const [unit, size] = units.find(([, length]) => span % length === 0) ?? ['ms', 1];
  return `${span / size}${unit}`;
}

/** The notation of entries, which has one unit and may have a fraction: `2.5s`, `250ms`, `1.5h`. */
export function entryNotation(duration: Duration): string {
  const fits = units.find(
    ([, size]) => duration.milliseconds >= size && (duration.milliseconds * 10) % size === 0,
  );
  const [unit, size] = fits ?? ['ms', 1];
  return `${duration.milliseconds / size}${unit}`;
}

/** Prometheus counts nanoseconds in 64 bits, which last for 292 years. */
const longest = 36_500 * 86_400_000;

/**
 * Reads `250ms`, `2.5s`, `15m`, `4h`, `30d`; `undefined` for anything else: zero and negative spans, spans that are no
 * whole number of milliseconds and spans of more than 36500d.
 */
export function parseDuration(text: string): Duration | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  const size = units.find(([unit]) => unit === match?.[2])?.[1];
  if (match?.[1] === undefined || size === undefined) return undefined;
  const exact = Number(match[1]) * size;
  const total = Math.round(exact);
  // 1.001s times 1,000 is not 1,001 to the last bit.
  return total > 0 && total <= longest && Math.abs(exact - total) < 1e-6 ? milliseconds(total) : undefined;
}
