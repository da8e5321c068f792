import { selects, suffixed, type Feed, type Selector } from '../../models/feed';
import { feedsOf, type Runtime } from '../../models/runtime';
import type { SignalName } from '../../models/signals';
import type { Sample } from './page';

type Series = Pick<Sample, 'name' | 'labels'>;

/** What need not have happened yet: rules count it as 0 where there are requests. */
export const rareSignals: readonly SignalName[] = ['errors', 'rejections', 'preemptions'];

/** Series by which a feed is known to be told; further counters of it count as 0 until they are there. */
export function neededBy(feed: Feed): readonly Selector[] {
  switch (feed.kind) {
    case 'rate':
      return feed.of.slice(0, 1);
    case 'histogram':
      return [suffixed(feed.of, '_bucket')];
    case 'mean':
      return [feed.sum, feed.count];
    case 'gauge':
      return [feed.of, ...(feed.per === undefined ? [] : [feed.per])];
    case 'share':
      return [...feed.among.slice(0, 1), ...feed.of.slice(0, 1)];
  }
}

/** The feed of a signal that rules read on a page: of several the first that is there. */
export const feedOnPage = (
  runtime: Pick<Runtime, 'feeds'>,
  signal: SignalName,
  page: readonly Series[],
): Feed | undefined =>
  feedsOf(runtime, signal).find((feed) =>
    neededBy(feed).every((selector) => page.some(({ name, labels }) => selects(selector, name, labels))),
  );
