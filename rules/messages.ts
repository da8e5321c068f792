import type { Receiver } from '../environments/environment';

const text = (name: string): string => `{{ template "observatory.${name}" . }}`;

/**
 * PagerDuty's details are read as YAML once they are filled in, and what is YAML is filled in again: a summary such as
 * `fraud: too slow` would become a table, and one with two braces would break the message. No YAML begins with a tab, so
 * such a text stays a text.
 */
const asText = (template: string): string => `{{ "\\t" }}${template}`;

const client = 'Model Observatory';

/** How each kind of receiver writes a notification, in its own terms. The texts themselves are shared. */
export const messages: Readonly<Record<keyof Receiver, Readonly<Record<string, unknown>>>> = {
  pagerduty: {
    description: text('title'),
    severity: text('pagerduty.severity'),
    client,
    client_url: text('link'),
    source: '{{ .CommonLabels.env }} {{ .CommonLabels.cluster }}',
    class: '{{ .CommonLabels.alertname }}',
    component: text('subject'),
    group: '{{ .CommonLabels.team }}',
    links: [
      { href: text('runbook'), text: 'Runbook' },
      { href: text('panel'), text: 'Panel' },
      { href: text('logs'), text: 'Logs' },
    ],
    details: {
      // The four that Alertmanager adds by itself where they are missing are named here, so that it adds none.
      firing: asText(text('text')),
      resolved: asText('{{ len .Alerts.Resolved }}'),
      num_firing: '{{ len .Alerts.Firing }}',
      num_resolved: '{{ len .Alerts.Resolved }}',
      since: asText(text('began')),
      tier: asText('{{ .CommonLabels.tier }}'),
    },
  },
  opsgenie: {
    message: text('title'),
    description: text('text'),
    priority: text('opsgenie.priority'),
    tags: text('opsgenie.tags'),
    entity: text('subject'),
    source: `${client} {{ .CommonLabels.env }} {{ .CommonLabels.cluster }}`,
    details: { runbook: text('runbook'), panel: text('panel'), logs: text('logs'), since: text('began') },
  },
  slack: {
    title: text('slack.title'),
    title_link: text('link'),
    text: text('slack.text'),
    fallback: text('slack.title'),
    color: text('slack.colour'),
    fields: [
      { title: 'Severity', value: '{{ .CommonLabels.severity }}', short: true },
      {
        title: 'Team',
        value: '{{ .CommonLabels.team }}{{ with .CommonLabels.tier }}, tier {{ . }}{{ end }}',
        short: true,
      },
      { title: 'Environment', value: '{{ .CommonLabels.env }} {{ .CommonLabels.cluster }}', short: true },
      { title: 'Since', value: text('began'), short: true },
    ],
    footer: client,
  },
  teams: { title: text('teams.title'), text: text('teams.text') },
  webhook: {
    // A thousand alerts would be a megabyte; how many more there are is in `truncatedAlerts`.
    max_alerts: 100,
  },
  email: {
    headers: { Subject: text('email.subject') },
    // Both: the built-in page has neither runbook nor panel, and some read text only.
    html: text('email.html'),
    text: text('text'),
  },
};
