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
      groups.set(key, [...(groups.get(key) ?? []), { model, source }]);
    }
  }
  return [...groups.values()].flatMap((claims) =>
    claims.flatMap((later, index) => {
      const first = claims.slice(0, index).find((earlier) => clash(earlier, later));
      return first === undefined ? [] : [clashOf(first, later)];
    }),
  );
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
