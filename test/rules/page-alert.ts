import type { PostedAlert } from './live-alertmanager';

/** What may stand in an entry's own summary, and everything that means something to one of the receivers. */
export const nasty = 'fraud: {{ .Secret }} "quoted" <!channel> & [x](https://evil.test) \\ 100% #1 é';

export const links = {
  runbook: 'https://runbooks.test/ModelErrorBudgetBurn.md',
  panel: 'https://grafana.test/d/mlo-model-fraud?viewPanel=1&var-datasource=x',
  logs: "https://kibana.test/app/discover#/?_a=(dataSource:(dataViewId:'x'),query:(language:kuery))",
};

/** A page as Prometheus sends it. */
export const page = (summary: string, more: Readonly<Record<string, string>> = {}): PostedAlert => ({
  labels: {
    alertname: 'ModelErrorBudgetBurn',
    severity: 'critical',
    scope: 'model',
    namespace: 'serving',
    model_name: 'fraud',
    team: 'risk',
    tier: 'critical',
    env: 'prod',
    cluster: 'eu-1',
    ...more,
  },
  annotations: {
    summary,
    description: 'At 3% failed requests the availability objective will be missed.',
    runbook_url: links.runbook,
    dashboard_url: links.panel,
    logs_url: links.logs,
  },
  startsAt: '2026-08-10T09:12:00.000Z',
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
});
