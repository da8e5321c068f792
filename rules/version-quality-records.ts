import { minutes } from '../models/duration';
import { printSelector, type GaugeFeed, type Selector } from '../models/feed';
import { KV, storedLabel } from '../models/names';
import { records } from '../models/records';
import { feedsOf } from '../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../models/runtimes';
import { signals } from '../models/signals';
import { firstOf, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const signal = 'accuracy';

/**
 * By the version that the page names. That of the target is the version of whoever evaluates, which need not be the model:
 * without a word on the page nothing is told by version.
 */
const named = (selector: Selector, runtime: RuntimeId, across: GaugeFeed['across']): Expression => {
  const onPage = storedLabel('model_version');
  const told = printSelector(selector, [`runtime="${runtime}"`, `${onPage}!=""`]);
  return promql`
    ${across} by (${KV}) (
      label_replace(
        last_over_time(${told}[${minutes(5)}]),
        "model_version", "$1", "${onPage}", "(.+)"
      )
    )
  `;
};

/** What is told of a version that answers nobody yet counts where nothing else is: it is compared before it is released. */
const ofRuntime = (id: RuntimeId): readonly Expression[] =>
  feedsOf(runtimes[id], signal).flatMap((feed) =>
    feed.kind !== 'gauge'
      ? []
      : [
          promql`
            (
              ${named(feed.of, id, feed.across)}
              or
              ${named({ ...feed.of, where: [] }, id, feed.across)}
            )
          `,
        ],
  );

/** What evaluations say of each version. In the group of the signal itself: results come by the hour. */
export const versionQualityRecords: readonly RecordingRule[] = [
  {
    record: records.ofVersion(signals[signal].series),
    expression: firstOf(runtimeIds.flatMap(ofRuntime)),
  },
];
