import type { ModelEntry } from '../models/entry';
import { modelsByLogKey } from '../models/log-key';
import type { Model } from '../models/model';
import { whyMissing } from '../models/why-missing';
import type { Checked } from './check';
import type { Diagnostic } from './diagnostic';
import { entryNamed } from './entry-of';
import { reporter } from './report';

/**
 * The models, those that share a server without the signal of their lines: nobody can tell whose a line is. Which share
 * one is known only when all entries are.
 */
export function withLinesOfTheirOwn(
  models: readonly Model[],
  entries: readonly Checked<ModelEntry>[],
  found: Diagnostic[],
): readonly Model[] {
  const sharing = new Set([...modelsByLogKey(models).values()].filter(({ length }) => length > 1).flat());
  return models.map((model) => {
    if (!sharing.has(model)) return model;
    const known = { ...model, signals: model.signals.filter((signal) => signal !== 'logLines') };
    const entry = entryNamed({ entries }, model.name);
    for (const { name, signal } of model.extraAlerts) {
      if (signal !== 'logLines' || entry === undefined) continue;
      reporter(entry, found)(
        ['alerts', 'extra', name, 'signal'],
        `the signal ${signal} cannot be observed of this model: ${whyMissing(known, signal) ?? ''}`,
      );
    }
    return known;
  });
}
