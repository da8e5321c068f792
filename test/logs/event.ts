/** An event of Logstash: a tree whose fields are named by references such as `[service][name]`. */
export type Event = Record<string, unknown>;

const steps = (field: string): readonly string[] =>
  field.startsWith('[') ? [...field.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '') : [field];

export const isObject = (value: unknown): value is Event =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function get(event: Event, field: string): unknown {
  return steps(field).reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), event);
}

export function set(event: Event, field: string, value: unknown): void {
  const path = steps(field);
  let at = event;
  for (const step of path.slice(0, -1)) {
    if (at[step] === undefined) at[step] = {};
    const next = at[step];
    if (!isObject(next)) throw new Error(`${field}: ${step} is no object`);
    at = next;
  }
  at[path.at(-1) ?? ''] = value;
}

export function remove(event: Event, field: string): void {
  const path = steps(field);
  const parent =
    path.length === 1
      ? event
      : get(
          event,
          path
            .slice(0, -1)
            .map((step) => `[${step}]`)
            .join(''),
        );
  if (isObject(parent)) Reflect.deleteProperty(parent, path.at(-1) ?? '');
}

/** A reference to a field that is not there stays as it is written; an object becomes JSON, and a list does not. */
export const filled = (text: string, event: Event): string =>
  text.replace(/%\{([^}]+)\}/g, (whole, field: string) => {
    const value = get(event, field);
    if (value === undefined || value === null) return whole;
    return isObject(value) ? jsonText(value) : String(value);
  });

/** JSON as Java writes it: with a capital letter before an exponent. */
const jsonText = (value: Event): string =>
  JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|\de[+-]/g, (part) =>
    part.startsWith('"') ? part : part.toUpperCase(),
  );
