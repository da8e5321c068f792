import { inNanoseconds } from './durations';
import type { LogField } from './fields';
import { oneLevel } from './levels';
import { hash, isSet, matches, not, plugin, type Hash, type Step } from './pipeline';
import { shapes, storedAs } from './shapes';

/**
 * Gives keys of other loggers the names of ours. They are copied and not moved, because an entry may list such a key as
 * a field of its own.
 */
export const sameNames = (fields: readonly LogField[]): readonly Step[] =>
  fields.flatMap(({ key, aliases = [] }) =>
    // One after the other, the preferred first: Logstash keeps no order within one mutation.
    aliases.flatMap(spellings).map((from, index): Step => ({
      when: not(isSet(`[in][${key}]`)),
      steps: [plugin('mutate', `same_${key}_${index + 1}`, { copy: hash({ [from]: `[in][${key}]` }) })],
    })),
  );

/** ECS keys are written with dots or as nested objects. */
const spellings = (alias: string): readonly string[] =>
  alias.includes('.') ? [`[in][${alias}]`, `[in][${alias.replaceAll('.', '][')}]`] : [`[in][${alias}]`];

/** The standard fields of a line, brought to one vocabulary and to one unit before their shapes are looked at. */
export const standardSteps = (fields: readonly LogField[]): readonly Step[] => [
  ...inNanoseconds,
  texts(fields, ''),
  oneLevel,
  ...kept(fields, ''),
];

/** Fields that the entry of one model adds. */
export const ownSteps = (fields: readonly LogField[], service: string): readonly Step[] =>
  // Neither names nor keys can hold an @, so no two ids are alike.
  [texts(fields, `@${service}`), ...kept(fields, `@${service}`)];

/**
 * All values become texts first, because only texts can be compared with a pattern: numbers and flags are printed,
 * lists joined. Nested objects stay what they are, match nothing and vanish with the rest of the line.
 */
function texts(fields: readonly LogField[], scope: string): Step {
  const keys = fields.map(({ key }) => `[in][${key}]`);
  return plugin('mutate', `texts${scope}`, { convert: each(keys, 'string'), join: each(keys, ',') });
}

/** Moves fields from the parsed line to where they belong, if their values have the expected shape. */
const kept = (fields: readonly LogField[], scope: string): readonly Step[] => [
  ...fields.map(({ key, target, shape }): Step => ({
    when: matches(`[in][${key}]`, shapes[shape]),
    steps: [plugin('mutate', `allow_${key}${scope}`, { rename: hash({ [`[in][${key}]`]: target }) })],
  })),
  ...typed(fields, scope),
];

/** Gives numbers and flags their type back: the mapping would accept their text, but readers of the document would not. */
function typed(fields: readonly LogField[], scope: string): readonly Step[] {
  const lists = fields.filter(({ shape }) => shape === 'integers').map(({ target }) => target);
  const types = fields.flatMap(({ target, shape }) => {
    const type = storedAs[shape];
    return type === undefined ? [] : [[target, type] as const];
  });
  return [
    // A mutate converts before it splits, whatever the order in which the options are written.
    ...(lists.length === 0 ? [] : [plugin('mutate', `lists${scope}`, { split: each(lists, ',') })]),
    ...(types.length === 0
      ? []
      : [plugin('mutate', `types${scope}`, { convert: hash(Object.fromEntries(types)) })]),
  ];
}

const each = (fields: readonly string[], value: string): Hash =>
  hash(Object.fromEntries(fields.map((field) => [field, value])));
