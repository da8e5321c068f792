import type { Environment, Receiver } from '../environments/environment';
import type { NamedReceiver } from './alertmanager';

/** Names of receivers. A team has one for pages, if it has one at all, and one for tickets. */
export const receiverNames = {
  nobody: 'nobody',
  heartbeat: 'heartbeat',
  page: (team: string): string => `${team}-page`,
  ticket: (team: string): string => `${team}-ticket`,
} as const;

/** The key that each kind of Secret must have. */
const secretKeys = {
  pagerduty: 'routing-key',
  opsgenie: 'api-key',
  slack: 'url',
  teams: 'url',
  webhook: 'url',
  email: 'password',
} as const satisfies Record<keyof Receiver, string>;

/** Where the operator mounts the Secrets that the Alertmanager object lists. */
const secretFile = (secret: string, key: string): string => `/etc/alertmanager/secrets/${secret}/${key}`;

const title =
  '[{{ .Status | toUpper }}{{ if eq .Status "firing" }} {{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.model_name }}';
const text = [
  '{{ range .Alerts }}{{ .Annotations.summary }}',
  '{{ .Annotations.description }}',
  'Runbook: {{ .Annotations.runbook_url }}',
  'Panel: {{ .Annotations.dashboard_url }}{{ if .Annotations.logs_url }}',
  'Logs: {{ .Annotations.logs_url }}{{ end }}',
  '{{ end }}',
].join('\n');

/** Every receiver of the environment. Secrets are read from files, so the configuration itself holds none. */
export function receiversOf(environment: Environment): readonly NamedReceiver[] {
  const { heartbeat } = environment;
  const teams = Object.entries(environment.teams).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    { name: receiverNames.nobody },
    ...(heartbeat === undefined
      ? []
      : [
          {
            name: receiverNames.heartbeat,
            webhook_configs: [{ url_file: secretFile(heartbeat.secret, 'url'), send_resolved: false }],
          },
        ]),
    ...teams.flatMap(([name, team]) => [
      ...(team.page === undefined ? [] : [named(receiverNames.page(name), team.page)]),
      named(receiverNames.ticket(name), team.ticket),
    ]),
  ];
}

function named(name: string, { pagerduty, opsgenie, slack, teams, webhook, email }: Receiver): NamedReceiver {
  const sendResolved = { send_resolved: true };
  if (pagerduty !== undefined) {
    const file = secretFile(pagerduty.secret, secretKeys.pagerduty);
    return { name, pagerduty_configs: [{ ...sendResolved, routing_key_file: file, description: title }] };
  }
  if (opsgenie !== undefined) {
    const file = secretFile(opsgenie.secret, secretKeys.opsgenie);
    return {
      name,
      opsgenie_configs: [{ ...sendResolved, api_key_file: file, message: title, description: text }],
    };
  }
  if (slack !== undefined) {
    const file = secretFile(slack.secret, secretKeys.slack);
    return {
      name,
      slack_configs: [{ ...sendResolved, api_url_file: file, channel: slack.channel, title, text }],
    };
  }
  if (teams !== undefined) {
    const file = secretFile(teams.secret, secretKeys.teams);
    return { name, msteamsv2_configs: [{ ...sendResolved, webhook_url_file: file, title, text }] };
  }
  if (webhook !== undefined) {
    return {
      name,
      webhook_configs: [{ ...sendResolved, url_file: secretFile(webhook.secret, secretKeys.webhook) }],
    };
  }
  if (email !== undefined)
    return { name, email_configs: [{ ...sendResolved, ...emailConfiguration(email) }] };
  throw new Error(`receiver ${name} has no kind`);
}

/** Encryption stays at its default, which is to require it. */
const emailConfiguration = ({ to, from, smarthost, username, secret }: NonNullable<Receiver['email']>) => ({
  to,
  from,
  smarthost,
  ...(username === undefined || secret === undefined
    ? {}
    : { auth_username: username, auth_password_file: secretFile(secret, secretKeys.email) }),
  headers: { Subject: title },
  // The built-in page has neither runbook nor panel, and readers prefer it to the text.
  html: '',
  text,
});

/** Secrets that Alertmanager must mount, each once, sorted. */
export function receiverSecrets(environment: Environment): readonly string[] {
  const receivers = Object.values(environment.teams).flatMap(({ page, ticket }) => [page, ticket]);
  const names = receivers.flatMap((receiver) =>
    Object.values(receiver ?? {}).flatMap((kind) => (kind?.secret === undefined ? [] : [kind.secret])),
  );
  return [
    ...new Set([...names, ...(environment.heartbeat === undefined ? [] : [environment.heartbeat.secret])]),
  ].sort();
}
