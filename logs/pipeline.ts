/**
 * The part of Logstash's configuration language that the pipelines use, as data. `print.ts` writes it; nothing else
 * knows the syntax.
 */
export type Value = string | number | boolean | Bare | Hash | Codec | readonly Value[];

/** A word without quotes, such as the type in `convert => { "a" => integer }`. Not `true` or `false`. */
export interface Bare {
  readonly bare: string;
}

/** A hash in the order in which it is printed, which is the order in which filters apply it. */
export interface Hash {
  readonly hash: readonly (readonly [key: string, value: Value])[];
}

/** How an output makes text of an event. Nothing names it, so it has no id. */
export interface Codec {
  readonly codec: string;
  /** In the order in which they are printed. */
  readonly options: Readonly<Record<string, Value>>;
}

/** A plugin in use. Metrics, alerts and the reload log name it by its id, which is unique in the pipeline. */
export interface Plugin {
  readonly plugin: string;
  readonly id: string;
  /** In the order in which they are printed. */
  readonly options: Readonly<Record<string, Value>>;
}

/** `field` is a reference such as `[service][name]`. */
export type Condition =
  /** The field is there and neither empty nor false. */
  | { readonly kind: 'set'; readonly field: string }
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  /** The field is a string in which the pattern (Ruby syntax) occurs; never true of numbers, lists and hashes. */
  | { readonly kind: 'matches'; readonly field: string; readonly pattern: string }
  /** The field is a list with this element, or a string with this part. */
  | { readonly kind: 'contains'; readonly field: string; readonly value: string }
  | { readonly kind: 'not'; readonly of: Condition }
  /** At least two. */
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] };

export interface Branch {
  readonly when: Condition;
  readonly steps: readonly Step[];
  readonly otherwise?: readonly Step[];
}

export type Step = Plugin | Branch;

export interface Program {
  readonly input: readonly Plugin[];
  readonly filter: readonly Step[];
  readonly output: readonly Step[];
}

export const plugin = (name: string, id: string, options: Readonly<Record<string, Value>>): Plugin => ({
  plugin: name,
  id,
  options,
});

/** Keys that look like whole numbers would move to the front; field references never do. */
export const hash = (entries: Readonly<Record<string, Value>>): Hash => ({ hash: Object.entries(entries) });

export const isSet = (field: string): Condition => ({ kind: 'set', field });
export const equals = (field: string, value: string): Condition => ({ kind: 'equals', field, value });
export const matches = (field: string, pattern: string): Condition => ({ kind: 'matches', field, pattern });
export const contains = (field: string, value: string): Condition => ({ kind: 'contains', field, value });
export const not = (of: Condition): Condition => ({ kind: 'not', of });

/**
 * The field has one of the values. Written with `or`, because Logstash takes `in` with a list of one for a search
 * inside that one text.
 */
export function isOneOf(field: string, [first, ...others]: readonly [string, ...string[]]): Condition {
  return anyOf([equals(field, first), ...others.map((value) => equals(field, value))]);
}

/** At least one of the conditions holds. */
export const anyOf = ([first, ...others]: readonly [Condition, ...Condition[]]): Condition =>
  others.length === 0 ? first : { kind: 'or', of: [first, ...others] };

export const allOf = (...of: readonly [Condition, Condition, ...Condition[]]): Condition => ({
  kind: 'and',
  of,
});

/** Every plugin of a list of steps, those in branches included. */
export function pluginsOf(steps: readonly Step[]): readonly Plugin[] {
  return steps.flatMap((step) =>
    'plugin' in step ? [step] : [...pluginsOf(step.steps), ...pluginsOf(step.otherwise ?? [])],
  );
}
