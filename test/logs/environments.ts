import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import type { Model } from '../../models/model';
import { projectRoot } from '../../scripts/project-root';

export const environments = loadEnvironments(join(projectRoot, 'environments'));

export function environmentNamed(name: string): Environment {
  const found = environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
}

export function modelNamed(environment: Environment, name: string): Model {
  const found = environment.models.find((model) => model.name === name);
  if (found === undefined) throw new Error(`no model ${name} in ${environment.name}`);
  return found;
}

/** The environment with one more model: the given one under another name, on pods of that name. */
export function withSibling(
  environment: Environment,
  like: string,
  name: string,
  changes: Partial<Model> = {},
): Environment {
  const model: Model = {
    ...modelNamed(environment, like),
    name,
    selector: { 'app.kubernetes.io/name': name },
    ...changes,
  };
  return { ...environment, models: [...environment.models, model] };
}
