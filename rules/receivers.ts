import type { Environment, Receiver } from '../environments/environment';
import type { NamedReceiver } from './alertmanager';
import { messages } from './messages';

/** Names of receivers. A team has one for tickets and may have one for pages, and one for pages that last. */
export const receiverNames = {
  nobody: 'nobody',
  heartbeat: 'heartbeat',
  page: (team: string): string => `${team}-page`,
  ticket: (team: string): string => `${team}-ticket`,
  escalation: (team: string): string => `${team}-escalation`,
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
      ...(team.escalation === undefined ? [] : [named(receiverNames.escalation(name), team.escalation.to)]),
    ]),
  ];
}

/** Messages of what has ended are sent as well: pagers close their incidents by them. */
function named(name: string, receiver: Receiver): NamedReceiver {
  const { pagerduty, opsgenie, slack, teams, webhook, email } = receiver;
  const file = (kind: keyof Receiver, secret: string): string => secretFile(secret, secretKeys[kind]);
  if (pagerduty !== undefined) {
    const key = { routing_key_file: file('pagerduty', pagerduty.secret) };
    return { name, pagerduty_configs: [{ ...told, ...key, ...messages.pagerduty }] };
  }
  if (opsgenie !== undefined) {
    const key = { api_key_file: file('opsgenie', opsgenie.secret) };
    return { name, opsgenie_configs: [{ ...told, ...key, ...messages.opsgenie }] };
  }
  if (slack !== undefined) {
    const place = { api_url_file: file('slack', slack.secret), channel: slack.channel };
    return { name, slack_configs: [{ ...told, ...place, ...messages.slack }] };
  }
  if (teams !== undefined) {
    const place = { webhook_url_file: file('teams', teams.secret) };
    return { name, msteamsv2_configs: [{ ...told, ...place, ...messages.teams }] };
  }
  if (webhook !== undefined) {
    const place = { url_file: file('webhook', webhook.secret) };
    return { name, webhook_configs: [{ ...told, ...place, ...messages.webhook }] };
  }
  if (email !== undefined)
    return { name, email_configs: [{ ...told, ...mailbox(email), ...messages.email }] };
  throw new Error(`receiver ${name} has no kind`);
}

const told = { send_resolved: true };

/** Encryption stays at its default, which is to require it. */
const mailbox = ({ to, from, smarthost, username, secret }: NonNullable<Receiver['email']>) => ({
  to,
  from,
  smarthost,
  ...(username === undefined || secret === undefined
    ? {}
    : { auth_username: username, auth_password_file: secretFile(secret, secretKeys.email) }),
});

/** Secrets that Alertmanager must mount, each once, sorted. */
export function receiverSecrets(environment: Environment): readonly string[] {
  const receivers = Object.values(environment.teams).flatMap(({ page, ticket, escalation }) => [
    page,
    ticket,
    escalation?.to,
  ]);
  const names = receivers.flatMap((receiver) =>
    Object.values(receiver ?? {}).flatMap((kind) => (kind?.secret === undefined ? [] : [kind.secret])),
  );
  return [
    ...new Set([...names, ...(environment.heartbeat === undefined ? [] : [environment.heartbeat.secret])]),
  ].sort();
}
