import { createHmac } from 'node:crypto';
import { load } from 'js-yaml';
import type { Condition, Plugin, Program, Step, Value } from '../../logs/pipeline';
import { filled, get, remove, set, type Event } from './event';
import { rubyText } from './ruby-text';
import { sentBy, writtenBy, type Datagram, type Written } from './run-outputs';

/**
 * Runs events through the filters of a program, as the plugins' sources describe: what a filter skips, in which order a
 * mutate applies its options, what counts as true. Everything that the pipelines do not use is an error.
 */
export interface Surroundings {
  /** Dictionaries by file name. */
  readonly routes: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

export type { Datagram, Event, Written };

export interface Outcome {
  /** Undefined where the event was dropped. */
  readonly document?: Event;
  /** Ids of the plugins that were reached. */
  readonly passed: readonly string[];
  /** Addresses of the pipelines that take the event over. */
  readonly sentTo: readonly string[];
  /** What is written to Elasticsearch, and where. */
  readonly written: readonly Written[];
  /** Datagrams that leave behind what is written. */
  readonly sent: readonly Datagram[];
  /** The event with its metadata, as queues keep it. */
  readonly event?: Event;
}

export function runPipeline(program: Program, input: Event, surroundings: Surroundings): Outcome {
  // Every event of Logstash has a version, which is always the same.
  const event: Event = { '@version': '1', ...structuredClone(input) };
  const passed: string[] = [];
  if (!runSteps(program.filter, event, passed, surroundings))
    return { passed, sentTo: [], written: [], sent: [] };
  const outputs = outputsOf(program.output, event);
  const unknown = outputs.find(({ plugin }) => !['pipeline', 'elasticsearch', 'udp'].includes(plugin));
  if (unknown !== undefined) throw new Error(`unknown output ${unknown.plugin}`);
  const { '@metadata': _metadata, ...document } = event;
  return {
    document,
    passed,
    sentTo: outputs
      .filter(({ plugin }) => plugin === 'pipeline')
      .flatMap(({ options }) => texts(options['send_to'] ?? [])),
    written: outputs
      .filter(({ plugin }) => plugin === 'elasticsearch')
      .map(({ options }) => writtenBy(options, event, document)),
    sent: outputs.filter(({ plugin }) => plugin === 'udp').map(({ options }) => sentBy(options, event)),
    event,
  };
}

/** An event through one pipeline and all that take it over: everything that is written in the end. */
export function runPipelines(
  programs: ReadonlyMap<string, Program>,
  first: string,
  input: Event,
  surroundings: Surroundings,
): readonly Written[] {
  const program = programs.get(first);
  if (program === undefined) throw new Error(`no pipeline listens to ${first}`);
  const { sentTo, written, event } = runPipeline(program, input, surroundings);
  if (event === undefined) return [];
  return [...written, ...sentTo.flatMap((next) => runPipelines(programs, next, event, surroundings))];
}

const outputsOf = (given: readonly Step[], event: Event): readonly Plugin[] =>
  given.flatMap((step) =>
    'plugin' in step
      ? [step]
      : outputsOf(holds(step.when, event) ? step.steps : (step.otherwise ?? []), event),
  );

/** False where a step dropped the event. */
function runSteps(steps: readonly Step[], event: Event, passed: string[], around: Surroundings): boolean {
  return steps.every((step) => {
    if (!('plugin' in step)) {
      return runSteps(holds(step.when, event) ? step.steps : (step.otherwise ?? []), event, passed, around);
    }
    passed.push(step.id);
    if (step.plugin === 'drop') return false;
    const filter = filters[step.plugin];
    if (filter === undefined) throw new Error(`unknown filter ${step.plugin}`);
    filter(configured(step, around), event, around);
    return true;
  });
}

/** Variables stand for their values wherever they are written; one that is not set keeps the pipeline from starting. */
function configured(step: Plugin, { variables }: Surroundings): Plugin {
  const text = (given: string): string =>
    given.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`the variable ${name} is not set`);
      return value;
    });
  const replaced = (value: Value): Value => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(replaced as (item: unknown) => Value);
    if (typeof value === 'object' && 'codec' in value) throw new Error('a filter has no codec');
    if (typeof value !== 'object' || !('hash' in value)) return value;
    return { hash: value.hash.map(([key, item]) => [key, replaced(item)]) };
  };
  const options = Object.entries(step.options).map(([name, value]) => [name, replaced(value)] as const);
  return { ...step, options: Object.fromEntries(options) };
}

