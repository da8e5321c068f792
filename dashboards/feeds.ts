import type { Environment } from '../environments';
import type { ModelKind } from '../models/runtime';
import type { SignalName } from '../models/signals';

/** Whether any model of the environment feeds a signal; what none feeds has no place on a board about all of them. */
export type Feeds = (signal: SignalName) => boolean;

export function feedsOf({ models }: Pick<Environment, 'models'>): Feeds {
  const fed = new Set(models.flatMap(({ signals }) => signals));
  return (signal) => fed.has(signal);
}

/** The same of its models of one kind. */
export const feedsOfKind = (kind: ModelKind, { models }: Environment): Feeds =>
  feedsOf({ models: models.filter((model) => model.kind === kind) });
