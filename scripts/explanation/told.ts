import type { Environment } from '../../environments';
import type { Model } from '../../models/model';
import type { Severity } from '../../models/names';
import { alertmanagerConfiguration, type NamedReceiver } from '../../rules';
import { receiversDuring, routesFor } from '../routing';

/** A receiver and where it leads: `pagerduty`, `slack #risk-alerts`, `email ops@example.com`; empty for a receiver that tells nobody. */
export interface Told {
  readonly receiver: string;
  readonly by: string;
}

/** Who is told of an alert of the model. Nobody outside the hours means that it waits until they begin. */
export interface Audience {
  readonly severity: Severity;
  readonly withinHours: readonly Told[];
  readonly outsideHours: readonly Told[];
}

/** Found by sending an alert through the generated routes, once with the hours begun and once without. */
export function audiencesOf(model: Model, environment: Environment): readonly Audience[] {
  const configuration = alertmanagerConfiguration(environment);
  return (['critical', 'warning'] as const).map((severity) => {
    const labels = {
      scope: 'model',
      namespace: model.namespace,
      model_name: model.name,
      team: model.team,
      tier: model.tier,
      severity,
    };
    const hours = routesFor(configuration.route, labels).flatMap((route) => [
      ...(route.active_time_intervals ?? []),
      ...(route.mute_time_intervals ?? []),
    ]);
    const during = (open: readonly string[]): readonly Told[] =>
      receiversDuring(configuration, labels, new Set(open)).map((name) => ({
        receiver: name,
        by: meansOf(configuration.receivers.find((one) => one.name === name)),
      }));
    return { severity, withinHours: during(hours), outsideHours: during([]) };
  });
}

/** `slack_configs` with a channel become `slack #channel`, `email_configs` with a mailbox `email <mailbox>`. */
const meansOf = (receiver: NamedReceiver | undefined): string =>
  Object.entries(receiver ?? {})
    .flatMap(([key, value]) => {
      const kind = /^(\w+)_configs$/.exec(key)?.[1];
      const [first] = kind === undefined ? [] : (value as readonly Readonly<Record<string, unknown>>[]);
      if (kind === undefined) return [];
      const place = first?.['channel'] ?? first?.['to'];
      return [typeof place === 'string' ? `${kind} ${place}` : kind];
    })
    .join(', ');
