import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Other environments that have an entry of that name. Not loaded: a mistake in one of them stops nobody here. */
export const environmentsWith = (directory: string, model: string, besides: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((folder) => folder.isDirectory() && folder.name !== besides)
    .map(({ name }) => name)
    .filter((name) => existsSync(join(directory, name, 'models', `${model}.yaml`)))
    .sort();
