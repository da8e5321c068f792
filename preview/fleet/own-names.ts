import { basePer, selectorsOf, type HistogramFeed } from '../../models/feed';
import type { RenamedMetric, Source } from '../../models/model';
import { failureLabel } from '../../models/names';
import { feedsOf, histogramsOf } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import { signalNames } from '../../models/signals';
import { boundOf, withoutBound } from './driver';
import { samplesOf, type Page, type Sample } from './page';

/**
 * A server with names of its own is driven like one that follows the metric contract: as Prometheus stores it. Only what
 * it shows is in its own names, so that the monitor's relabeling is what brings the two together. It shows nothing of the
 * contract that the entry does not map, and names no model.
 */
export function inContractNames(page: Page, source: Source): Page {
  const { renamed, runtime } = source;
  if (renamed.length === 0) return page;
  const { servedLabel = '', servedVersion = '' } = runtimes[runtime];
  const read = signalNames.flatMap((signal) => feedsOf(runtimes[runtime], signal)).flatMap(selectorsOf);
  const contract = new Set(
    samplesOf(page)
      .filter(({ name, labels }) => servedLabel in labels || read.some(({ metric }) => metric === name))
      .map(({ family }) => family),
  );
  const anonymous = page.map((item) => {
    if (typeof item === 'string') return item;
    const { [servedLabel]: _, [servedVersion]: __, ...labels } = item.labels;
    return { ...item, labels };
  });
  return [
    ...page.filter((item) => !contract.has(typeof item === 'string' ? familyIn(item) : item.family)),
    ...renamed.flatMap((one) =>
      one.histogram ? histogramOf(one, anonymous, source) : plainOf(one, anonymous, source),
    ),
  ];
}

/** The metric that a line of HELP or TYPE is about. */
export const familyIn = (comment: string): string => /^# \w+ (\S+)/.exec(comment)?.[1] ?? '';

/** The series of a counter or gauge, under the contract's name. Of requests, failures are those that the entry marks. */
function plainOf({ to, from }: RenamedMetric, page: Page, { failures }: Source): Page {
  const samples = samplesOf(page).filter(({ name }) => name === to);
  const [first] = samples;
  if (first === undefined) return [];
  const header = [`# HELP ${to} ${to}`, `# TYPE ${to} ${first.type}`];
  if (failures?.metric !== from) return [...header, ...samples];
  const where = Object.entries(failures.where);
  const marks = where.reduce<readonly Readonly<Record<string, string>>[]>(
    (all, [label, pattern]) =>
      all.flatMap((labels) => examplesOf(pattern).map((value) => ({ ...labels, [label]: value }))),
    [{ [failureLabel]: 'true' }],
  );
  const total = samples.reduce((sum, { value }) => sum + value, 0);
  const fine = Object.fromEntries(where.map(([label, pattern]) => [label, counterexampleOf(pattern)]));
  return [
    ...header,
    { ...first, labels: fine, value: total, printed: String(total) },
    ...marks.map((labels): Sample => ({ ...first, labels, value: 0, printed: '0', inTrouble: total })),
  ];
}

/** A histogram of the contract with the bounds and the unit that the entry gives. */
function histogramOf({ to, bounds = [] }: RenamedMetric, page: Page, { runtime }: Source): Page {
  const alternatives = signalNames
    .map((signal) => histogramsOf(runtimes[runtime], signal))
    .find((feeds) => feeds.some(({ of }) => of.metric === to));
  const wanted = alternatives?.find(({ of }) => of.metric === to);
  const recorded = alternatives?.find(({ of }) =>
    samplesOf(page).some(({ name }) => name === `${of.metric}_bucket`),
  );
  if (wanted === undefined || recorded === undefined) return [];
  return [
    `# HELP ${to} ${to}`,
    `# TYPE ${to} histogram`,
    ...reshaped(samplesOf(page), recorded, wanted, bounds),
  ];
}

