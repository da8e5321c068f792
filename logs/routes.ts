import type { Environment } from '../environments';
import { logKeyProblems, modelsByLogKey } from '../models/log-key';
import type { Model } from '../models/model';
import type { LogFormat } from '../models/runtime';

/** Dictionaries that the pipelines look lines up in; changing one restarts nothing. */
export type RouteFile = 'models.yml' | 'formats.yml' | 'datasets.yml';

/** Format of the lines of a server that `formats.yml` does not mention. */
export const usualFormat: LogFormat = 'json';

/** Where log lines come from: a model's own pods, or a server that several models share. */
export interface LogSource {
  readonly key: string;
  /** The `service.name` of the lines: the model, or the key itself where a line does not say which model it means. */
  readonly service: string;
  /** The only model, or the first of several that are read alike. */
  readonly model: Model;
}

/**
 * @throws Error when the log lines of two models cannot be told apart; resolving the entries reports that to the user
 */
export function logSources({ models }: Pick<Environment, 'models'>): readonly LogSource[] {
  const [problem] = logKeyProblems(models);
  if (problem !== undefined) throw new Error(`${problem.model}: ${problem.message}`);
  return [...modelsByLogKey(models)].flatMap(([key, [model, ...others]]) =>
    model === undefined ? [] : [{ key, service: others.length === 0 ? model.name : key, model }],
  );
}

/** The dictionaries' text, by file name. `formats.yml` and `datasets.yml` hold only what differs from the usual. */
export function logRoutes(environment: Pick<Environment, 'models'>): Readonly<Record<RouteFile, string>> {
  const sources = logSources(environment);
  const unusual = sources.filter(({ model }) => model.logs.format !== usualFormat);
  return {
    'models.yml': printDictionary(sources.map(({ key, service }) => [key, service])),
    'formats.yml': printDictionary(unusual.map(({ service, model }) => [service, model.logs.format])),
    'datasets.yml': printDictionary([]),
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
