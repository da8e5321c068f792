import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { payloadFields, standardFields, subject } from '../../logs/fields';
import { projectRoot } from '../../scripts/project-root';

const page = readFileSync(join(projectRoot, 'docs', 'reference', 'log-lines.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)` .*\| `([\w.]+)`\s*\|$/gm)].map(([, key, found]) => [key, found]);

test('the page about log lines names every key that is read, and where it is found', () => {
  const fields = [...standardFields, ...payloadFields].map((field) => [
    field.key,
    field === subject ? 'user.hash' : field.target.slice(1, -1).replaceAll('][', '.'),
  ]);
  expect([...rows].sort()).toEqual([...fields].sort());
});