const filters: Readonly<Record<string, (step: Plugin, event: Event, around: Surroundings) => void>> = {
  mutate: ({ options }, event) => {
    const unknown = Object.keys(options).find((name) => !(mutations as readonly string[]).includes(name));
    if (unknown !== undefined) throw new Error(`unknown mutation ${unknown}`);
    for (const name of mutations) if (options[name] !== undefined) mutate[name](options[name], event);
  },
  translate: ({ options }, event, { routes }) => {
    // By default the filter keeps routes that were taken out, and a target that is there already.
    if (options['refresh_behaviour'] !== 'replace' || options['override'] !== true)
      throw new Error('only translations that replace are known');
    const file = String(options['dictionary_path']).replace(/^.*\//, '');
    const dictionary = load(routes[file] ?? '') as Readonly<Record<string, unknown>>;
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
    const { key } = options;
    if (typeof key !== 'string' || options['method'] !== 'SHA256')
      throw new Error('only HMAC with a key is known');
    const digest = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
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
  /** Looks at the names at the top only, and never at metadata. */
  prune: ({ options }, event) => {
    const kept = texts(options['whitelist_names'] ?? []).map((pattern) => ruby(pattern));
    for (const name of Object.keys(event)) {
      if (name !== '@metadata' && !kept.some((pattern) => pattern.test(name)))
        Reflect.deleteProperty(event, name);
    }
  },
};

/** A tag that is there is not added again. */
const tag = (event: Event, tags: Value = []): void => {
  const there = (event['tags'] as readonly string[] | undefined) ?? [];
  event['tags'] = [...new Set([...there, ...texts(tags)])];
};

/** In the order in which the filter applies them; a removal comes after all of them. */
const mutations = [
  'rename',
  'replace',
  'convert',
  'gsub',
  'split',
  'join',
  'copy',
  'remove_field',
  'add_tag',
] as const;

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
        typeof value === 'string' ? value.replace(ruby(pattern, 'g'), () => instead) : value;
      const value = get(event, field);
      if (value !== undefined) set(event, field, Array.isArray(value) ? value.map(one) : one(value));
    }
  },
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
  remove_field: (given, event) => texts(given).forEach((field) => remove(event, field)),
  add_tag: (given, event) => tag(event, given),
};

export function holds(condition: Condition, event: Event): boolean {
  switch (condition.kind) {
    case 'set': {
      const value = get(event, condition.field);
      // An empty list is a text of two brackets, and is there.
      return value !== undefined && value !== null && value !== '' && value !== false && value !== 'false';
    }
    case 'equals':
      return get(event, condition.field) === condition.value;
    case 'matches': {
      const value = get(event, condition.field);
      // Ruby compares no text that has half a character in it.
      return (
        typeof value === 'string' && !/\p{Surrogate}/u.test(value) && ruby(condition.pattern).test(value)
      );
    }
    case 'contains': {
      const value = get(event, condition.field);
      return (typeof value === 'string' || Array.isArray(value)) && value.includes(condition.value);
    }
    case 'not':
      return !holds(condition.of, event);
    case 'and':
      return condition.of.every((part) => holds(part, event));
    case 'or':
      return condition.of.some((part) => holds(part, event));
  }
}

/** Ruby's anchors of the whole text are those of JavaScript without the flag `m`. */
const ruby = (pattern: string, flags = ''): RegExp =>
  new RegExp(pattern.replaceAll('\\A', '^').replaceAll('\\z', '$'), flags);

const pairs = (value: Value): readonly (readonly [string, string])[] => {
  if (typeof value !== 'object' || !('hash' in value)) throw new Error('expected a hash');
  return value.hash.map(([key, item]) => [key, String(item)]);
};

function texts(value: Value): readonly string[] {
  if (!Array.isArray(value)) throw new Error('expected a list');
  return value.map(String);
}
