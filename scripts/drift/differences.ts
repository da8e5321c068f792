import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../models/kubernetes';
import { byHandIn, changedBy, type ChangedBy } from './changed-by';
import { at, printPath, type LiveObject, type Path } from './live-object';
import { quantity } from './quantity';

/** A field of an object that is not what was deployed. */
export interface Difference {
  /** As `spec.groups[0].interval`. */
  readonly field: string;
  /** `undefined` where nothing was deployed, or where nobody may see it. */
  readonly deployed?: unknown;
  /** `undefined` where it is gone, or where nobody may see it. */
  readonly live?: unknown;
  readonly by?: ChangedBy;
}

/**
 * Where a live object is not what its release deployed: fields that were deployed and are otherwise or gone, and fields
 * that a person has added. What the API server and controllers fill in is none.
 */
export function differencesOf(deployed: KubernetesObject, live: LiveObject): readonly Difference[] {
  const wanted = comparable(deployed);
  const changed = compare(wanted, live, []);
  const known = changed.map(({ path }) => printPath(path));
  const added = byHandIn(live).flatMap(({ path, by }) => {
    const field = printPath(path);
    const isKnown = known.some(
      (one) => field === one || field.startsWith(`${one}.`) || field.startsWith(`${one}[`),
    );
    // Held by the deployed object as well: then it was set by hand to what it should be.
    return isKnown || at(wanted, path) !== undefined ? [] : [{ field, live: at(live, path), by }];
  });
  const differences = [
    ...changed.map(({ path, wanted: given, found }) => {
      const by = changedBy(live, path);
      return {
        field: printPath(path),
        ...(given === undefined ? {} : { deployed: given }),
        ...(found === undefined || found === null ? {} : { live: found }),
        ...(by === undefined ? {} : { by }),
      };
    }),
    ...added,
  ];
  return deployed.kind === 'Secret'
    ? differences.map(({ field, by }) => ({ field, ...(by && { by }) }))
    : differences;
}

/** As the API server keeps it: the texts of a Secret are encoded there. */
function comparable(object: KubernetesObject): KubernetesObject {
  const { stringData, data, ...rest } = object;
  if (object.kind !== 'Secret' || stringData === undefined) return object;
  const encoded = Object.entries(stringData as Record<string, string>).map(
    ([key, text]) => [key, Buffer.from(text).toString('base64')] as const,
  );
  return { ...rest, data: { ...(data as object | undefined), ...Object.fromEntries(encoded) } };
}

interface Found {
  readonly path: Path;
  readonly wanted: unknown;
  readonly found: unknown;
}

function compare(wanted: unknown, found: unknown, path: Path): readonly Found[] {
  if (isSame(wanted, found)) return [];
  if (Array.isArray(wanted) && Array.isArray(found)) return compareLists(wanted, found, path);
  if (isMap(wanted) && isMap(found))
    return Object.entries(wanted).flatMap(([key, value]) => compare(value, found[key], [...path, key]));
  return [{ path, wanted, found }];
}

/** Elements by name where all have one, as an order of theirs means nothing; else by place. */
function compareLists(wanted: readonly unknown[], found: readonly unknown[], path: Path): readonly Found[] {
  const asked = names(wanted);
  const there = names(found);
  if (asked === undefined || there === undefined) {
    const length = Math.max(wanted.length, found.length);
    return Array.from({ length }).flatMap((_, index) =>
      compare(wanted[index], found[index], [...path, index]),
    );
  }
  const all = [...asked, ...there.filter((name) => !asked.includes(name))];
  return all.flatMap((name) => {
    const [from, place] = [asked.indexOf(name), there.indexOf(name)];
    return compare(wanted[from], found[place], [...path, place < 0 ? from : place]);
  });
}

/** Names of elements that each have one of their own: `undefined` where that is not so. */
function names(list: readonly unknown[]): readonly string[] | undefined {
  const found = list.flatMap((element) =>
    isMap(element) && typeof element['name'] === 'string' ? [element['name']] : [],
  );
  return found.length === list.length && new Set(found).size === list.length ? found : undefined;
}

/** Nothing given and something empty are one; so are two ways to write an amount. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (isDeepStrictEqual(wanted, found)) return true;
  if (isEmpty(wanted) && isEmpty(found)) return true;
  const amount = quantity(wanted);
  return amount !== undefined && amount === quantity(found);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (isMap(value) && Object.values(value).every(isEmpty));

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
