import { readFileSync, readdirSync } from 'node:fs';
import { jsonSchemas, type JsonSchema } from '../../environments/json-schema';
import { runtimeIds, runtimes } from '../../models/runtimes';
import { modelEntry } from '../../models/entry';
import { environmentFile } from '../../environments/environment';
import { coverageOf } from '../../scripts/reference/coverage-page';
import { referenceFiles } from '../../scripts/reference/pages';
import { schemaPage } from '../../scripts/reference/schema-page';

const files = referenceFiles();

test.each(Object.keys(files))('%s is what the code says; `npm run reference` writes it anew', (path) => {
  expect(readFileSync(path, 'utf8')).toBe(files[path]);
});

test('schemas/ holds nothing else', () => {
  expect(readdirSync('schemas').map((name) => `schemas/${name}`)).toEqual(
    Object.keys(files)
      .filter((path) => path.startsWith('schemas/'))
      .sort(),
  );
});

test('an editor refuses unknown keys and asks only for what the language requires', () => {
  const model = jsonSchemas()['model.schema.json'];
  expect(model?.additionalProperties).toBe(false);
  expect([...(model?.required ?? [])].sort()).toEqual(['name', 'runtime', 'team']);
});

/** Every field that holds a value and no group, with its path. */
const leaves = (schema: JsonSchema, path: string): readonly (readonly [string, JsonSchema])[] => {
  const { properties, additionalProperties, items } = schema;
  const inner: readonly (readonly [string, JsonSchema])[] = [
    ...Object.entries(properties ?? {}),
    ...(typeof additionalProperties === 'object' ? ([['<name>', additionalProperties]] as const) : []),
    ...(items === undefined ? [] : ([['[]', items]] as const)),
  ];
  const groups = inner.filter(
    ([, one]) =>
      one.properties !== undefined || one.additionalProperties !== undefined || one.items !== undefined,
  );
  if (properties === undefined && groups.length === 0) return [[path, schema]];
  return inner.flatMap(([key, one]) => leaves(one, `${path}.${key}`));
};

describe.each(Object.entries(jsonSchemas()))('every field of %s', (_name, schema) => {
  const fields = leaves(schema, '').map(([path, one]) => ({ path, ...one }));

  test('is described, in a sentence', () => {
    const plain = fields.filter(({ description }) => !/^[A-Z`].*\.$/.test(description ?? ''));
    expect(plain.map(({ path }) => path)).toEqual([]);
  });

  test('has an example, unless its values are listed or its default shows one', () => {
    const bare = fields.filter(
      (field) =>
        field.examples === undefined &&
        field.enum === undefined &&
        field.type !== 'boolean' &&
        (field.default === undefined || JSON.stringify(field.default) === '[]'),
    );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('has examples and defaults that its own shape accepts', () => {
    const wrong = fields.flatMap(
      ({
        path,
        examples = [],
        default: usual,
        pattern,
        enum: values,
      }: (typeof fields)[number] & { pattern?: string }) =>
        [...examples, ...(usual === undefined ? [] : [usual])]
          .filter(
            (value) =>
              (typeof value === 'string' && pattern !== undefined && !new RegExp(pattern, 'u').test(value)) ||
              (values !== undefined && !values.includes(String(value))),
          )
          .map((value) => `${path}: ${JSON.stringify(value)}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** A value at each field of an example, so that all examples of a group are tried together. */
test('the schemas that validate are those that are described', () => {
  expect(Object.keys(modelEntry.shape)).toEqual(
    Object.keys(jsonSchemas()['model.schema.json']?.properties ?? {}),
  );
  expect(Object.keys(environmentFile.shape)).toEqual(
    Object.keys(jsonSchemas()['environment.schema.json']?.properties ?? {}),
  );
});

test('a page has a table per group, with shape, default and example of each field', () => {
  const page = schemaPage(
    {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'What it is called.', examples: ['a'] },
        box: {
          type: 'object',
          description: 'What holds it.',
          properties: {
            wide: { type: 'string', unit: 'duration', description: 'How wide.', default: '1h' },
            kind: { enum: ['a', 'b'], description: 'Which.' },
            inner: {
              type: 'object',
              additionalProperties: {
                type: 'object',
                properties: { of: { type: 'array', items: { type: 'number' }, description: 'Of | what.' } },
              },
            },
          },
        },
      },
      required: ['name'],
    },
    { title: 'Box', text: 'Text.' },
  );
  expect(page).toMatchInlineSnapshot(`
   "# Box

   Text.

   ## Top level

   | field | shape | default | meaning | example |
   | --- | --- | --- | --- | --- |
   | \`name\` | text | required | What it is called. | \`a\` |

   ## box

   What holds it.

   | field | shape | default | meaning | example |
   | --- | --- | --- | --- | --- |
   | \`box.wide\` | duration | \`1h\` | How wide. |  |
   | \`box.kind\` | \`a\`, \`b\` |  | Which. |  |
   | \`box.inner.<name>.of\` | list of number |  | Of \\| what. |  |
   "
  `);
});

test('coverage says how a signal is told', () => {
  expect(coverageOf(runtimes.vllm, 'latency')).toBe('yes');
  expect(coverageOf(runtimes.mlserver, 'latency')).toBe('server');
  expect(coverageOf(runtimes.mlserver, 'tokens')).toBe('');
  expect(coverageOf(runtimes.triton, 'latency')).toBe('flag');
});

test('the page of runtimes has a section for each', () => {
  const page = files['docs/reference/runtimes.md'] ?? '';
  expect([...page.matchAll(/^## (.+)$/gm)].map(([, id]) => id)).toEqual([...runtimeIds]);
});
