import { inputSchema, type JsonSchema } from '../../environments/json-schema';
import { environmentFile } from '../../environments/environment';
import { schemaFields } from '../../environments/schema-fields';
import { modelEntry } from '../../models/entry';

/** The same, from the JSON Schema. */
const leavesOf = (schema: JsonSchema, path: readonly string[]): readonly unknown[] =>
  schema.properties === undefined
    ? [[path.join('.'), schema.default]]
    : Object.entries(schema.properties).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));

test.each([
  ['entries', modelEntry],
  ['environments', environmentFile],
])('the fields of %s and their defaults are those of the JSON Schema', (_name, schema) => {
  const fields = schemaFields(schema).map(({ path, usual }) => [path.join('.'), usual]);
  expect(fields.length).toBeGreaterThan(20);
  expect(fields).toEqual(leavesOf(inputSchema(schema), []));
});
