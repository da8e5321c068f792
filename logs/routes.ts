import type { Environment } from '../environments';
import { logKeyProblems, modelsByLogKey } from '../models/log-key';
import type { Model } from '../models/model';
import { onceFor } from '../models/once-for';
import type { LogFormat } from '../models/runtime';
import { inferenceDataset, linesDataset } from './data-streams';
import { shareText } from './payload';

/** Dictionaries that the pipelines look lines up in; changing one restarts nothing. */
export type RouteFile = 'models.yml' | 'formats.yml' | 'datasets.yml' | 'audited.yml' | 'payloads.yml';

/** Format of the lines of a server that `formats.yml` does not mention. */
export const usualFormat: LogFormat = 'json';

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

/** The dictionaries' text, by file name. All but `models.yml` hold only what differs from the usual. */
export function logRoutes(
  environment: Pick<Environment, 'models' | 'retention'>,
): Readonly<Record<RouteFile, string>> {
  const sources = logSources(environment);
  const rows = (
    asks: (logs: Model['logs']) => boolean,
    valueOf: (model: Model) => string,
  ): readonly (readonly [string, string])[] =>
    sources
      .filter(({ model }) => asks(model.logs))
      .map(({ service, model }) => [service, valueOf(model)] as const);
  return {
    'models.yml': printDictionary(sources.map(({ key, service }) => [key, service])),
    'formats.yml': printDictionary(
      rows(
        ({ format }) => format !== usualFormat,
        ({ logs }) => logs.format,
      ),
    ),
    'datasets.yml': printDictionary(
      sources
        .map(({ service, model }) => [service, linesDataset(model, environment)] as const)
        .filter(([, dataset]) => dataset !== inferenceDataset),
    ),
    'audited.yml': printDictionary(
      rows(
        ({ audit }) => audit,
        () => 'true',
      ),
    ),
    'payloads.yml': printDictionary(
      rows(
        ({ payloadSample }) => payloadSample > 0,
        ({ logs }) => shareText(logs.payloadSample),
      ),
    ),
  };
}

/** YAML that Logstash reads as texts: unquoted, a model named `true` or `null` would be something else. */
const printDictionary = (rows: readonly (readonly [string, string])[]): string =>
  rows.length === 0
    ? '{}\n'
    : [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}\n`)
        .join('');
