import type { Change, Topic } from '../changes/fact';
import { short } from '../drift/report';
import type { EnvironmentComparison } from './comparison';
import { code, countedAll, table } from './markup';

/** A change, and whose it is: the same change of several models is one row. */
export interface ChangeRow {
  readonly change: Change;
  /** Names of models; none where it is the environment's. */
  readonly models: readonly string[];
}

/** The changes about some topics, of the environment first, then of models. */
export function rowsOf(
  { changes, models }: Pick<EnvironmentComparison, 'changes' | 'models'>,
  topics: readonly Topic[],
): readonly ChangeRow[] {
  const rows = new Map<string, ChangeRow>();
  const all = [
    ...changes.map((change) => [undefined, change] as const),
    ...models.changed.flatMap(({ name, changes: own }) => own.map((change) => [name, change] as const)),
  ];
  for (const [model, change] of all) {
    if (!topics.includes(change.topic)) continue;
    const { topic, about, before, after } = change;
    const key = JSON.stringify([model === undefined, topic, about, before ?? null, after ?? null]);
    const known = rows.get(key);
    rows.set(key, {
      change: known?.change ?? change,
      models: [...(known?.models ?? []), ...(model === undefined ? [] : [model])],
    });
  }
  return [...rows.values()];
}

/** How many changes there are of each kind about some topics, with what models bring that are new and take that are gone. */
export function countsOf(
  environment: Pick<EnvironmentComparison, 'changes' | 'models'>,
  topics: readonly Topic[],
): string {
  const { added, removed, changed } = environment.models;
  const all = [...environment.changes, ...changed.flatMap(({ changes }) => changes)].filter(({ topic }) =>
    topics.includes(topic),
  );
  const sum = (isKind: (change: Change) => boolean): number => all.filter(isKind).length;
  const factsIn = (models: typeof added): number =>
    models.flatMap(({ facts }) => facts).filter(({ topic }) => topics.includes(topic)).length;
  return countedAll([
    [sum(({ before }) => before === undefined) + factsIn(added), 'new'],
    [sum(({ before, after }) => before !== undefined && after !== undefined), 'changed'],
    [sum(({ after }) => after === undefined) + factsIn(removed), 'gone'],
  ]);
}

/** The rows as a table; columns that would be empty are left out. */
export function changeTable(rows: readonly ChangeRow[]): readonly string[] {
  const hasModels = rows.some(({ models }) => models.length > 0);
  const hasPlaces = rows.some(({ change }) => placeOf(change) !== undefined);
  const cells = rows.map(({ change, models }) => [
    ...(hasModels ? [modelsText(models)] : []),
    code(change.about),
    ...sidesText(change),
    ...(hasPlaces ? [code(placeOf(change) ?? '')] : []),
  ]);
  return table(
    [...(hasModels ? ['of'] : []), 'what', 'before', 'after', ...(hasPlaces ? ['decided in'] : [])],
    cells,
  );
}

const listed = 5;

/** A change of very many models names some of them. */
function modelsText(models: readonly string[]): string {
  if (models.length === 0) return 'the environment';
  const rest = models.length - listed;
  const named = (rest > 1 ? models.slice(0, listed) : models).map(code).join(', ');
  return rest > 1 ? `${named} and ${rest} more models` : named;
}

/** What differs without words is said to be otherwise. */
function sidesText({ before, after }: Change): readonly [string, string] {
  if (before !== undefined && before === after)
    return [code(short(before)), 'the same, but reckoned or shown otherwise'];
  return [before === undefined ? '–' : code(short(before)), after === undefined ? '–' : code(short(after))];
}

const placeOf = ({ origin }: Change): string | undefined =>
  origin !== undefined && 'line' in origin ? `${origin.file}:${origin.line}` : undefined;
