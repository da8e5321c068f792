import { join, relative } from 'node:path';
import {
  entryNamed,
  loadWithFiles,
  originIn,
  type Changes,
  type LoadedEnvironment,
} from '../../environments';
import type { Model } from '../../models/model';
import { copiedEntry } from './copied-entry';
import { placeText } from './delta';
import { environmentIn, loadWithOrigins, noSuchModel } from './loaded';
import { policyBetween, type Policy } from './policy';
import { objectionsToLife, objectionsToRules, objectionsToScenarios, unprovedAlerts } from './proofs';
import { Refused } from './refused';

/** An entry on its way. */
export interface PromotedEntry {
  readonly model: string;
  /** The file in the environment that it goes to. */
  readonly file: string;
  readonly isNew: boolean;
  /** Fields in which that environment keeps what it has. */
  readonly kept: readonly string[];
}

/** Entries that may be written, and the environment as it will be then. */
export interface Promotion {
  readonly from: LoadedEnvironment;
  readonly before: LoadedEnvironment;
  readonly after: LoadedEnvironment;
  readonly policy: Policy | undefined;
  readonly entries: readonly PromotedEntry[];
  readonly changes: Changes;
}

/**
 * What promoting some models, or all, comes to. Models that are the same already are left out.
 *
 * @throws InvalidConfig with every problem that the entries would have or cause where they go
 * @throws Refused where something else stands in the way
 */
export function promotionOf(
  directory: string,
  wanted: readonly string[] | 'all',
  fromName: string,
  toName: string,
): Promotion {
  const all = loadWithOrigins(directory, [fromName, toName]);
  const [from, before] = [environmentIn(all, fromName), environmentIn(all, toName)];
  checkOrder(from, before);
  const names = wanted === 'all' ? goingOn(from) : wanted;
  const unknown = names.filter((name) => entryNamed(from, name) === undefined);
  if (unknown.length > 0) throw new Refused(unknown.map((name) => noSuchModel(from, name)));
  const policy = policyBetween(from, before, all);
  const copies = names.flatMap((model) => {
    const copy = copiedEntry(model, from, before, policy);
    const old = entryNamed(before, model);
    if (old?.source.text === copy.text) return [];
    const path = join(directory, toName, 'models', `${model}.yaml`);
    return [{ model, ...copy, path, file: relative('', path), isNew: old === undefined }];
  });
  const stuck = copies.flatMap(({ model, file, stuck: fields }) =>
    fields.map(
      (field) =>
        `${model}: ${field} may differ, and ${toName} has a value of its own that cannot be put into the copy; edit ${file} by hand`,
    ),
  );
  if (stuck.length > 0) throw new Refused(stuck);
  const changes = new Map(copies.map(({ path, text }) => [path, text]));
  return {
    from,
    before,
    after: environmentIn(loadWithFiles(directory, toName, changes), toName),
    policy,
    entries: copies.map(({ model, file, isNew, kept }) => ({ model, file, isNew, kept })),
    changes,
  };
}

/** Every model but those that live there alone. */
function goingOn({ environment, settings }: LoadedEnvironment): readonly string[] {
  const alone = settings.value.promotion?.onlyHere.map(({ model }) => model) ?? [];
  return environment.models.map(({ name }) => name).filter((name) => !alone.includes(name));
}

/** A model takes no step twice and leaves none out. */
function checkOrder(from: LoadedEnvironment, to: LoadedEnvironment): void {
  const source = to.settings.value.promotion?.from;
  if (source === undefined || source === from.environment.name) return;
  const origin = originIn(to.settings, ['promotion', 'from'], 'environment');
  throw new Refused([
    `${to.environment.name} takes its models from ${source} and not from ${from.environment.name}${origin === undefined ? '' : ` (${placeText(origin)})`}; promote to ${source} first`,
  ]);
}

/**
 * Holds the entries against what alerts need: that those of each model are proved where it comes from and where it goes, and
 * that Prometheus' own rule engine has nothing against the rules there: in the scenarios of these alerts, in a short life of
 * each model, and as files. That its pages reach somebody is checked with the entry.
 *
 * @throws Refused with every reason
 */
export async function checkAlerts({ from, after, entries }: Promotion): Promise<void> {
  const modelIn = ({ environment: { models } }: LoadedEnvironment, name: string): Model => {
    const model = models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`${name} is not there`);
    return model;
  };
  const { environment } = after;
  const reasons: string[] = [];
  for (const { model: name } of entries) {
    const there = modelIn(after, name);
    const objections = await objectionsToLife(there, environment);
    reasons.push(
      ...unprovedAlerts(modelIn(from, name), from.environment),
      ...unprovedAlerts(there, environment),
    );
    if (objections !== '')
      reasons.push(`${name}: its rules do not do in ${environment.name} what they should:\n${objections}`);
  }
  const models = entries.map(({ model }) => modelIn(after, model));
  reasons.push(...(await objectionsToScenarios(models, environment)));
  const objections = entries.length === 0 ? '' : objectionsToRules(environment);
  if (objections !== '') reasons.push(`promtool objects to the rules of ${environment.name}:\n${objections}`);
  if (reasons.length > 0) throw new Refused([...new Set(reasons)]);
}
