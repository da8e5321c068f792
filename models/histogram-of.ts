import type { HistogramFeed } from './feed';
import type { Model, Source } from './model';
import { histogramsOf } from './runtime';
import { runtimes } from './runtimes';
import type { SignalName } from './signals';

/** The histogram that an endpoint shows for a signal, with the bounds that the entry gives where it renames one. */
export function histogramOf(
  { runtime, renamed }: Pick<Source, 'runtime' | 'renamed'>,
  signal: SignalName,
): HistogramFeed | undefined {
  const histograms = histogramsOf(runtimes[runtime], signal);
  const own = histograms.flatMap((feed) => {
    const bounds = renamed.find(({ to, histogram }) => histogram && to === feed.of.metric)?.bounds;
    return bounds === undefined ? [] : [{ ...feed, bounds }];
  });
  return own[0] ?? histograms[0];
}

/** The same for a model, from the endpoint at which the signal is read. */
export function histogramOfModel(
  { sources }: Pick<Model, 'sources'>,
  signal: SignalName,
): HistogramFeed | undefined {
  const source = sources.find(({ signals }) => signals.includes(signal));
  return source === undefined ? undefined : histogramOf(source, signal);
}
