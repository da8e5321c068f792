import type { ModelEntry } from '../models/entry';
import type { Model } from '../models/model';
import type { Checked } from './check';

/** Entries of one environment, as they were read. */
interface WithEntries {
  readonly entries: readonly Checked<ModelEntry>[];
}

/** The entry of a model by its name, as it was checked; `undefined` where the environment has none. */
export const entryNamed = ({ entries }: WithEntries, name: string): Checked<ModelEntry> | undefined =>
  entries.find(({ value }) => value.name === name);

/** The entry from which a model was resolved. */
export function entryOf(loaded: WithEntries, { name }: Model): Checked<ModelEntry> {
  const entry = entryNamed(loaded, name);
  if (entry === undefined) throw new Error(`${name} has no entry`);
  return entry;
}
