import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { entryNamed, loadWithFiles, type Changes, type LoadedEnvironment } from '../../environments';
import type { Model } from '../../models/model';
import { modelChanges } from '../changes/model-changes';
import type { Change } from '../changes/fact';
import { pathsOf, withNames } from './edits';
import { environmentsWith } from './elsewhere';
import { environmentIn, noSuchModel } from './loaded';
import { Refused } from './refused';

/** A model of an environment under another name, of another team, or both. */
export interface Renaming {
  readonly before: { readonly model: Model; readonly loaded: LoadedEnvironment };
  readonly after: { readonly model: Model; readonly loaded: LoadedEnvironment };
  readonly changes: Changes;
  /** Fields of the entry, beside name and team, that follow from them. */
  readonly following: readonly Change[];
  /** Other files that name it, and are changed with it. */
  readonly references: readonly string[];
  /** Lines of rule files that seem to name it in text, which nobody changes. */
  readonly mentions: readonly string[];
  readonly elsewhere: readonly string[];
}

/** Where environment.yaml and rule files name a model. */
const namesModel = (path: readonly (string | number)[]): boolean =>
  path[0] === 'maintenance'
    ? path[2] === 'models'
    : path[0] === 'promotion'
      ? path[3] === 'models' || path[3] === 'model'
      : path[0] === 'groups' && path.at(-2) === 'labels' && path.at(-1) === 'model_name';

/**
 * What giving a model another name or team comes to.
 *
 * @throws InvalidConfig with every problem that it would cause
 * @throws Refused where there is no such model, or one of the new name
 */
export function renamingOf(
  directory: string,
  environment: string,
  name: string,
  to: { readonly name: string; readonly team: string | undefined },
): Renaming {
  const loaded = environmentIn(loadWithFiles(directory, environment), environment);
  const model = loaded.environment.models.find((one) => one.name === name);
  const entry = entryNamed(loaded, name);
  if (model === undefined || entry === undefined) throw new Refused([noSuchModel(loaded, name)]);
  const folder = join(directory, environment);
  const path = (of: string): string => join(folder, 'models', `${of}.yaml`);
  if (to.name !== name && existsSync(path(to.name)))
    throw new Refused([`${environment} has a model ${to.name} already (${relative('', path(to.name))})`]);
  const text = withNames(entry, [
    ...(to.name === name ? [] : [{ path: ['name'], name: to.name }]),
    ...(to.team === undefined ? [] : [{ path: ['team'], name: to.team }]),
  ]);
  const others =
    to.name === name
      ? []
      : [loaded.settings, ...loaded.rules].flatMap((file) => {
          const edits = pathsOf(file.node, name, namesModel).map((at) => ({ path: at, name: to.name }));
          return edits.length === 0 ? [] : [[file.source.file, withNames(file, edits)] as const];
        });
  const changes: Changes = new Map<string, string | undefined>([
    ...(to.name === name ? [] : [[path(name), undefined] as const]),
    [path(to.name), text],
    ...others,
  ]);
  const later = environmentIn(loadWithFiles(directory, environment, changes), environment);
  const renamed = later.environment.models.find((one) => one.name === to.name);
  if (renamed === undefined) throw new Error(`${to.name} is not there`);
  const before = { model, loaded };
  const after = { model: renamed, loaded: later };
  return {
    before,
    after,
    changes,
    following: modelChanges(before, after).filter(
      ({ topic, about }) => topic === 'settings' && about !== 'name' && about !== 'team',
    ),
    references: others.map(([file]) => file),
    mentions: to.name === name ? [] : mentionsOf(name, loaded),
    elsewhere: environmentsWith(directory, name, environment),
  };
}

/** Whole words of expressions and texts. */
const mentionsOf = (name: string, { rules }: LoadedEnvironment): readonly string[] =>
  rules.flatMap(({ source }) =>
    source.lines.flatMap((line, index) =>
      new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(line) && !/^\s*model_name:/.test(line)
        ? [`${source.file}:${index + 1}`]
        : [],
    ),
  );
