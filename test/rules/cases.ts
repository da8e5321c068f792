import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../scripts/project-root';
import { burnCases } from './burn-scenarios';
import type { AlertCases } from './proofs';
import type { Scenario } from './scenario';

const folder = join(projectRoot, 'test', 'rules', 'cases');

/** Those that are written by hand: a file for each alert. */
export const writtenCases: readonly AlertCases[] = readdirSync(folder).map((file) => ({
  alert: file.replace(/\.yaml$/, ''),
  scenarios: load(readFileSync(join(folder, file), 'utf8')) as readonly Scenario[],
}));

/** Every scenario of every alert; those of budgets are generated, because five alerts share them. */
export const cases: readonly AlertCases[] = [...writtenCases, ...burnCases];
