import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../../environments';
import { environmentsWith, patternOf } from '../../../scripts/bench/many-models';

const folder = mkdtempSync(join(tmpdir(), 'many-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([10, 100, 1_000])('an environment with %s models has room for all of them', (count) => {
  const [environment] = loadEnvironments(environmentsWith(count, folder), 'dev');
  expect(environment?.models).toHaveLength(count);
  expect(new Set(environment?.models.map(patternOf)).size).toBe(4);
});
