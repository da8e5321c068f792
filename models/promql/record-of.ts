import type { KnownSeries } from './knowledge';
import { withLabel } from './labels';
import type { Series } from './value';

/** What later expressions may know of a series that a rule records from such a result, with the rule's own labels. */
export const recordOf = (
  { labels, unit, presence, failures, buckets }: Series,
  set: Readonly<Record<string, string>> = {},
): KnownSeries => ({
  labels: Object.entries(set).reduce(
    (all, [label, value]) => withLabel(all, label, value === '' ? 'lacks' : 'has', value),
    labels,
  ),
  unit,
  presence,
  buckets,
  ...(failures === undefined ? {} : { failures }),
});
