import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../environments';
import { entryText } from '../../scripts/new-entry';
import { projectRoot } from '../../scripts/project-root';
import { fencesIn } from './markdown';

/** What the tutorial shows is what its reader sees. */

const text = readFileSync(join(projectRoot, 'docs/tutorial.md'), 'utf8');
const [dev] = loadEnvironments(join(projectRoot, 'environments'), 'dev');
if (dev === undefined) throw new Error('there is no dev');

test('the entry is the one that new-model writes', () => {
  const [shown] = fencesIn(text).filter(({ language }) => language === 'yaml');
  const written = entryText({ name: 'spam-filter', team: 'risk', runtime: 'mlserver' }, dev);
  expect(shown?.text).toBe(written);
  expect(text).toContain('One file of eight lines');
  expect(shown?.text.trim().split('\n')).toHaveLength(8);
});

test('validation counts the models of dev and the new one', () => {
  expect(text).toContain(`prints \`dev: ${dev.models.length + 1} models valid\``);
});
