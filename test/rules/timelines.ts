import type { InputSeries } from './exporter-series';

/** Values of series over time, which become promtool's notation. */
export interface Timelines {
  readonly write: (series: string, index: number, value: number) => void;
  readonly series: () => readonly InputSeries[];
}

const missing = 'stale';

/** Long enough for any rate, short enough for files of a million values. */
const digits = 10;

/** What is not told at a look is marked as gone, as Prometheus does after a scrape without it. */
export function timelines(count: number): Timelines {
  const lines = new Map<string, (string | undefined)[]>();
  return {
    write(series, index, value) {
      const line = lines.get(series) ?? Array<string | undefined>(count).fill(undefined);
      lines.set(series, line);
      line[index] = Number.isFinite(value)
        ? String(Number(value.toPrecision(digits)))
        : String(value).replace('Infinity', 'Inf');
    },
    series: () => [...lines].map(([series, line]) => ({ series, values: compressed(line) })),
  };
}

/** Equal values in a row are written once: `0x9` is ten of them. */
function compressed(line: readonly (string | undefined)[]): string {
  const runs: { text: string; length: number }[] = [];
  line.forEach((value, index) => {
    const isFirstGap = value === undefined && index > 0 && line[index - 1] !== undefined;
    const text = value ?? (isFirstGap ? missing : '_');
    const last = runs.at(-1);
    if (last?.text === text && text !== missing) last.length += 1;
    else runs.push({ text, length: 1 });
  });
  return runs
    .map(({ text, length }) => (length === 1 ? text : text === '_' ? `_x${length}` : `${text}x${length - 1}`))
    .join(' ');
}
