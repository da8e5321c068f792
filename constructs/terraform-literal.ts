/**
 * Text that Terraform must leave alone.
 *
 * Terraform reads every string of cdk.tf.json as a template, object keys included, and cdktf writes strings as they
 * are; so dashboards, pipelines and rules pass through here, once each, where they become an argument of a resource.
 * cdktf's own references stay. Not idempotent.
 */
export const literal = (text: string): string =>
  // A plain string as replacement would read `$$` as one dollar sign.
  text.replace(/\$\{(?!TfToken\[)/g, () => '$${').replace(/%\{/g, () => '%%{');

/** A structured value whose texts and keys Terraform must leave alone. `undefined` is dropped, as cdktf does. */
export function literals<T>(value: T): T;
export function literals(value: unknown): unknown {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return value.map((item) => literals(item as unknown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      field === undefined ? [] : [[literal(key), literals(field as unknown)] as const],
    ),
  );
}
