import { modelEntry } from '../models/entry';
import { nearest } from '../models/nearest';
import { printPath, type Checked } from './check';
import type { Diagnostic } from './diagnostic';
import { environmentFile, type EnvironmentFile } from './environment';
import { reporter, type Report } from './report';
import { schemaFields, type SchemaField } from './schema-fields';

/** Every field and every group of fields, as a path. */
const pathsOf = (fields: readonly SchemaField[]): readonly string[] => [
  ...new Set(fields.flatMap(({ path }) => path.map((_step, index) => printPath(path.slice(0, index + 1))))),
];

/** What differs by nature: which environment it is, where its state lies, and this policy. */
const ownSettings = ['name', 'state', 'promotion'];

/** What the policy of promotion says that is not so; `models` are those of the environment. */
export function checkPromotion(
  { name, promotion }: EnvironmentFile,
  models: readonly string[],
  report: Report,
): void {
  if (promotion === undefined) return;
  const { from, mayDiffer, onlyHere, sameSettings } = promotion;
  const at = (...path: readonly (string | number)[]) => ['promotion', ...path];
  if (from === name) report(at('from'), 'an environment is not promoted from itself; name the one before it');
  const known = (model: string, path: readonly (string | number)[]): void => {
    if (!models.includes(model))
      report(path, `this environment has no model "${model}"; ${offerOf(model, models)}`);
  };
  const fields = pathsOf(schemaFields(modelEntry));
  for (const [index, allowed] of mayDiffer.entries()) {
    const place = at('mayDiffer', index, 'field');
    if (allowed.field === 'name')
      report(place, 'the name is what models are compared by; a model of another name is another model');
    else if (!fields.includes(allowed.field))
      report(place, `an entry has no field "${allowed.field}"; ${offerOf(allowed.field, fields)}`);
    for (const [inner, model] of (allowed.models ?? []).entries())
      known(model, at('mayDiffer', index, 'models', inner));
  }
  for (const [index, { model }] of onlyHere.entries()) known(model, at('onlyHere', index, 'model'));
  const settings = pathsOf(schemaFields(environmentFile));
  for (const [index, setting] of sameSettings.entries()) {
    const place = at('sameSettings', index);
    if (ownSettings.includes(setting.split('.')[0] ?? ''))
      report(place, `"${setting}" differs by nature between environments; leave it out`);
    else if (!isKnownSetting(setting, settings))
      report(place, `environment.yaml has no field "${setting}"; ${offerOf(setting, settings)}`);
  }
}

/** Below a group whose names people choose, such as `teams`, any name may follow. */
const isKnownSetting = (setting: string, settings: readonly string[]): boolean =>
  settings.includes(setting) || named.some((group) => setting.startsWith(`${group}.`));
const named = ['clusters', 'teams', 'gpuPools'];

const offerOf = (word: string, known: readonly string[]): string => {
  const hint = nearest(word, known);
  if (hint !== undefined) return `did you mean "${hint}"?`;
  const top = known.filter((path) => !path.includes('.'));
  return top.length === 0 ? 'it has none' : `there is ${top.join(', ')}`;
};

/** What only the files of all environments can tell: whether `from` is there, and leads to a beginning. */
export function checkPromotionOrder(
  loaded: readonly Checked<EnvironmentFile>[],
  folders: readonly string[],
  found: Diagnostic[],
): void {
  const origins = new Map(loaded.map(({ value }) => [value.name, value.promotion?.from]));
  for (const settings of loaded) {
    const { name, promotion } = settings.value;
    if (promotion === undefined || promotion.from === name) continue;
    const report = reporter(settings, found);
    const others = folders.filter((folder) => folder !== name);
    if (!folders.includes(promotion.from)) {
      const hint = offerOf(promotion.from, others);
      report(['promotion', 'from'], `there is no environment "${promotion.from}"; ${hint}`);
      continue;
    }
    const way = [name];
    let origin: string | undefined = promotion.from;
    while (origin !== undefined && !way.includes(origin)) {
      way.push(origin);
      origin = origins.get(origin);
    }
    if (origin === name) {
      const circle = [...way, name].join(' from ');
      report(['promotion', 'from'], `models would go round in a circle: ${circle}; leave one out`);
    }
  }
}
