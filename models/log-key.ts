import type { Model } from './model';

type Pods = Pick<Model, 'namespace' | 'selector'>;

/** The selector's labels in one order, so that entries that write them differently mean the same pods. */
export const selectorLabels = ({ selector }: Pick<Model, 'selector'>): readonly string[] =>
  Object.keys(selector).sort();

/**
 * By what a log line finds its model: `<namespace>/<label>=<value>,...`, which Filebeat knows of every pod.
 * The labels' names are part of it, so that two labels with one value stay apart.
 */
export const logKey = (pods: Pods): string =>
  `${pods.namespace}/${selectorLabels(pods)
    .map((label) => `${label}=${pods.selector[label] ?? ''}`)
    .join(',')}`;

/**
 * Whether the model may be one of several on its server, whose lines do not say which model they are about. A gateway
 * that serves metrics only does not count: its pods are not the model's.
 */
export const isServedByName = (model: Model): boolean =>
  model.sources.some((source) => source.served !== undefined && logKey(source) === logKey(model));

/** Models by log key, in the order of the models. */
export function modelsByLogKey<M extends Pods>(models: readonly M[]): ReadonlyMap<string, readonly M[]> {
  const groups = new Map<string, M[]>();
  for (const model of models) {
    const key = logKey(model);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [model]);
    else group.push(model);
  }
  return groups;
}

/** A mistake between entries; `path` is the field of `model`'s entry that it is reported at. */
export interface LogKeyProblem {
  readonly model: string;
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * Models whose log lines cannot be told apart although they should be. Models that are told apart by `serving.model`
 * may share a server, but a line of it can be read in one way only.
 */
export function logKeyProblems(models: readonly Model[]): readonly LogKeyProblem[] {
  return [...modelsByLogKey(models)].flatMap(([key, [first, ...others]]) =>
    first === undefined
      ? []
      : others.flatMap((model): readonly LogKeyProblem[] => {
          if (!isServedByName(model) || !isServedByName(first)) {
            const path = ['serving', 'selector'];
            const why = `the pods of this model (${key}) are also those of "${first.name}", so their log lines cannot be told apart`;
            return [{ model: model.name, path, message: `${why}; select on a label that differs` }];
          }
          if (readersOf(model) !== readersOf(first)) {
            const why = `this model shares a server (${key}) with "${first.name}", whose lines only one team may read`;
            const message = `${why}; let both belong to that team, or give the model a server of its own`;
            return [{ model: model.name, path: ['team'], message }];
          }
          if (readingOf(model) !== readingOf(first)) {
            const why = `this model shares a server (${key}) with "${first.name}", and a line does not say which of them it is about`;
            const message = `${why}; write the same logs and serving.versionLabel in both entries`;
            return [{ model: model.name, path: ['logs'], message }];
          }
          return [];
        }),
  );
}

/** Whose lines they are, where that matters. */
const readersOf = ({ logs, team }: Model): string | undefined => (logs.readers === 'team' ? team : undefined);

const readingOf = ({ logs, versionLabel }: Model): string =>
  JSON.stringify([
    logs.format,
    [...logs.fields].sort(),
    logs.payloadSample,
    logs.isolation,
    logs.retention?.milliseconds,
    logs.audit,
    versionLabel,
  ]);
