import type { Environment } from '../../environments';
import { entryNotation } from '../../models/duration';
import type { Model } from '../../models/model';
import type { Severity } from '../../models/names';
import { alertmanagerConfiguration, type AlertmanagerConfiguration, type NamedReceiver } from '../../rules';
import { receiversDuring, routesFor } from '../routing';
import { onceFor } from '../../models/once-for';

/** A receiver and where it leads: `pagerduty`, `slack #risk-alerts`, `email ops@example.com`; empty for a receiver that tells nobody. */
export interface Told {
  readonly receiver: string;
  readonly by: string;
}

/** Who is told of an alert of the model. Nobody outside the hours means that it waits until they begin. */
export interface Audience {
  readonly severity: Severity;
  /** Where it is not about every alert of that severity: which. */
  readonly about?: string;
  /** What counts as within the hours, where that is only a part of them: `09:30-18:00`. */
  readonly span?: string;
  readonly withinHours: readonly Told[];
  readonly outsideHours: readonly Told[];
}

const configurationOf = onceFor((environment: Environment) => alertmanagerConfiguration(environment));

/** Found by sending alerts through the generated routes, once with the hours begun and once without. */
export function audiencesOf(model: Model, environment: Environment): readonly Audience[] {
  const configuration = configurationOf(environment);
  const ofModel = {
    scope: 'model',
    namespace: model.namespace,
    model_name: model.name,
    team: model.team,
    tier: model.tier,
  };
  const audience = (severity: Severity, about?: string, more: Labels = {}): Audience => {
    const labels = { ...ofModel, severity, ...more };
    const hours = routesFor(configuration.route, labels).flatMap((route) => [
      ...(route.active_time_intervals ?? []),
      ...(route.mute_time_intervals ?? []),
    ]);
    const during = (open: readonly string[]): readonly Told[] =>
      receiversDuring(configuration, labels, new Set(open)).map((name) => ({
        receiver: name,
        by: meansOf(configuration.receivers.find((one) => one.name === name)),
      }));
    const span = about === undefined ? undefined : spanOf(configuration, hours);
    return {
      severity,
      ...(about === undefined ? {} : { about }),
      ...(span === undefined ? {} : { span }),
      withinHours: during(hours),
      outsideHours: during([]),
    };
  };
  const wait = waitOf(model, environment);
  const rests = model.traffic.pattern === 'business-hours' && model.signals.includes('requests');
  return [
    audience('critical'),
    ...(wait === undefined ? [] : [audience('critical', `lasting ${wait}`, { escalated: wait })]),
    audience('warning'),
    ...(rests
      ? [
          audience(model.tier === 'critical' ? 'critical' : 'warning', 'no requests', {
            traffic: model.traffic.pattern,
          }),
        ]
      : []),
  ];
}

type Labels = Readonly<Record<string, string>>;

/** After how long a page of the model escalates, if it does. */
function waitOf({ team: name, tier }: Model, { paging, teams }: Environment): string | undefined {
  const team = teams[name];
  const escalates = paging && tier !== 'experimental' && team?.page !== undefined;
  return escalates && team.escalation !== undefined ? entryNotation(team.escalation.after) : undefined;
}

/** The clock times of a route's interval. */
function spanOf({ time_intervals }: AlertmanagerConfiguration, names: readonly string[]): string | undefined {
  const [interval] = time_intervals.filter(({ name }) => names.includes(name));
  const [time] = interval?.time_intervals[0]?.times ?? [];
  return time === undefined ? undefined : `${time.start_time}-${time.end_time}`;
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

/** Receivers with where they lead, in one line. */
export const receiversText = (told: readonly Told[]): string =>
  told.map(({ receiver, by }) => (by === '' ? receiver : `${receiver} (${by})`)).join(', ');
