import { loadWithFiles } from '../../environments';
import { entryText } from '../new-entry';
import { beginnings, environmentText } from './environments';
import { cdktfText, ignoredText, manifestText, ownersText, readmeText, type Dependency } from './repository';
import { ownersPlace, workflowFiles, type Runner } from './workflows';
import { join } from 'node:path';

/** The one model that is there from the beginning. */
export const firstModel = 'example-model';

/** Every file of a new repository but its first entry, by path. */
export const repositoryFiles = (
  name: string,
  team: string,
  dependency: Dependency,
  runner: Runner,
): ReadonlyMap<string, string> =>
  new Map([
    ['package.json', manifestText(name, dependency)],
    ['cdktf.json', cdktfText(name, dependency.name)],
    ['.gitignore', ignoredText],
    ['README.md', readmeText(name, dependency.name, firstModel, runner)],
    [ownersPlace[runner], ownersText(team, runner)],
    ...workflowFiles(dependency.name, runner),
    ...beginnings.flatMap((environment): readonly (readonly [string, string])[] => [
      [`environments/${environment.name}/environment.yaml`, environmentText(environment, team)],
      // Git keeps no empty folder.
      [`environments/${environment.name}/models/README.md`, modelsText(environment.name)],
    ]),
  ]);

const modelsText = (environment: string): string =>
  `Entries of the models that run in ${environment}, one file each, named for the model.\n`;

/** The first entry, with its path, for a repository that is written otherwise. */
export function firstEntry(folder: string, team: string): readonly [path: string, text: string] {
  const [beginning] = beginnings;
  if (beginning === undefined) throw new Error('there is no environment to begin with');
  const [loaded] = loadWithFiles(join(folder, 'environments'), beginning.name);
  if (loaded === undefined) throw new Error(`${beginning.name} was not written`);
  return [
    `environments/${beginning.name}/models/${firstModel}.yaml`,
    entryText({ name: firstModel, team, runtime: 'mlserver' }, loaded.environment),
  ];
}
