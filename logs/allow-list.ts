import { shapes, type LogField } from './fields';
import { hash, matches, plugin, type Hash, type Step } from './pipeline';

/**
 * Moves fields from the parsed line to where they belong, if their values have the expected shape.
 *
 * All values become texts first, because only texts can be compared with a pattern: numbers and flags are printed,
 * lists joined. Nested objects stay what they are, match nothing and vanish with the rest of the line.
 */
export function allowedFields(fields: readonly LogField[], service?: string): readonly Step[] {
  // Neither names nor keys can hold an @, so no two ids are alike.
  const scope = service === undefined ? '' : `@${service}`;
  const keys = fields.map(({ key }) => `[in][${key}]`);
  return [
    plugin('mutate', `texts${scope}`, { convert: each(keys, 'string'), join: each(keys, ',') }),
    ...fields.map(({ key, target, shape }): Step => ({
      when: matches(`[in][${key}]`, shapes[shape]),
      steps: [plugin('mutate', `allow_${key}${scope}`, { rename: hash({ [`[in][${key}]`]: target }) })],
    })),
    ...typed(fields, scope),
  ];
}

/** Gives numbers their type back: the mapping would accept their text, but readers of the document would not. */
function typed(fields: readonly LogField[], scope: string): readonly Step[] {
  const of = (shape: LogField['shape']): readonly string[] =>
    fields.filter((field) => field.shape === shape).map(({ target }) => target);
  const lists = of('integers');
  const numbers = [...of('integer'), ...lists];
  const ratios = of('ratio');
  return [
    // A mutate converts before it splits, whatever the order in which the options are written.
    ...(lists.length === 0 ? [] : [plugin('mutate', `lists${scope}`, { split: each(lists, ',') })]),
    ...(numbers.length + ratios.length === 0
      ? []
      : [
          plugin('mutate', `numbers${scope}`, {
            convert: { hash: [...each(numbers, 'integer').hash, ...each(ratios, 'float').hash] },
          }),
        ]),
  ];
}

const each = (fields: readonly string[], value: string): Hash =>
  hash(Object.fromEntries(fields.map((field) => [field, value])));
