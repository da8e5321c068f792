import type { LoadedEnvironment } from '../../environments';
import { alertmanagerConfiguration, type AlertmanagerConfiguration } from '../../rules';
import { receiverNames } from '../../rules/receivers';
import { alertsOf } from '../explanation/alerts';
import { receiversFor, routesFor } from '../routing';
import type { Finding } from './finding';
import type { LoadedAlert } from './prometheus';

type Labels = Readonly<Record<string, string>>;

/** Alerts of models and of rule files, sent through the generated routes. */
export function unheardInFiles({ environment }: LoadedEnvironment): readonly Finding[] {
  const configuration = alertmanagerConfiguration(environment);
  const ofModels = environment.models.flatMap((model) =>
    alertsOf(model, environment).kept.flatMap(({ alert, conditions }) =>
      conditions.flatMap(({ severity }) => {
        const { name, namespace, team, tier } = model;
        const labels = {
          scope: 'model',
          alertname: alert,
          namespace,
          model_name: name,
          team,
          tier,
          severity,
        };
        return unheard(`${alert} of ${name}`, labels, configuration);
      }),
    ),
  );
  const ofFiles = environment.rules.flatMap(({ name, groups }) =>
    groups.flatMap((group) =>
      group.rules.flatMap((rule) => {
        if (!('alert' in rule) || rule.concern.kind !== 'team') return [];
        const labels = {
          ...rule.labels,
          alertname: rule.alert,
          team: rule.concern.team,
          severity: rule.severity,
        };
        return unheard(`${rule.alert} of rules/${name}.yaml`, labels, configuration);
      }),
    ),
  );
  const watchdog = { alertname: 'Watchdog', severity: 'none' };
  const silent = receiversFor(configuration, watchdog).every((name) => name === receiverNames.nobody);
  return [
    ...ofModels,
    ...ofFiles,
    ...(environment.paging && silent
      ? [
          {
            question: 'unheard' as const,
            about: 'Watchdog',
            says: 'nobody notices when all of the monitoring is down: the environment pages and has no heartbeat',
          },
        ]
      : []),
  ];
}

/** Alerts that somebody else brought into the same Prometheus, by the labels that their rules give them. */
export function unheardInPrometheus(
  { environment }: LoadedEnvironment,
  alerts: readonly LoadedAlert[],
  own: ReadonlySet<string>,
): readonly Finding[] {
  const configuration = alertmanagerConfiguration(environment);
  const found = alerts
    .filter(({ name }) => !own.has(name) && name !== 'Watchdog' && name !== 'InfoInhibitor')
    .flatMap(({ name, labels }) => unheard(name, { ...labels, alertname: name }, configuration));
  return [...new Map(found.map((finding) => [`${finding.about} ${finding.says}`, finding])).values()];
}

/** Severities that are for boards alone, by design. */
const quiet = ['info', 'none'];

function unheard(
  about: string,
  labels: Labels,
  configuration: AlertmanagerConfiguration,
): readonly Finding[] {
  if (quiet.includes(labels['severity'] ?? '')) return [];
  const receivers = receiversFor(configuration, labels).filter((name) => name !== receiverNames.nobody);
  if (receivers.length === 0) return [{ question: 'unheard', about, says: 'no receiver is told' }];
  const team = labels['team'];
  const isFallback = routesFor(configuration.route, labels).every(
    (route) => route === configuration.route || !isOfTeam(route, configuration),
  );
  if (!isFallback) return [];
  const why = team === undefined ? 'it has no label team' : `no team is called ${team}`;
  return [
    { question: 'unheard', about, says: `only the fallback is told (${receivers.join(', ')}): ${why}` },
  ];
}

/** Whether a route lies below the one of a team. */
function isOfTeam(
  route: AlertmanagerConfiguration['route'],
  { route: root }: AlertmanagerConfiguration,
): boolean {
  const teams = (root.routes ?? []).filter(({ matchers = [] }) =>
    matchers.some((matcher) => matcher.startsWith('team=')),
  );
  const holds = (one: AlertmanagerConfiguration['route']): boolean =>
    one === route || (one.routes ?? []).some(holds);
  return teams.some(holds);
}
