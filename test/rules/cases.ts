import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../scripts/project-root';
import { burnCases } from './burn-scenarios';
import { exhaustedCases } from './exhausted-limits';
import type { AlertCases } from './proofs';
import { releaseCases } from './release-limits';
import type { Scenario } from './scenario';

const folder = join(projectRoot, 'test', 'rules', 'cases');

/** Those that are written by hand: a file for each alert. */
export const writtenCases: readonly AlertCases[] = readdirSync(folder).map((file) => ({
  alert: file.replace(/\.yaml$/, ''),
  scenarios: load(readFileSync(join(folder, file), 'utf8')) as readonly Scenario[],
}));

/** Those that are generated, because several alerts, objectives or windows share them. */
export const generatedCases: readonly AlertCases[] = [...burnCases, ...exhaustedCases, ...releaseCases];

/** Every scenario of every alert. */
export const cases: readonly AlertCases[] = [...writtenCases, ...generatedCases];
