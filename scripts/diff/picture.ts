import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, loadWithFiles, type LoadedEnvironment } from '../../environments';
import { factsOfEnvironment } from '../changes/environment-facts';
import type { Fact } from '../changes/fact';
import { factsOfModel } from '../changes/model-facts';
import { stacksIn } from '../deployment/stacks';
import { runtimes } from '../../models/runtimes';

/** Changes with the shape of pictures, so that a generator of another time is not misread. */
export const pictureFormat = 1;

/**
 * One side of a comparison: all that holds there, and all that is deployed. Plain data, because the other side may come
 * from another version of this program, in a process of its own.
 */
export interface Picture {
  readonly format: typeof pictureFormat;
  readonly environments: readonly EnvironmentPicture[];
  readonly stacks: Readonly<Record<string, Stack>>;
}

export interface EnvironmentPicture {
  readonly name: string;
  /** Teams whose receivers something can reach: those of models, and the owner of what belongs to no model. */
  readonly reached: readonly string[];
  readonly teams: readonly string[];
  readonly facts: readonly Fact[];
  readonly models: readonly ModelPicture[];
}

export interface ModelPicture {
  readonly name: string;
  readonly team: string;
  readonly tier: string;
  readonly server: string;
  /** Its entry, from the top of the repository. */
  readonly file: string;
  readonly facts: readonly Fact[];
}

/** The parts of a cdk.tf.json that are compared. */
export interface Stack {
  readonly terraform?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
}
export type Resource = Readonly<Record<string, unknown>>;

/**
 * What a folder of environments makes; of one that is not there, nothing.
 *
 * @throws InvalidConfig with every problem of every file
 */
export function environmentsIn(folder: string, only?: string): readonly EnvironmentPicture[] {
  const isThere = existsSync(only === undefined ? folder : join(folder, only));
  return isThere ? loadWithFiles(folder, only).map(environmentPicture) : [];
}

function environmentPicture(loaded: LoadedEnvironment): EnvironmentPicture {
  const { name, models, teams, owner } = loaded.environment;
  return {
    name,
    reached: [...new Set([owner, ...models.map(({ team }) => team)])].sort(),
    teams: Object.keys(teams).sort(),
    facts: factsOfEnvironment(loaded),
    models: models.map((model) => ({
      name: model.name,
      team: model.team,
      tier: model.tier,
      server: runtimes[model.runtime].title,
      file: entryOf(loaded, model).source.file,
      facts: factsOfModel(model, loaded),
    })),
  };
}

/** What was synthesised into a folder, by stack; of one that is not there, nothing. */
export function stackPictures(folder: string): Picture['stacks'] {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    stacksIn(folder).map(({ name, folder: stack }) => {
      const { terraform, resource } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as Stack;
      return [name, { ...(terraform && { terraform }), ...(resource && { resource }) }];
    }),
  );
}
