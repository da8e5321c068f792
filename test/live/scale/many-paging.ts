import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../../environments';
import { environmentsWith } from '../../../scripts/bench/many-models';

/** A folder of environments with one of so many models, in which pages are sent, and not to one team only. */
export function pagingEnvironments(count: number, below: string): string {
  const folder = environmentsWith(count, below);
  const replace = (file: string, from: string | RegExp, to: string): void => {
    const path = join(folder, 'dev', file);
    const text = readFileSync(path, 'utf8');
    if (text.replace(from, to) === text) throw new Error(`${file}: nothing to replace`);
    writeFileSync(path, text.replace(from, to));
  };
  replace('environment.yaml', 'paging: false', 'paging: true');
  // Where somebody is paged, rules are looked at.
  replace('environment.yaml', 'uncheckedRules: accepted', 'uncheckedRules: refused');
  for (const name of readdirSync(join(folder, 'dev', 'models')))
    if (name.startsWith('sentiment'))
      replace(join('models', name), /^team: (.*)$/m, 'team: $1\ntier: critical');
  return folder;
}

/** @throws InvalidConfig where an entry is none */
export function onlyEnvironment(folder: string): Environment {
  const [environment] = loadEnvironments(folder, 'dev');
  if (environment === undefined) throw new Error(`${folder} holds no dev`);
  return environment;
}
