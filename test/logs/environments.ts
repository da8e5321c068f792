import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import { days } from '../../models/duration';
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

/** What a model of a server that writes JSON has where its entry says nothing about logs. */
export const usualLogs: Model['logs'] = {
  described: false,
  format: 'json',
  fields: [],
  payloadSample: 0,
  lines: 0.2,
  lineBytes: 1_200,
  isolation: 'shared',
  readers: 'all',
  audit: false,
};

/** The environment with a model's log settings changed. */
export const withLogs = (
  environment: Environment,
  name: string,
  logs: Partial<Model['logs']>,
): Environment => ({
  ...environment,
  models: environment.models.map((model) =>
    model.name === name ? { ...model, logs: { ...model.logs, ...logs } } : model,
  ),
});

/** The environment with a team whose lines only the team may read. */
export function withLinesApart(environment: Environment, team: string): Environment {
  const settings = environment.teams[team];
  if (settings === undefined) throw new Error(`no team ${team} in ${environment.name}`);
  return {
    ...environment,
    teams: { ...environment.teams, [team]: { ...settings, logs: { readers: 'team' } } },
    models: environment.models.map((model) =>
      model.team === team ? { ...model, logs: { ...model.logs, readers: 'team' } } : model,
    ),
  };
}

/**
 * Production with a model that asks for everything that an entry can ask for, a server that two models share, and snapshots of
 * all of it.
 */
export function asking(): Environment {
  const prod = environmentNamed('prod');
  const shared = withSharedServer(prod, 'image-tagger', 'image-captioner');
  return {
    ...withLogs(shared, 'fraud-scorer', {
      payloadSample: 0.01,
      isolation: 'dedicated',
      retention: days(90),
      audit: true,
    }),
    name: 'asking',
    elastic: {
      ...prod.elastic,
      snapshots: {
        s3: { bucket: 'logs', region: 'eu-central-1', secret: 'bucket-keys' },
        logs: true,
        keep: days(35),
      },
    },
  };
}

/** The environment with another model on the pods of the given one: of neither can be told which lines are its own. */
export function withSharedServer(environment: Environment, name: string, other: string): Environment {
  const { selector } = modelNamed(environment, name);
  const both = withSibling(environment, name, other, { selector });
  return {
    ...both,
    models: both.models.map((model) =>
      model.selector === selector
        ? { ...model, signals: model.signals.filter((signal) => signal !== 'logLines') }
        : model,
    ),
  };
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
