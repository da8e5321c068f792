import type { Plugin, Value } from '../../logs/pipeline';
import { filled, get, remove, set, type Event } from './event';
import { replaced } from './ruby';
import { rubyText } from './ruby-text';

/** What `mutate` does: its changes in an order of its own, then what every filter does that worked. */
export function mutated(options: Plugin['options'], event: Event): void {
  const known = [...mutations, 'add_field', 'remove_field', 'add_tag'] as const;
  const unknown = Object.keys(options).find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`unknown mutation ${unknown}`);
  for (const name of mutations) if (options[name] !== undefined) mutate[name](options[name], event);
  if (options['add_field'] !== undefined) addFields(options['add_field'], event);
  texts(options['remove_field'] ?? []).forEach((field) => remove(event, field));
  tag(event, options['add_tag']);
}

/** Beside what is there already, which becomes a list. */
const addFields = (given: Value, event: Event): void =>
  pairs(given).forEach(([field, text]) => {
    const before = get(event, field);
    const value = filled(text, event);
    set(event, field, before === undefined ? value : [before, value].flat());
  });

/** A tag is in the list once. */
export function tag(event: Event, tags: Value | undefined): void {
  const before = (event['tags'] as readonly string[] | undefined) ?? [];
  const after = [...new Set([...before, ...texts(tags ?? [])])];
  if (after.length > before.length) event['tags'] = after;
}

/** In the order in which the filter applies them. */
const mutations = ['rename', 'replace', 'convert', 'gsub', 'lowercase', 'split', 'join', 'copy'] as const;

const mutate: Readonly<Record<(typeof mutations)[number], (given: Value, event: Event) => void>> = {
  rename: (given, event) =>
    pairs(given).forEach(([from, to]) => {
      const value = get(event, from);
      if (value === undefined) return;
      remove(event, from);
      set(event, to, value);
    }),
  replace: (given, event) => pairs(given).forEach(([field, text]) => set(event, field, filled(text, event))),
  convert: (given, event) =>
    pairs(given).forEach(([field, type]) => {
      const one = (value: unknown): unknown => {
        if (type === 'boolean') return value === true || value === 'true';
        if (value === null) return null;
        if (type === 'string') return rubyText(value);
        return type === 'integer' ? Math.trunc(Number(value)) : Number(value);
      };
      const value = get(event, field);
      if (Array.isArray(value)) set(event, field, value.map(one));
      else if (value !== undefined && value !== null && typeof value !== 'object')
        set(event, field, one(value));
    }),
  gsub: (given, event) => {
    const rules = texts(given);
    for (let index = 0; index < rules.length; index += 3) {
      const [field = '', pattern = '', instead = ''] = rules.slice(index, index + 3);
      const one = (value: unknown): unknown =>
        typeof value === 'string' ? replaced(value, pattern, instead) : value;
      const value = get(event, field);
      if (value !== undefined) set(event, field, Array.isArray(value) ? value.map(one) : one(value));
    }
  },
  lowercase: (given, event) =>
    texts(given).forEach((field) => {
      const value = get(event, field);
      if (typeof value === 'string') set(event, field, value.toLowerCase());
    }),
  split: (given, event) =>
    pairs(given).forEach(([field, separator]) => {
      const value = get(event, field);
      if (typeof value === 'string') set(event, field, value.split(separator));
    }),
  join: (given, event) =>
    pairs(given).forEach(([field, separator]) => {
      const value = get(event, field);
      if (Array.isArray(value)) set(event, field, value.join(separator));
    }),
  copy: (given, event) =>
    pairs(given).forEach(([from, to]) => {
      const value = get(event, from);
      if (value !== undefined && value !== null) set(event, to, structuredClone(value));
    }),
};

/** A hash as it is written. */
export const pairs = (value: Value): readonly (readonly [string, string])[] => {
  if (typeof value !== 'object' || !('hash' in value)) throw new Error('expected a hash');
  return value.hash.map(([key, item]) => [key, String(item)]);
};

/** A list of texts. */
export function texts(value: Value): readonly string[] {
  if (!Array.isArray(value)) throw new Error('expected a list');
  return value.map(String);
}
