import { entryNamed, type LoadedEnvironment, type Origin } from '../../environments';
import type { Change } from '../changes/fact';
import { modelChanges } from '../changes/model-changes';
import { factsOfModel } from '../changes/model-facts';
import { allowanceOf, unlike, type Allowance, type Policy } from './policy';
import { settingDifferences, type SettingDifference } from './setting-differences';

/** A model that only one of two environments has. */
export interface LoneModel {
  readonly model: string;
  readonly team: string;
  readonly file: string;
  /** Why it lives there alone, where that is policy. */
  readonly allowed?: string;
}

/** A field of a model that two entries say differently. */
export interface EntryDifference {
  readonly model: string;
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
  /** Lines that decide it, to be edited. */
  readonly places: readonly Origin[];
  readonly allowed?: string;
}

/** What differs for some models alike, and follows from entries or environment files. */
export interface Consequence {
  readonly models: readonly string[];
  readonly topic: Change['topic'];
  readonly about: string;
  readonly from?: string;
  readonly to?: string;
  readonly places: readonly Origin[];
}

/** What differs between two environments. Plain data: `--json` prints it as it is. */
export interface Delta {
  readonly from: string;
  readonly to: string;
  /** Through which environments models get there; none where they do not. */
  readonly way: readonly string[];
  readonly onlyInFrom: readonly LoneModel[];
  readonly onlyInTo: readonly LoneModel[];
  readonly same: readonly string[];
  /** Models whose files differ in comments or layout alone. */
  readonly laidOut: readonly string[];
  readonly entries: readonly EntryDifference[];
  /** What environment.yaml decides for models. */
  readonly decided: readonly Consequence[];
  readonly follows: readonly Consequence[];
  readonly settings: readonly SettingDifference[];
  /** What policy does not allow, in sentences; none where there is no policy. */
  readonly refused: readonly string[];
  /** Exceptions that nothing needs any more. */
  readonly unneeded: readonly string[];
}

/** Compares two environments; `only` limits that to some models, and leaves settings out. */
export function deltaOf(
  from: LoadedEnvironment,
  to: LoadedEnvironment,
  policy: Policy | undefined,
  only?: readonly string[],
): Delta {
  const chosen = ({ environment: { models } }: LoadedEnvironment) =>
    models.filter(({ name }) => only?.includes(name) ?? true);
  const pairs = chosen(from).flatMap((model) => {
    const other = chosen(to).find(({ name }) => name === model.name);
    return other === undefined ? [] : [{ model, other }];
  });
  const names = pairs.map(({ model }) => model.name);
  const textOf = (loaded: LoadedEnvironment, name: string) => entryNamed(loaded, name)?.source.text;
  const compared = pairs.map(({ model, other }) => {
    const changes = modelChanges({ model, loaded: from }, { model: other, loaded: to });
    const isSame = textOf(from, model.name) === textOf(to, model.name);
    const origins = [factsOfModel(model, from), factsOfModel(other, to)];
    const placed = changes.map((change) => ({
      change,
      places: origins.flatMap((facts) => {
        const fact = facts.find(({ topic, about }) => topic === change.topic && about === change.about);
        return fact?.origin !== undefined && 'file' in fact.origin ? [fact.origin] : [];
      }),
    }));
    const own = placed.filter(({ places }) => places.some(({ kind }) => kind === 'entry'));
    return { model: model.name, isSame, own, others: placed.filter((one) => !own.includes(one)) };
  });
  const entries = compared.flatMap(({ model, own }) =>
    own.map(({ change, places }): EntryDifference => {
      const allowed = policy === undefined ? undefined : allowanceOf(policy, model, change.about);
      return {
        model,
        field: change.about,
        ...sidesOf(change),
        places,
        ...(allowed === undefined ? {} : { allowed: allowed.why }),
      };
    }),
  );
  const others = grouped(compared.flatMap(({ model, others: all }) => all.map((one) => ({ model, ...one }))));
  const lone = (of: LoadedEnvironment, reasons: Policy['onlyLater'] = []): readonly LoneModel[] =>
    chosen(of)
      .filter(({ name }) => !names.includes(name))
      .map(({ name, team }): LoneModel => {
        const allowed = reasons.find(({ model }) => model === name)?.why;
        return {
          model: name,
          team,
          file: entryNamed(of, name)?.source.file ?? '',
          ...(allowed === undefined ? {} : { allowed }),
        };
      });
  const delta = {
    from: from.environment.name,
    to: to.environment.name,
    way: policy?.way ?? [],
    onlyInFrom: lone(from, from.settings.value.promotion?.onlyHere),
    onlyInTo: lone(to, policy?.onlyLater),
    same: compared.filter(({ isSame }) => isSame).map(({ model }) => model),
    laidOut: compared.filter(({ isSame, own }) => !isSame && own.length === 0).map(({ model }) => model),
    entries,
    decided: others.filter(({ topic, places }) => topic === 'settings' && places.length > 0),
    follows: others.filter(({ topic }) => followed.includes(topic)),
    settings: only === undefined ? settingDifferences(from, to) : [],
  };
  const wrong = policy === undefined || only !== undefined ? [] : unlike(policy, from, to);
  return {
    ...delta,
    refused: policy === undefined ? [] : refusedIn(delta, wrong),
    unneeded: policy === undefined || only !== undefined ? [] : unneededIn(delta, policy),
  };
}

