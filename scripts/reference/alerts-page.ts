import { theModel } from '../../rules/alert';
import { printDuration } from '../../models/duration';
import { alerts, type Alert } from '../../rules';
import { code } from '../diff/markup';
import { slug } from '../docs/slug';
import { asText, table } from './markdown';

const scopes: Readonly<Record<Alert['scope'], { readonly title: string; readonly about: string }>> = {
  model: {
    title: 'Models',
    about:
      'One rule for all models; it exists for a model when what it needs is told of it and its entry has a limit for it. An entry changes severity and duration under `alerts`, or switches an alert off until a day. While ModelAbsent or PlatformManyModelsFailing fires, the others of a model are quiet.',
  },
  gpu: {
    title: 'GPUs',
    about: 'About a GPU or its node, whichever model it serves; the owner of the environment is told.',
  },
  logging: { title: 'Logs', about: 'About Elasticsearch, Logstash and the way of log lines.' },
  platform: { title: 'Platform', about: 'About Prometheus, Alertmanager, and many models at once.' },
};

const preface = `# Alerts

Every alert of the catalogue: when it fires, how severe it is, what it needs to be told, what keeps it quiet, and where it leads. Who is
told of which severity follows from the tier of the model and the hours of its team ([who is told](../architecture.md#who-is-told)).

"by tier" is critical for models of tier critical, and a warning for all others. Below a tier's name stands what becomes of it there.`;

const tiers = table(
  ['severity', 'tier critical', 'tier standard', 'tier experimental'],
  [
    ['critical', 'page at any hour', "page in the team's hours, else ticket", 'ticket'],
    ['warning', 'ticket in hours', 'ticket in hours', 'ticket in hours'],
    ['by tier', 'page at any hour', 'ticket in hours', 'ticket in hours'],
    ['info', 'boards only', 'boards only', 'boards only'],
  ],
);

/** Every alert with all that is known of it. */
export const alertsPage = (): string => {
  const names = Object.keys(scopes) as readonly Alert['scope'][];
  return [
    preface,
    '',
    ...tiers,
    '',
    '## All',
    '',
    ...table(
      ['alert', 'says', 'severity', 'for'],
      alerts.map((alert) => [
        `[${alert.name}](#${slug(alert.name)})`,
        templated(alert.summary),
        unique(alert.conditions.map(severityText)).join(', '),
        unique(
          alert.conditions.map(({ for: held }) => timeText(held.milliseconds === 0, printDuration(held))),
        ).join(', '),
      ]),
    ),
    ...names.flatMap((scope) => [
      '',
      `## ${scopes[scope].title}`,
      '',
      scopes[scope].about,
      ...alerts.filter((alert) => alert.scope === scope).flatMap(section),
    ]),
    '',
  ].join('\n');
};

const section = (alert: Alert): readonly string[] => [
  '',
  `### ${alert.name}`,
  '',
  `${templated(alert.summary)}. ${templated(alert.description)}`,
  '',
  ...alert.conditions.map((condition) => `- Severity: ${conditionText(condition)}.`),
  ...needsLines(alert),
  ...quietLines(alert),
  `- Panel: ${code(alert.panel.panel)} of the board [${alert.panel.board}](dashboards.md#${slug(alert.panel.board)}). Runbook: [${alert.name}](../../runbooks/${alert.name}.md).`,
];

const severityText = ({ severity }: Alert['conditions'][number]): string =>
  severity === 'by-tier' ? 'by tier' : severity;

const timeText = (isNow: boolean, time: string): string => (isNow ? 'at once' : time);

function conditionText(condition: Alert['conditions'][number]): string {
  const { for: held, keepFiringFor: kept } = condition;
  const when = held.milliseconds === 0 ? 'at once' : `after ${printDuration(held)}`;
  const end = kept === undefined ? '' : `, and for ${printDuration(kept)} after it has ended`;
  return `${severityText(condition)}, ${when}${end}`;
}

const linked = (signal: string): string => code(signal);

function needsLines({ needs, oneOf = [] }: Alert): readonly string[] {
  const any = oneOf.length === 0 ? [] : [`any one of ${oneOf.map(linked).join(', ')}`];
  const all = [...needs.map(linked), ...any];
  return all.length === 0 ? [] : [`- Needs: ${all.join(', ')} ([signals](signals.md)).`];
}

/** Those that every alert of a model has are told once above. */
function quietLines(alert: Alert): readonly string[] {
  const everywhere = alert.scope === 'model' ? ['ModelAbsent', 'PlatformManyModelsFailing'] : [];
  const own = alert.inhibitedBy.filter((name) => !everywhere.includes(name));
  const known = new Set<string>(alerts.map(({ name }) => name));
  const text = own.map((name) => (known.has(name) ? `[${name}](#${slug(name)})` : code(name)));
  return text.length === 0 ? [] : [`- Quiet while one of these fires for the same: ${text.join(', ')}.`];
}

/** What Prometheus fills in when an alert fires, in words. */
function templated(text: string): string {
  const words = text
    .replaceAll(theModel, 'the model')
    .replaceAll(/\{\{[^}]*\$labels\.(\w+)[^}]*\}\}/g, '<$1>')
    .replaceAll(/\{\{[^}]*\$value[^}]*\}\}/g, '<value>');
  return asText(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
