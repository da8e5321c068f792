import type { Environment } from '../environments';
import type { SignalName } from '../models/signals';

/** Whether any model of the environment feeds a signal; what none feeds has no place on a board about all of them. */
export type Feeds = (signal: SignalName) => boolean;

export function feedsOf({ models }: Environment): Feeds {
  const fed = new Set(models.flatMap(({ signals }) => signals));
  return (signal) => fed.has(signal);
}
