/** Key of the Secret under which the texts lie beside alertmanager.yaml, and where the operator mounts all its keys. */
export const templateFile = 'observatory.tmpl';
export const templatePattern = '/etc/alertmanager/config/*.tmpl';

/** Alerts of a notification that are named one by one; a thousand names tell nobody more. */
const named = 10;

/** Those that the notification is about: what fires, or what has ended when nothing fires any more. */
const about =
  '{{ $alerts := .Alerts.Firing }}{{ if eq .Status "resolved" }}{{ $alerts = .Alerts.Resolved }}{{ end }}';

/** A line for every alert but the first, up to as many as are named. `line` has the alert as its dot. */
const others = (line: string): string =>
  [
    '{{ range $index, $alert := $alerts }}{{ if and (gt $index 0) (lt $index ',
    String(named),
    ') }}{{ with $alert }}',
    line,
    '{{ end }}{{ end }}{{ end }}',
  ].join('');

/** Only where some are left out. */
const rest = (text: string): string => `{{ if gt (len $alerts) ${named} }}${text}{{ end }}`;

/** A link that an alert may lack: those of the platform chart have no panel, and what is no model has no logs. */
const linkTo = (annotation: string, text: string): string =>
  `{{ with .Annotations.${annotation} }}${text}{{ end }}`;

/** One line for a whole notification; `summary` is the text that says what one alert, its dot, is about. */
const title = (summary: string): string =>
  [
    about,
    '{{ if eq .Status "resolved" }}Resolved: {{ else if .CommonLabels.escalated }}Escalated: {{ end }}',
    '{{ if gt (len $alerts) 1 }}{{ len $alerts }} alerts{{ with .CommonLabels.alertname }} {{ . }}{{ end }}',
    '{{ with .CommonLabels.model_name }} of {{ . }}{{ end }}: {{ end }}',
    `{{ template "${summary}" (index $alerts 0) }}{{ if gt (len $alerts) 1 }}, ...{{ end }}`,
  ].join('');

/**
 * The texts of notifications, shared by all receivers. Each kind of receiver has its own marks, so what alerts say is
 * escaped for each: a summary may come from an entry, and it must neither break a message nor call a whole channel.
 */
