import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { referenceFiles } from './reference/pages';

/** `npm run reference`: writes the JSON Schemas and the reference pages that are made from them and from runtimes. */
for (const [path, text] of Object.entries(referenceFiles())) writeFileSync(join(projectRoot, path), text);
