import { createHash, createHmac } from 'node:crypto';
import { load } from 'js-yaml';
import type { Plugin } from '../../logs/pipeline';
import { get, set, type Event } from './event';
import { grokPattern, ruby } from './ruby';
import { mutated, pairs, tag, texts } from './run-mutate';

export { texts };

export interface Surroundings {
  /** Dictionaries by file name. */
  readonly routes: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

/** What each filter does to an event. Options that the pipelines do not use are errors. */
export const filters: Readonly<Record<string, (step: Plugin, event: Event, around: Surroundings) => void>> = {
  mutate: ({ options }, event) => mutated(options, event),
  translate: ({ options }, event, { routes }) => {
    // By default the filter keeps a target that is there already.
    if (options['override'] !== true) throw new Error('only translations that replace are known');
    const dictionary = dictionaryOf(options, routes);
    const source = get(event, String(options['source']));
    if (source === undefined) return;
    const found = Object.hasOwn(dictionary, String(source))
      ? dictionary[String(source)]
      : options['fallback'];
    if (found !== undefined) set(event, String(options['target']), found);
  },
  json: ({ options }, event) => {
    const source = get(event, String(options['source']));
    if (source === undefined) return;
    try {
      set(event, String(options['target']), JSON.parse(String(source)));
    } catch {
      // Told not to mind, the filter does not tag either: it leaves the event as it is.
      if (options['skip_on_invalid_json'] !== true) tag(event, options['tag_on_failure']);
    }
  },
  fingerprint: ({ options }, event) => {
    const { key, method } = options;
    if ((key !== undefined && typeof key !== 'string') || method !== 'SHA256')
      throw new Error('only SHA256 is known, with a key or without');
    const digest = (text: string): string =>
      (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');
    const sources = texts(options['source'] ?? []);
    if (options['concatenate_sources'] === true) {
      const all = [...sources].sort().map((field) => `|${field}|${String(get(event, field) ?? '')}`);
      set(event, String(options['target']), digest(`${all.join('')}|`));
      return;
    }
    for (const field of sources) {
      const value = get(event, field);
      if (value === undefined) continue;
      set(event, String(options['target']), digest(String(value)));
    }
  },
  truncate: ({ options }, event) => {
    const most = Number(options['length_bytes']);
    const cut = texts(options['fields'] ?? []).filter((field) => {
      const value = get(event, field);
      if (typeof value !== 'string' || Buffer.byteLength(value) <= most) return false;
      // Whole characters only.
      set(event, field, new TextDecoder().decode(Buffer.from(value).subarray(0, most), { stream: true }));
      return true;
    });
    if (cut.length > 0) tag(event, options['add_tag']);
  },
  /** Stops at the first pattern that fits. What a group does not find, or finds to be empty, is no field. */
  grok: ({ options }, event) => {
    const { match, target, timeout_scope: scope } = options;
    if (
      typeof match !== 'object' ||
      !('hash' in match) ||
      typeof target !== 'string' ||
      (scope ?? 'event') !== 'event'
    )
      throw new Error('only patterns with a target are known');
    const found = match.hash.some(([field, patterns]) => {
      const value = get(event, field);
      if (typeof value !== 'string') return false;
      const groups = texts(patterns)
        .map((pattern) => grokPattern(pattern).exec(value))
        .find((result) => result !== null)?.groups;
      for (const [name, text] of Object.entries(groups ?? {}))
        if (text) capture(event, `${target}[${name}]`, text);
      return groups !== undefined;
    });
    if (!found) tag(event, options['tag_on_failure']);
  },
  /** Looks at the names at the top only, and never at metadata. */
  prune: ({ options }, event) => {
    const kept = texts(options['whitelist_names'] ?? []).map((pattern) => ruby(pattern));
    for (const name of Object.keys(event)) {
      if (name !== '@metadata' && !kept.some((pattern) => pattern.test(name)))
        Reflect.deleteProperty(event, name);
    }
  },
};

/** A dictionary in the pipeline's text, or in a file that is read again; by default routes that were taken out stay. */
function dictionaryOf(
  options: Plugin['options'],
  routes: Surroundings['routes'],
): Readonly<Record<string, unknown>> {
  const { dictionary, dictionary_path: path } = options;
  if (dictionary !== undefined) return Object.fromEntries(pairs(dictionary));
  if (options['refresh_behaviour'] !== 'replace') throw new Error('only files that replace are known');
  return load(routes[String(path).replace(/^.*\//, '')] ?? '') as Readonly<Record<string, unknown>>;
}

/** A second value makes a list of a field. */
function capture(event: Event, field: string, text: string): void {
  const before = get(event, field);
  set(event, field, before === undefined || before === null ? text : [before, text].flat());
}
