import { modelAlertNames } from '../models/alert-names';
import type { ModelEntry } from '../models/entry';
import { endOf } from '../models/fields';
import type { AlertChange, ExtraAlert, Model } from '../models/model';
import { runtimes } from '../models/runtimes';
import type { Report } from './report';

/** What the entry changes in the catalogue of alerts. */
export const alertChangesOf = ({ alerts }: ModelEntry): readonly AlertChange[] =>
  modelAlertNames.flatMap((alert): AlertChange[] => {
    const change = alerts[alert];
    if (change === undefined) return [];
    const { severity, for: held, off: reason, until } = change;
    return [
      {
        alert,
        ...(severity === undefined ? {} : { severity }),
        ...(held === undefined ? {} : { for: held }),
        ...(reason === undefined || until === undefined
          ? {}
          : { off: { reason, until: endOf(until), lastDay: until } }),
      },
    ];
  });

/** The model's own alerts, on signals that it feeds. */
export function extraAlertsOf(
  { alerts, runtime }: ModelEntry,
  { signals }: Pick<Model, 'signals'>,
  report: Report,
): readonly ExtraAlert[] {
  return Object.entries(alerts.extra ?? {}).map(([name, { signal, above, below, for: held, ...rest }]) => {
    if (!signals.includes(signal)) {
      report(
        ['alerts', 'extra', name, 'signal'],
        `${runtimes[runtime].title} does not feed the signal ${signal} for this model; it feeds ${signals.join(', ')}`,
      );
    }
    return {
      name,
      signal,
      ...(above === undefined
        ? { compare: 'below', bound: below ?? Number.NaN }
        : { compare: 'above', bound: above }),
      for: held,
      ...rest,
    };
  });
}
