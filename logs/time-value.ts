import type { Duration } from '../models/duration';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Elasticsearch reads one number and one unit: 36 hours are `36h` and never `1d12h`. */
export function timeValue({ milliseconds }: Duration): string {
  const [unit, size] = units.find(([, length]) => milliseconds % length === 0) ?? ['ms', 1];
  return `${milliseconds / size}${unit}`;
}
