import type { Environment } from '../environments';
import { logKeyProblems, modelsByLogKey } from '../models/log-key';
import type { Model } from '../models/model';
import { onceFor } from '../models/once-for';
import { linesDataset } from './data-streams';
import { shareText } from './payload';
import type { Route } from './route';

/**
 * The dictionary that the pipelines look lines up in; changing it restarts nothing. It is one, because Logstash rereads each
 * file by a clock of its own: with the stream in another file, a model would be known for a while before its stream is.
 */
export const routesFile = 'routes.yml';

/** Where log lines come from: a model's own pods, or a server that several models share. */
export interface LogSource {
  readonly key: string;
  /** The `service.name` of the lines: the model, or the key itself where a line does not say which model it means. */
  readonly service: string;
  /** The only model, or the first of several that are read alike. */
  readonly model: Model;
  /** All models that the lines may be about. */
  readonly models: readonly Model[];
}

/**
 * @throws Error when the log lines of two models cannot be told apart; resolving the entries reports that to the user
 */
export const logSources = ({ models }: Pick<Environment, 'models'>): readonly LogSource[] =>
  sourcesOf(models);

/** Asked for once per model, and the same for all of them. */
const sourcesOf = onceFor((models: readonly Model[]): readonly LogSource[] => {
  const [problem] = logKeyProblems(models);
  if (problem !== undefined) throw new Error(`${problem.model}: ${problem.message}`);
  return [...modelsByLogKey(models)].flatMap(([key, group]) => {
    const [model, ...others] = group;
    if (model === undefined) return [];
    return [{ key, service: others.length === 0 ? model.name : key, model, models: group }];
  });
});

/** The source of a model's lines; `undefined` where the environment does not have the model. */
export const logSourceOf = ({ models }: Pick<Environment, 'models'>, name: string): LogSource | undefined =>
  sourcesByModel(models).get(name);

const sourcesByModel = onceFor(
  (models: readonly Model[]): ReadonlyMap<string, LogSource> =>
    new Map(sourcesOf(models).flatMap((source) => source.models.map(({ name }) => [name, source] as const))),
);

/** Models that have a data stream of their own: one per source, the first where several share a server. */
export const dedicatedModels = (environment: Pick<Environment, 'models'>): readonly Model[] =>
  logSources(environment)
    .map(({ model }) => model)
    .filter(({ logs }) => logs.isolation === 'dedicated');

/** The dictionary's text by its file's name: a row for each source of lines says everything that is asked of them. */
export const logRoutes = (
  environment: Pick<Environment, 'models' | 'retention'>,
): Readonly<Record<typeof routesFile, string>> => ({
  [routesFile]: printDictionary(
    logSources(environment).map((source) => [source.key, routeOf(source, environment)]),
  ),
});

const routeOf = ({ service, model }: LogSource, environment: Pick<Environment, 'retention'>): Route => ({
  service,
  dataset: linesDataset(model, environment),
  format: model.logs.format,
  ...(model.logs.audit ? { audited: 'true' } : {}),
  ...(model.logs.payloadSample > 0 ? { payload: shareText(model.logs.payloadSample) } : {}),
});

/** YAML of texts: each route is JSON, because no look-up gives more than one text for sure. */
const printDictionary = (rows: readonly (readonly [string, Route])[]): string =>
  rows.length === 0
    ? '{}\n'
    : [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, row]) => `${quoted(key)}: ${quoted(JSON.stringify(row))}\n`)
        .join('');

/** Unquoted, some names would be something else to YAML than texts. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
