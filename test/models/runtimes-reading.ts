import { selects, type Feed, type Selector } from '../../models/feed';
import { feedsOf, type Runtime } from '../../models/runtime';
import { signalNames } from '../../models/signals';
import type { Sample } from './exposition';

export const anchored = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`);

export const signalFeeds = (runtime: Runtime): readonly Feed[] =>
  signalNames.flatMap((signal) => feedsOf(runtime, signal));

export const panelFeeds = ({ panels = [] }: Runtime): readonly Feed[] => panels.map(({ of }) => of);

export const matching = (samples: readonly Sample[], selector: Selector): readonly Sample[] =>
  samples.filter(({ name, labels }) => selects(selector, name, labels));

export const seriesOf = (
  { name, labels }: Sample,
  without: (label: string) => boolean = () => false,
): string =>
  JSON.stringify([
    name,
    Object.entries(labels)
      .filter(([label]) => !without(label))
      .sort(),
  ]);
