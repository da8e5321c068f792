import type { Model, Source } from '../models/model';

/** Two entries that would read the same series, and so count them twice. */
export interface SourceClash {
  readonly model: string;
  readonly path: readonly string[];
  readonly message: string;
}

interface Claim {
  readonly model: Model;
  readonly source: Source;
}

/** Endpoints that two models claim: the same pods, port and path without names that tell their series apart. */
export function sourceClashes(models: readonly Model[]): readonly SourceClash[] {
  const groups = new Map<string, Claim[]>();
  for (const model of models) {
    for (const source of model.sources) {
      const key = `${source.namespace} ${source.port} ${source.path}`;
      push(groups, key, { model, source });
    }
  }
  return [...groups.values()].flatMap(clashesIn);
}

/**
 * Of two selectors that choose the same pods, one has all labels of the other. So each needs to be compared only with
 * those that have its rarest label, and with those whose rarest label it has: with a thousand models that is few.
 */
function clashesIn(claims: readonly Claim[]): readonly SourceClash[] {
  const having = new Map<string, number[]>();
  claims.forEach((claim, index) => {
    for (const label of labelsOf(claim)) push(having, label, index);
  });
  const rarest = claims.map((claim) =>
    labelsOf(claim).reduce((best, label) => (count(having, label) < count(having, best) ? label : best)),
  );
  const byRarest = new Map<string, number[]>();
  rarest.forEach((label, index) => {
    push(byRarest, label, index);
  });
  return claims.flatMap((later, index) => {
    const likely = [
      ...(having.get(rarest[index] ?? '') ?? []),
      ...labelsOf(later).flatMap((label) => byRarest.get(label) ?? []),
    ];
    const earlier = likely.filter((one) => one < index).sort((a, b) => a - b);
    const first = earlier.map((one) => claims[one]).find((one) => one !== undefined && clash(one, later));
    return first === undefined ? [] : [clashOf(first, later)];
  });
}

const labelsOf = ({ source }: Claim): readonly string[] =>
  Object.entries(source.selector).map(([label, value]) => `${label}=${value}`);

const count = (lists: ReadonlyMap<string, readonly unknown[]>, key: string): number =>
  lists.get(key)?.length ?? 0;

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

const clash = (one: Claim, other: Claim): boolean =>
  one.model.name !== other.model.name &&
  (within(one.source, other.source) || within(other.source, one.source)) &&
  (one.source.served === undefined ||
    other.source.served === undefined ||
    one.source.served === other.source.served);

/** Whether every pod of the first is surely one of the second. */
const within = (one: Source, other: Source): boolean =>
  Object.entries(other.selector).every(([label, value]) => one.selector[label] === value);

function clashOf({ model: first }: Claim, { model, source }: Claim): SourceClash {
  const isServer = source === model.sources[0];
  const path = isServer ? ['serving'] : ['quality', 'from'];
  const told = source.served === undefined ? 'on that server' : `under the name "${source.served}"`;
  const message = `its metrics would be read by "${first.name}" too, ${told}; select other pods, or tell the models apart with serving.model`;
  return { model: model.name, path, message };
}