/** Streams carry the environment's name, and panels follow signals: neither is news between environments. */
const followed: readonly Change['topic'][] = ['thresholds', 'alerts', 'told'];

const sidesOf = ({ before, after }: Change): { readonly from?: string; readonly to?: string } => ({
  ...(before === undefined ? {} : { from: before }),
  ...(after === undefined ? {} : { to: after }),
});

/** What differs alike for several models is said once. */
function grouped(
  all: readonly { readonly model: string; readonly change: Change; readonly places: readonly Origin[] }[],
): readonly Consequence[] {
  const groups = new Map<string, Consequence>();
  for (const { model, change, places } of all) {
    const { topic, about } = change;
    const key = JSON.stringify([topic, about, change.before, change.after]);
    const models = [...(groups.get(key)?.models ?? []), model];
    groups.set(key, { models, topic, about, ...sidesOf(change), places });
  }
  return [...groups.values()];
}

type Compared = Pick<Delta, 'from' | 'to' | 'entries' | 'onlyInTo'>;

const refusedIn = (
  { from, to, entries, onlyInTo }: Compared,
  wrong: readonly string[],
): readonly string[] => [
  ...onlyInTo
    .filter(({ allowed }) => allowed === undefined)
    .map(({ model, file }) => `${model} is in ${to} and not in ${from} (${file})`),
  ...entries
    .filter(({ allowed }) => allowed === undefined)
    .map(({ model, field, places }) => `${model}: ${field} differs (${places.map(placeText).join(', ')})`),
  ...wrong.map((setting) => `${setting} of environment.yaml differs, and must be the same`),
];

/** `environments/prod/models/fraud.yaml:6`. */
export const placeText = (origin: Origin): string =>
  'file' in origin ? `${origin.file}:${origin.line}` : '';

function unneededIn({ entries, onlyInTo, to }: Compared, policy: Policy): readonly string[] {
  const { mayDiffer, onlyLater, way } = policy;
  // An exception of a step in between may be needed there.
  if (way.length > 2) return [];
  const isNeeded = (one: Allowance): boolean =>
    entries.some(({ model, field }) => allowanceOf(policy, model, field) === one);
  return [
    ...mayDiffer
      .filter((one) => !isNeeded(one))
      .map(
        ({ field, place }) =>
          `${field} differs for no model (${place === undefined ? to : placeText(place)})`,
      ),
    ...onlyLater
      .filter(({ model }) => !onlyInTo.some((lone) => lone.model === model))
      .map(({ model }) => `${model} is not in ${to} alone`),
  ];
}
