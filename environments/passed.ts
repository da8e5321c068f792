import { endOf } from '../models/fields';
import type { Diagnostic } from './diagnostic';
import type { LoadedEnvironment } from './load';
import { passedMaintenance } from './maintenance';
import { reporter } from './report';

/** What files say until a day that has passed: maintenance, alerts that were off, exceptions from protection. No mistakes. */
export function passedNotes({ settings, entries }: LoadedEnvironment, now: number): readonly Diagnostic[] {
  const notes = [...passedMaintenance(settings, now)];
  const tell = reporter(settings, notes);
  for (const [index, { resource, until }] of settings.value.mayBeDestroyed.entries())
    if (endOf(until) <= now)
      tell(
        ['mayBeDestroyed', index, 'until'],
        `${resource} may still be destroyed, which was meant until ${until}; take this out`,
      );
  for (const entry of entries) {
    const report = reporter(entry, notes);
    const { extra: _extra, ...changes } = entry.value.alerts ?? {};
    for (const [alert, { until } = {}] of Object.entries(changes))
      if (until !== undefined && endOf(until) <= now)
        report(['alerts', alert, 'until'], `${alert} was off until ${until} and is back; take this out`);
  }
  return notes;
}
