/** The text format in which servers expose metrics: read into samples, and printed back with other values. */

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

/** One line with a value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What the page writes before the value, as long as name and labels are those of the page. */
  readonly written?: { readonly head: string; readonly labels: Sample['labels'] };
  /** Name of the metric whose HELP and TYPE stand above. */
  readonly family: string;
  readonly type: MetricType;
  readonly value: number;
  /** The value as the page writes it: Python prints `3.0` where Go prints `3`. */
  readonly printed: string;
  /** Milliseconds since 1970, where the page says when a value was true. */
  readonly time?: string;
  /** The value on the page of the same server in trouble, where there is one. */
  readonly inTrouble?: number;
  /** A series that the server creates with its first failure: it is left out while it is 0. */
  readonly onDemand?: true;
}

/** Lines in their order; comments are kept as they are. */
export type Page = readonly (string | Sample)[];

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? +(\S+)(?: +(-?\d+))?$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?/gy;

/** @throws Error with the line that is neither a comment nor a sample */
export function parsePage(text: string): Page {
  let family = '';
  let type: MetricType = 'untyped';
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((source) => {
      if (source === '' || source.startsWith('#')) {
        const declared = /^# TYPE (\S+) (\S+)$/.exec(source);
        if (declared?.[1] !== undefined) {
          family = declared[1];
          type = declared[2] as MetricType;
        }
        return source;
      }
      const [, name, labels, printed, time] = line.exec(source) ?? [];
      if (name === undefined || printed === undefined) throw new Error(`no metrics line: ${source}`);
      const own = parseLabels(labels ?? '', source);
      const known = family !== '' && name.startsWith(family);
      return {
        name,
        labels: own,
        written: { head: source.slice(0, source.indexOf(` ${printed}`)), labels: own },
        family: known ? family : name,
        type: known ? type : 'untyped',
        value: parseValue(printed),
        printed,
        ...(time === undefined ? {} : { time }),
      };
    });
}

function parseLabels(text: string, source: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  label.lastIndex = 0;
  let end = 0;
  for (let match = label.exec(text); match !== null; match = label.exec(text)) {
    labels[match[1] ?? ''] = (match[2] ?? '').replace(/\\(.)/g, (_, sign: string) =>
      sign === 'n' ? '\n' : sign,
    );
    end = label.lastIndex;
  }
  if (end !== text.length) throw new Error(`no metrics line: ${source}`);
  return labels;
}

const parseValue = (text: string): number =>
  text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);

const escapeValue = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** A sample's line up to its value, as its page writes it or as we would. */
const headOf = (sample: Sample): string =>
  sample.written?.labels === sample.labels && sample.written.head.startsWith(sample.name)
    ? sample.written.head
    : printSeries(sample);

/** A sample's line up to its value. */
export const printSeries = ({ name, labels }: Pick<Sample, 'name' | 'labels'>): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escapeValue(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

/** Prints a value the way its sample was printed. Counts stay whole: half a request is not over yet. */
export function printValue(sample: Sample, value: number): string {
  if (value === sample.value) return sample.printed;
  const whole = Number.isInteger(sample.value);
  const shown = whole && sample.type !== 'gauge' ? Math.floor(value) : value;
  return Number.isInteger(shown) && /[.e]/.test(sample.printed) ? `${shown}.0` : String(shown);
}

/** Whether a series only ever grows. Creation times are gauges in all but the name of their family. */
export const isCount = ({ type, name, family }: Sample): boolean =>
  !name.endsWith('_created') &&
  (type === 'counter' || type === 'histogram' || (type === 'summary' && name !== family));

export const samplesOf = (page: Page): readonly Sample[] =>
  page.filter((item): item is Sample => typeof item !== 'string');

/**
 * A printer for one page that only prints numbers anew: pages are asked for several times a second. `values` are in the
 * order of `samplesOf(page)`.
 */
export function pagePrinter(page: Page): (values: Float64Array) => string {
  const items = page.map((item) =>
    typeof item === 'string' ? `${item}\n` : { sample: item, head: `${headOf(item)} ` },
  );
  return (values) => {
    let text = '';
    let index = 0;
    for (const item of items) {
      if (typeof item === 'string') {
        text += item;
        continue;
      }
      const value = values[index++] ?? item.sample.value;
      if (item.sample.onDemand === true && value === 0) continue;
      const time = item.sample.time === undefined ? '' : ` ${item.sample.time}`;
      text += `${item.head}${printValue(item.sample, value)}${time}\n`;
    }
    return text;
  };
}
