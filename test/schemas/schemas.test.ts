import { readFileSync, readdirSync } from 'node:fs';
import { jsonSchemas } from '../../environments/json-schema';

test('schemas/ holds what the code accepts; `npm run schemas` writes it anew', () => {
  const generated = jsonSchemas();
  expect(readdirSync('schemas').sort()).toEqual(Object.keys(generated).sort());
  for (const [name, schema] of Object.entries(generated)) {
    expect(JSON.parse(readFileSync(`schemas/${name}`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  }
});

test('an editor refuses unknown keys and asks only for what the language requires', () => {
  const model = jsonSchemas()['model.schema.json'] as { additionalProperties: unknown; required: readonly string[] };
  expect(model.additionalProperties).toBe(false);
  expect([...model.required].sort()).toEqual(['name', 'runtime', 'team']);
});
