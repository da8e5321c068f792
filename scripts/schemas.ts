import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../environments/json-schema';
import { projectRoot } from './project-root';

/** `npm run schemas`: writes the JSON Schemas of entries and environments into schemas/. */
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(join(projectRoot, 'schemas', name), `${JSON.stringify(schema, undefined, 2)}\n`);
}