export const notificationTexts = `{{/* What one alert says of itself. Its dot is the alert. */}}
{{ define "observatory.summary" }}{{ or .Annotations.summary .Labels.alertname }}{{ end }}
{{ define "observatory.place" }}{{ .Labels.env }}{{ with .Labels.cluster }} {{ . }}{{ end }}{{ end }}
{{ define "observatory.since" }}{{ .StartsAt.UTC.Format "2006-01-02 15:04" }} UTC{{ end }}
{{ define "observatory.facts" -}}
{{ .Labels.severity }}{{ with .Labels.team }}, team {{ . }}{{ end }}{{ with .Labels.tier }}, tier {{ . }}{{ end }}, {{ template "observatory.place" . }}, since {{ template "observatory.since" . }}
{{- end }}

{{/* What a whole notification is about. */}}
{{ define "observatory.title" }}${title('observatory.summary')}{{ end }}
{{ define "observatory.link" }}${about}{{ with index $alerts 0 }}{{ or .Annotations.dashboard_url .Annotations.runbook_url .GeneratorURL }}{{ end }}{{ end }}
{{ define "observatory.runbook" }}${about}{{ with index $alerts 0 }}{{ .Annotations.runbook_url }}{{ end }}{{ end }}
{{ define "observatory.panel" }}${about}{{ with index $alerts 0 }}{{ .Annotations.dashboard_url }}{{ end }}{{ end }}
{{ define "observatory.logs" }}${about}{{ with index $alerts 0 }}{{ .Annotations.logs_url }}{{ end }}{{ end }}
{{ define "observatory.began" }}${about}{{ template "observatory.since" (index $alerts 0) }}{{ end }}
{{ define "observatory.subject" }}{{ or .CommonLabels.model_name .CommonLabels.node .CommonLabels.alertname }}{{ end }}

{{/* Without any marks: PagerDuty, Opsgenie and the text of mails. */}}
{{ define "observatory.text" -}}
${about}
{{- with index $alerts 0 }}{{ template "observatory.summary" . }}
{{ with .Annotations.description }}{{ . }}
{{ end }}{{ template "observatory.facts" . }}${linkTo('runbook_url', '\nRunbook: {{ . }}')}${linkTo('dashboard_url', '\nPanel: {{ . }}')}${linkTo('logs_url', '\nLogs: {{ . }}')}
{{ end }}{{ if gt (len $alerts) 1 }}
{{ if eq .Status "resolved" }}Resolved as well:{{ else }}Firing as well:{{ end }}${others('\n- {{ template "observatory.summary" . }} ({{ .Labels.alertname }}, {{ template "observatory.facts" . }})')}${rest('\n- and more, {{ len $alerts }} in all')}
{{ end }}{{ end }}

{{/* Slack: three characters are marks, and a bar or an angle would end a link. */}}
{{ define "observatory.slack.escape" }}{{ . | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}{{ end }}
{{ define "observatory.slack.address" }}{{ . | reReplaceAll "&" "&amp;" | reReplaceAll "<" "%3C" | reReplaceAll ">" "%3E" | reReplaceAll "\\\\|" "%7C" }}{{ end }}
{{ define "observatory.slack.summary" }}{{ template "observatory.slack.escape" or .Annotations.summary .Labels.alertname }}{{ end }}
{{ define "observatory.slack.title" }}${title('observatory.slack.summary')}{{ end }}
{{ define "observatory.slack.text" -}}
${about}
{{- with index $alerts 0 }}{{ if gt (len $alerts) 1 }}*{{ template "observatory.slack.summary" . }}*
{{ end }}{{ with .Annotations.description }}{{ template "observatory.slack.escape" . }}
{{ end }}${linkTo('runbook_url', '<{{ template "observatory.slack.address" . }}|Runbook>  ')}${linkTo('dashboard_url', '<{{ template "observatory.slack.address" . }}|Panel>  ')}${linkTo('logs_url', '<{{ template "observatory.slack.address" . }}|Logs>')}
{{- end }}{{ if gt (len $alerts) 1 }}${others('\n• {{ if .Annotations.dashboard_url }}<{{ template "observatory.slack.address" .Annotations.dashboard_url }}|{{ template "observatory.slack.summary" . }}>{{ else }}{{ template "observatory.slack.summary" . }}{{ end }}, since {{ template "observatory.since" . }}')}${rest('\n• and more, {{ len $alerts }} in all')}{{ end -}}
{{- end }}
{{ define "observatory.slack.colour" }}{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}{{ end }}

{{/* Microsoft Teams: Markdown, in which brackets make links and a parenthesis ends their address. */}}
{{ define "observatory.teams.escape" }}{{ . | reReplaceAll "\\\\[" "(" | reReplaceAll "\\\\]" ")" }}{{ end }}
{{ define "observatory.teams.address" }}{{ . | reReplaceAll "\\\\(" "%28" | reReplaceAll "\\\\)" "%29" }}{{ end }}
{{ define "observatory.teams.summary" }}{{ template "observatory.teams.escape" or .Annotations.summary .Labels.alertname }}{{ end }}
{{ define "observatory.teams.title" }}${title('observatory.teams.summary')}{{ end }}
{{ define "observatory.teams.text" -}}
${about}
{{- with index $alerts 0 }}{{ if gt (len $alerts) 1 }}**{{ template "observatory.teams.summary" . }}**

{{ end }}{{ with .Annotations.description }}{{ template "observatory.teams.escape" . }}

{{ end }}{{ template "observatory.facts" . }}

${linkTo('runbook_url', '[Runbook]({{ template "observatory.teams.address" . }}) ')}${linkTo('dashboard_url', '[Panel]({{ template "observatory.teams.address" . }}) ')}${linkTo('logs_url', '[Logs]({{ template "observatory.teams.address" . }})')}
{{- end }}{{ if gt (len $alerts) 1 }}
${others('\n- {{ template "observatory.teams.summary" . }}, since {{ template "observatory.since" . }}')}${rest('\n- and more, {{ len $alerts }} in all')}{{ end -}}
{{- end }}

{{/* Pagers: how bad it is, in their own words. Only what pages gets there, as a rule. */}}
{{ define "observatory.pagerduty.severity" }}{{ if eq .CommonLabels.severity "critical" }}critical{{ else if eq .CommonLabels.severity "warning" }}warning{{ else }}error{{ end }}{{ end }}
{{ define "observatory.opsgenie.priority" }}{{ if ne .CommonLabels.severity "critical" }}P3{{ else if or (eq .CommonLabels.tier "critical") .CommonLabels.escalated }}P1{{ else }}P2{{ end }}{{ end }}
{{ define "observatory.opsgenie.tags" }}{{ .CommonLabels.severity }}{{ with .CommonLabels.alertname }},{{ . }}{{ end }}{{ with .CommonLabels.team }},team:{{ . }}{{ end }}{{ with .CommonLabels.tier }},tier:{{ . }}{{ end }}{{ with .CommonLabels.env }},env:{{ . }}{{ end }}{{ with .CommonLabels.cluster }},cluster:{{ . }}{{ end }}{{ if .CommonLabels.escalated }},escalated{{ end }}{{ end }}

{{/* Mails: Alertmanager escapes what stands in HTML. */}}
{{ define "observatory.email.subject" }}[{{ or .CommonLabels.severity "alerts" }}{{ with .CommonLabels.env }} {{ . }}{{ end }}{{ with .CommonLabels.cluster }} {{ . }}{{ end }}] {{ template "observatory.title" . }}{{ end }}
{{ define "observatory.email.html" -}}
<!DOCTYPE html><html><body style="font-family: sans-serif; font-size: 14px; color: #222">
${about}
{{- with index $alerts 0 }}<h2 style="font-size: 18px">{{ template "observatory.title" $ }}</h2>
{{ if gt (len $alerts) 1 }}<p><b>{{ or .Annotations.summary .Labels.alertname }}</b></p>{{ end }}
<p>{{ .Annotations.description }}</p>
<table cellpadding="4">
<tr><td>Severity</td><td>{{ .Labels.severity }}</td></tr>
{{ with .Labels.team }}<tr><td>Team</td><td>{{ . }}</td></tr>{{ end }}
{{ with .Labels.tier }}<tr><td>Tier</td><td>{{ . }}</td></tr>{{ end }}
<tr><td>Environment</td><td>{{ template "observatory.place" . }}</td></tr>
<tr><td>Since</td><td>{{ template "observatory.since" . }}</td></tr>
</table>
<p>${linkTo('runbook_url', '<a href="{{ . }}">Runbook</a> ')}${linkTo('dashboard_url', '<a href="{{ . }}">Panel</a> ')}${linkTo('logs_url', '<a href="{{ . }}">Logs</a>')}</p>
{{- end }}{{ if gt (len $alerts) 1 }}
<p>{{ if eq .Status "resolved" }}Resolved as well:{{ else }}Firing as well:{{ end }}</p>
<ul>${others('\n<li>{{ if .Annotations.dashboard_url }}<a href="{{ .Annotations.dashboard_url }}">{{ or .Annotations.summary .Labels.alertname }}</a>{{ else }}{{ or .Annotations.summary .Labels.alertname }}{{ end }} ({{ template "observatory.facts" . }})</li>')}${rest('\n<li>and more, {{ len $alerts }} in all</li>')}
</ul>{{ end }}
</body></html>
{{- end }}
`;
