import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import type { Model } from '../../models/model';
import { projectRoot } from '../../scripts/project-root';

/** An environment of the project's own entries. */
export function environmentOf(name: string): Environment {
  const [environment] = loadEnvironments(join(projectRoot, 'environments'), name);
  if (environment === undefined) throw new Error(`no environment ${name}`);
  return environment;
}

export const dev = environmentOf('dev');

export function modelOf(name: string): Model {
  const model = dev.models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return model;
}