function reshaped(
  samples: readonly Sample[],
  recorded: HistogramFeed,
  { of: { metric: family }, unit }: HistogramFeed,
  bounds: readonly number[],
): readonly Sample[] {
  const of = (suffix: string): readonly Sample[] =>
    samples.filter(({ name }) => name === `${recorded.of.metric}${suffix}`);
  const perUnit = basePer[recorded.unit] / basePer[unit];
  return of('_count').flatMap((count): Sample[] => {
    const isOfGroup = (one: Sample): boolean => withoutBound(one) === withoutBound(count);
    const buckets = of('_bucket')
      .filter(isOfGroup)
      .map((one) => ({ bound: boundOf(one) * perUnit, count: one.value }))
      .sort((a, b) => a.bound - b.bound);
    const sample = (suffix: string, value: number, labels: Sample['labels'] = {}): Sample => ({
      name: `${family}${suffix}`,
      labels: { ...count.labels, ...labels },
      family,
      type: 'histogram',
      value,
      printed: String(value),
    });
    const sum = of('_sum').find(isOfGroup)?.value ?? 0;
    return [
      ...bounds.map((bound) => sample('_bucket', countWithin(bound, buckets), { le: String(bound) })),
      sample('_bucket', count.value, { le: '+Inf' }),
      sample('_sum', sum * perUnit),
      sample('_count', count.value),
    ];
  });
}

/** Events up to a bound that need not be one of the histogram's own. */
function countWithin(
  bound: number,
  buckets: readonly { readonly bound: number; readonly count: number }[],
): number {
  const above = buckets.findIndex((bucket) => bucket.bound >= bound);
  const [from, to] = [buckets[above - 1] ?? { bound: 0, count: 0 }, buckets[above]];
  if (to === undefined || to.bound === Infinity) return from.count;
  return Math.floor(from.count + ((bound - from.bound) / (to.bound - from.bound)) * (to.count - from.count));
}

/** Label values that failures of simulated servers have, where a pattern does not name its own. */
const usualFailures = ['error', 'failed', 'failure', 'ERROR', '500', '5xx', 'true', '1', 'internal'];
const usualSuccesses = ['ok', 'success', '200', 'OK', '0', 'none', 'fine'];

const matches = (pattern: string, value: string): boolean => new RegExp(`^(?:${pattern})$`).test(value);

/** Texts that match an anchored pattern: its alternatives, with signs for wildcards, or what is usual. */
export function examplesOf(pattern: string): readonly string[] {
  const literal = pattern
    .replace(/^\(\??:?|\)$/g, '')
    .split('|')
    .map((one) =>
      one.replace(/\\d|\[0-9\]/g, '0').replace(/\\?\.[*+?]?/g, (dot) => (dot === '\\.' ? '.' : '0')),
    );
  const found = [...new Set([...literal, ...usualFailures])].filter(
    (value) => value !== '' && matches(pattern, value),
  );
  const [first] = found;
  if (first === undefined) throw new Error(`the preview finds no label value that matches ${pattern}`);
  const own = found.filter((value) => literal.includes(value));
  return own.length > 0 ? own : [first];
}

const counterexampleOf = (pattern: string): string =>
  usualSuccesses.find((value) => !matches(pattern, value)) ?? 'well';

/** What the server shows: every metric under the name and with the labels that the entry says it has. */
export function shownPage(page: Page, { renamed }: Source): Page {
  if (renamed.length === 0) return page;
  const ownOf = (
    name: string,
  ): { readonly name: string; readonly where: RenamedMetric['where'] } | undefined => {
    for (const { from, to, histogram, where } of renamed) {
      const suffix = name.startsWith(to) ? name.slice(to.length) : undefined;
      const isOf = suffix === '' || (histogram && /^_(bucket|count|sum)$/.test(suffix ?? ''));
      if (suffix !== undefined && isOf) return { name: `${from}${suffix}`, where };
    }
    return undefined;
  };
  return page.map((item) => {
    if (typeof item === 'string') {
      return item.replace(/^# (HELP|TYPE) (\S+)/, (line, word: string, name: string) => {
        const own = ownOf(name);
        return own === undefined ? line : `# ${word} ${own.name}`;
      });
    }
    const own = ownOf(item.name);
    if (own === undefined) return item;
    const marks = Object.entries(own.where ?? {}).map(([label, pattern]) => [
      label,
      examplesOf(pattern)[0] ?? '',
    ]);
    const { [failureLabel]: _, ...labels } = item.labels;
    return { ...item, name: own.name, labels: { ...labels, ...Object.fromEntries(marks) } };
  });
}
