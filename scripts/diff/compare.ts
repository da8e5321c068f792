import { changesBetween } from '../changes/fact';
import type { Comparison, EnvironmentComparison, Found } from './comparison';
import type { EnvironmentPicture, ModelPicture, Picture } from './picture';
import { resourceChanges, stackChanges, stacksOf } from './resources';
import { risksOf } from './risks';

/** Compares what two generators say of themselves. */
export function compare(before: Picture, after: Picture): Comparison {
  const names = [...new Set([...before.environments, ...after.environments].map(({ name }) => name))].sort();
  return { environments: names.map((name) => compareEnvironment(name, before, after)) };
}

function compareEnvironment(name: string, before: Picture, after: Picture): EnvironmentComparison {
  const old = before.environments.find((one) => one.name === name);
  const now = after.environments.find((one) => one.name === name);
  const stackNames = stacksOf(name, before, after);
  const found = {
    models: compareModels(old?.models ?? [], now?.models ?? []),
    // All of an environment that is new or gone would be long and say nothing.
    changes: old === undefined || now === undefined ? [] : changesBetween(old.facts, now.facts),
    stacks: stackChanges(before, after, stackNames),
    resources: resourceChanges(before, after, stackNames),
  };
  return { name, is: kindOf(old, now, found), risks: risksOf(old, now, found), ...found };
}

function kindOf(
  before: EnvironmentPicture | undefined,
  after: EnvironmentPicture | undefined,
  { models, changes, stacks, resources }: Found,
): EnvironmentComparison['is'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  const all = [models.added, models.removed, models.changed, changes, stacks, resources];
  return all.every(({ length }) => length === 0) ? 'unchanged' : 'changed';
}

function compareModels(before: readonly ModelPicture[], after: readonly ModelPicture[]): Found['models'] {
  const isIn = (models: readonly ModelPicture[], name: string): boolean =>
    models.some((one) => one.name === name);
  return {
    added: after.filter(({ name }) => !isIn(before, name)),
    removed: before.filter(({ name }) => !isIn(after, name)),
    changed: after.flatMap(({ name, file, facts }) => {
      const old = before.find((one) => one.name === name);
      const changes = old === undefined ? [] : changesBetween(old.facts, facts);
      return changes.length === 0 ? [] : [{ name, file, changes }];
    }),
  };
}
