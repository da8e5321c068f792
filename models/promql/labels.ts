import { matchesEmpty } from './grammar-selector';
import type { Matcher } from './tree';

/**
 * What is certain about the labels of all series of a vector. A label is certainly there, certainly not there, or may be
 * either; the checker speaks only of what is certain.
 */
export interface Labels {
  /** Labels that each series has, with the value where it is the same for all. */
  readonly has: ReadonlyMap<string, string | undefined>;
  /** Labels that no series has. */
  readonly lacks: ReadonlySet<string>;
  /** Where set, no series has a label beside these. */
  readonly only?: ReadonlySet<string>;
}

export type Certainty = 'has' | 'lacks' | 'maybe';

export function certainty(labels: Labels, label: string): Certainty {
  if (labels.has.has(label)) return 'has';
  if (labels.lacks.has(label)) return 'lacks';
  return labels.only === undefined || labels.only.has(label) ? 'maybe' : 'lacks';
}

/** Series that have exactly these labels. */
export const exactly = (names: Iterable<string>): Labels => {
  const list = [...names];
  return { has: new Map(list.map((name) => [name, undefined])), lacks: new Set(), only: new Set(list) };
};

export const noLabels: Labels = exactly([]);
export const anyLabels: Labels = { has: new Map(), lacks: new Set() };

/** What matchers tell beside what is known of the series already. */
export function matched(labels: Labels, matchers: readonly Matcher[]): Labels {
  const has = new Map(labels.has);
  const lacks = new Set(labels.lacks);
  for (const matcher of matchers) {
    const { label, operator, value } = matcher;
    if (label === '__name__') continue;
    if (operator === '=' && value === '') lacks.add(label);
    else if (operator === '=') has.set(label, value);
    else if (!matchesEmpty(matcher) && !has.has(label)) has.set(label, undefined);
  }
  return { ...labels, has, lacks };
}

/**
 * `by (...)`. Who groups by a label says that it is there: if it were not, the grouping would be the mistake. So it counts
 * as certain from here on.
 */
export function grouped(labels: Labels, by: readonly string[]): Labels {
  const { only, has, lacks } = keeping(labels, by);
  return { lacks, has: new Map([...only].map((label) => [label, has.get(label)])), only };
}

/** With these labels at most, as `on (...)` leaves them. */
export const keeping = (labels: Labels, kept: readonly string[]): Labels & { only: ReadonlySet<string> } => ({
  has: new Map([...labels.has].filter(([label]) => kept.includes(label))),
  lacks: labels.lacks,
  only: new Set(kept.filter((label) => certainty(labels, label) !== 'lacks')),
});

/** `without (...)`. */
export const dropping = (labels: Labels, dropped: readonly string[]): Labels => ({
  has: new Map([...labels.has].filter(([label]) => !dropped.includes(label))),
  lacks: new Set([...labels.lacks, ...dropped]),
  ...(labels.only === undefined
    ? {}
    : { only: new Set([...labels.only].filter((label) => !dropped.includes(label))) }),
});

/** With a label that another vector or a function may have put there. */
export function withLabel(labels: Labels, label: string, is: Certainty, value?: string): Labels {
  const base = dropping(labels, [label]);
  const lacks = new Set(base.lacks);
  const has = new Map(base.has);
  if (is !== 'lacks') lacks.delete(label);
  if (is === 'has') has.set(label, value);
  const only = base.only === undefined || is === 'lacks' ? base.only : new Set([...base.only, label]);
  return { has, lacks, ...(only === undefined ? {} : { only }) };
}

/** What is certain of series of either kind. */
export function either(one: Labels, other: Labels): Labels {
  const has = new Map(
    [...one.has].flatMap(([label, value]) =>
      other.has.has(label) ? [[label, other.has.get(label) === value ? value : undefined] as const] : [],
    ),
  );
  const named = [...one.lacks, ...other.lacks, ...(one.only ?? []), ...(other.only ?? [])];
  const lacks = new Set(
    named.filter((label) => certainty(one, label) === 'lacks' && certainty(other, label) === 'lacks'),
  );
  return one.only === undefined || other.only === undefined
    ? { has, lacks }
    : { has, lacks, only: new Set([...one.only, ...other.only]) };
}

/** Labels of which anything is known on one of two sides. */
export const namedOn = (...sides: readonly Labels[]): readonly string[] => [
  ...new Set(sides.flatMap(({ has, lacks, only }) => [...has.keys(), ...lacks, ...(only ?? [])])),
];

/** Labels as a sentence lists them. */
export const listed = (labels: Iterable<string>): string => [...labels].sort().join(', ');
