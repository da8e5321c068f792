import { isDeepStrictEqual } from 'node:util';

/** One attribute of a resource that differs. Texts that are JSON are looked into. */
export interface AttributeChange {
  /** As `values.objects[PodMonitor churn].spec.sampleLimit`. */
  readonly path: string;
  /** `undefined` where it is new. */
  readonly before?: unknown;
  /** `undefined` where it is gone. */
  readonly after?: unknown;
}

type Group = Readonly<Record<string, unknown>>;

/** What differs between the arguments of two resources, attribute by attribute. */
export const attributeChanges = (before: Group, after: Group): readonly AttributeChange[] =>
  ofGroups(before, after, '');

function between(before: unknown, after: unknown, path: string): readonly AttributeChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, now] = [opened(before), opened(after)];
  const inside = within(old, now, path);
  if (inside === undefined)
    return [
      {
        path,
        ...(before === undefined ? {} : { before: old }),
        ...(after === undefined ? {} : { after: now }),
      },
    ];
  // A plan shows an order that differs, so it is no secret here.
  return inside.length > 0 ? inside : [{ path, before: 'as it was', after: 'the same in another order' }];
}

/** What differs inside; `undefined` where both cannot be looked into alike. */
function within(before: unknown, after: unknown, path: string): readonly AttributeChange[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, path);
  return isGroup(before) && isGroup(after) ? ofGroups(before, after, path) : undefined;
}

const ofGroups = (before: Group, after: Group, path: string): readonly AttributeChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    between(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );

/** Elements by name where all have one; else what both lists begin and end with is set aside, and the rest compared by place. */
function ofLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): readonly AttributeChange[] {
  // The values of a Helm release are a list of one text.
  if (before.length === 1 && after.length === 1) return between(before[0], after[0], path);
  const [old, now] = [namesOf(before), namesOf(after)];
  if (old !== undefined && now !== undefined)
    return [...new Map([...old, ...now])].flatMap(([key, name]) =>
      between(before[placeOf(key, old)], after[placeOf(key, now)], `${path}[${name}]`),
    );
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isDeepStrictEqual(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isDeepStrictEqual(before.at(-1 - end), after.at(-1 - end))) end++;
  const length = Math.max(before.length, after.length) - end - start;
  const at = (list: readonly unknown[], index: number): unknown =>
    index < list.length - end ? list[index] : undefined;
  return Array.from({ length }, (_, offset) => start + offset).flatMap((index) =>
    between(at(before, index), at(after, index), `${path}[${index}]`),
  );
}

/** By what an element of a list is known, and what it is called. */
type Name = readonly [key: string, name: string];

const called = (name: unknown): Name | undefined => (typeof name === 'string' ? [name, name] : undefined);

/** The first that all elements of a list have, and that tells them apart. */
const identities: readonly ((element: Group) => Name | undefined)[] = [
  ({ kind, metadata }) =>
    isGroup(metadata) && typeof kind === 'string' ? called(`${kind} ${String(metadata['name'])}`) : undefined,
  // Panels: titles change, and occur in several rows of a board.
  ({ id, title }) => (typeof id === 'number' && typeof title === 'string' ? [String(id), title] : undefined),
  ({ name }) => called(name),
  ({ record }) => called(record),
  ({ title }) => called(title),
  ({ key }) => called(key),
];

function namesOf(list: readonly unknown[]): readonly Name[] | undefined {
  if (list.length === 0) return [];
  for (const identity of identities) {
    const names = list.flatMap((element): readonly Name[] => {
      const name = isGroup(element) ? identity(element) : undefined;
      return name === undefined ? [] : [name];
    });
    if (names.length === list.length && new Set(names.map(([key]) => key)).size === names.length)
      return names;
  }
  return undefined;
}

const placeOf = (key: string, names: readonly Name[]): number => names.findIndex(([own]) => own === key);

/** A text that is JSON as what it says. */
function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
