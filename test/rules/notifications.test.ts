import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertmanagerConfiguration, notificationTexts, templateFile } from '../../rules';
import { messages } from '../../rules/messages';
import { company } from './company';
import {
  startAlertmanager,
  startReceiving,
  until,
  type LiveAlertmanager,
  type PostedAlert,
  type Received,
  type Receiving,
} from './live-alertmanager';
import { links, nasty, page } from './page-alert';

/** What began long ago is sent at once; what begins now waits for others of its group. */
const now = (alert: PostedAlert): PostedAlert => ({ ...alert, startsAt: new Date().toISOString() });

const kinds = ['pagerduty', 'opsgenie', 'slack', 'teams', 'webhook'] as const;

describe('notifications, as a real Alertmanager sends them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notifications-'));
  let alertmanager: LiveAlertmanager;
  let receiving: Receiving;

  beforeAll(async () => {
    receiving = await startReceiving();
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    file(templateFile, notificationTexts);
    const at = (kind: string): string => `${receiving.url}/${kind}/`;
    alertmanager = await startAlertmanager({
      templates: [join(folder, '*.tmpl')],
      route: {
        receiver: 'all',
        group_by: ['case'],
        group_wait: '1s',
        group_interval: '1s',
        routes: [],
      },
      receivers: [
        {
          name: 'all',
          pagerduty_configs: [
            { ...messages.pagerduty, routing_key_file: file('key', 'k'), url: at('pagerduty') },
          ],
          opsgenie_configs: [
            { ...messages.opsgenie, api_key_file: file('key', 'k'), api_url: at('opsgenie') },
          ],
          slack_configs: [
            {
              send_resolved: true,
              ...messages.slack,
              api_url_file: file('slack', at('slack')),
              channel: '#x',
            },
          ],
          msteamsv2_configs: [{ ...messages.teams, webhook_url_file: file('teams', at('teams')) }],
          webhook_configs: [{ ...messages.webhook, url_file: file('webhook', at('webhook')) }],
        },
      ],
    });
  });

  afterAll(async () => {
    await alertmanager.stop();
    await receiving.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What each kind of receiver is sent of some alerts, which are one notification. */
  async function sent(name: string, alerts: readonly PostedAlert[]) {
    const before = receiving.received.length;
    await alertmanager.post(alerts.map((alert) => ({ ...alert, labels: { ...alert.labels, case: name } })));
    const of = (kind: string): Received | undefined =>
      receiving.received.slice(before).find(({ path }) => path.startsWith(`/${kind}/`));
    await until(
      () => kinds.every((kind) => of(kind) !== undefined),
      (all) => all,
    );
    return Object.fromEntries(
      kinds.map((kind) => [kind, JSON.parse(of(kind)?.text ?? '"nothing was sent"')]),
    );
  }

  const of = (count: number): readonly PostedAlert[] =>
    Array.from({ length: count }, (_, index) =>
      now(page(`model ${index} fails`, { model_name: `model-${index}`, tier: 'standard' })),
    );

  test('a page says what, how bad, since when and whose, and leads to runbook, panel and logs', async () => {
    const { pagerduty, opsgenie, slack, teams, webhook } = await sent('one', [page('fraud (serving) fails')]);
    expect(pagerduty).toMatchObject({
      payload: {
        summary: 'fraud (serving) fails',
        source: 'prod eu-1',
        severity: 'critical',
        class: 'ModelErrorBudgetBurn',
        component: 'fraud',
        group: 'risk',
        custom_details: { num_firing: 1, num_resolved: 0, since: '\t2026-08-10 09:12 UTC' },
      },
      client_url: links.panel,
      links: [
        { text: 'Runbook', href: links.runbook },
        { text: 'Panel', href: links.panel },
        { text: 'Logs', href: links.logs },
      ],
    });
    expect(opsgenie).toMatchObject({
      message: 'fraud (serving) fails',
      priority: 'P1',
      entity: 'fraud',
      source: 'Model Observatory prod eu-1',
      tags: ['critical', 'ModelErrorBudgetBurn', 'team:risk', 'tier:critical', 'env:prod', 'cluster:eu-1'],
      details: { runbook: links.runbook, panel: links.panel, logs: links.logs },
    });
    for (const text of [pagerduty.payload.custom_details.firing, opsgenie.description]) {
      expect(String(text).trim().split('\n')).toEqual([
        'fraud (serving) fails',
        'At 3% failed requests the availability objective will be missed.',
        'critical, team risk, tier critical, prod eu-1, since 2026-08-10 09:12 UTC',
        `Runbook: ${links.runbook}`,
        `Panel: ${links.panel}`,
        `Logs: ${links.logs}`,
      ]);
    }
    expect(slack.attachments[0]).toMatchObject({
      title: 'fraud (serving) fails',
      title_link: links.panel,
      color: 'danger',
      text: [
        'At 3% failed requests the availability objective will be missed.',
        `<${links.runbook}|Runbook>  <${links.panel.replaceAll('&', '&amp;')}|Panel>  <${links.logs}|Logs>`,
      ].join('\n'),
      fields: [
        { title: 'Severity', value: 'critical' },
        { title: 'Team', value: 'risk, tier critical' },
        { title: 'Environment', value: 'prod eu-1' },
        { title: 'Since', value: '2026-08-10 09:12 UTC' },
      ],
    });
    const [heading, body] = teams.attachments[0].content.body;
    expect(heading.text).toBe('fraud (serving) fails');
    // A parenthesis in an address would end the link.
    const logs = links.logs.replaceAll('(', '%28').replaceAll(')', '%29');
    expect(body.text).toContain(`[Runbook](${links.runbook}) [Panel](${links.panel}) [Logs](${logs})`);
    expect(webhook.alerts[0].annotations.runbook_url).toBe(links.runbook);
  });

  test('what an entry says breaks no message and calls nobody', async () => {
    const { pagerduty, opsgenie, slack, teams } = await sent('nasty', [page(nasty)]);
    expect(pagerduty.payload.summary).toBe(nasty);
    // Read as YAML it would be a table, and its braces a template that cannot be filled in.
    expect(pagerduty.payload.custom_details.firing).toContain(nasty);
    expect(opsgenie.message).toBe(nasty);
    const escaped = nasty.replace('&', '&amp;').replace('<!channel>', '&lt;!channel&gt;');
    expect(slack.attachments[0].title).toBe(escaped);
    expect(slack.attachments[0].fallback).toBe(escaped);
    expect(teams.attachments[0].content.body[0].text).toBe(nasty.replace('[x]', '(x)'));
  });

  test('many alerts are one readable message: how many, the first in full, nine more, and that there are others', async () => {
    const { pagerduty, slack, teams, webhook } = await sent('many', of(150));
    expect(pagerduty.payload.summary).toBe('150 alerts ModelErrorBudgetBurn: model 0 fails, ...');
    expect(slack.attachments[0].title).toBe('150 alerts ModelErrorBudgetBurn: model 0 fails, ...');
    for (const text of [
      pagerduty.payload.custom_details.firing,
      slack.attachments[0].text,
      teams.attachments[0].content.body[1].text,
    ] as readonly string[]) {
      expect(text).toContain('and more, 150 in all');
      expect(new Set(text.match(/model \d+ fails/g)).size).toBe(10);
      expect(text.length).toBeLessThan(6_000);
    }
    expect(webhook.alerts.length + webhook.truncatedAlerts).toBe(150);
    expect(webhook.alerts.length).toBe(100);
  });

  test('a page names what else fires for the model', async () => {
    const { pagerduty, slack } = await sent('else', [
      now(page('fraud (serving) fails')),
      now(page('fraud (serving) is slow', { alertname: 'ModelLatencyBudgetBurn' })),
    ]);
    expect(pagerduty.payload.summary).toMatch(
      /^2 alerts of fraud: fraud \(serving\) (?:fails|is slow), \.\.\.$/,
    );
    for (const text of [pagerduty.payload.custom_details.firing, slack.attachments[0].text]) {
      expect(text).toContain('fraud (serving) fails');
      expect(text).toContain('fraud (serving) is slow');
    }
  });

  test('a page that escalates says so, and is most urgent', async () => {
    const { pagerduty, opsgenie } = await sent('escalated', [
      page('fraud (serving) fails', { escalated: '1h', tier: 'standard' }),
    ]);
    expect(pagerduty.payload.summary).toBe('Escalated: fraud (serving) fails');
    expect(opsgenie).toMatchObject({ priority: 'P1', message: 'Escalated: fraud (serving) fails' });
  });

  test('alerts of the platform chart, which lack panel and logs, lead to what they have', async () => {
    const { pagerduty, slack, teams } = await sent('foreign', [
      {
        labels: { alertname: 'KubeNodeNotReady', severity: 'warning', node: 'n1', env: 'prod' },
        annotations: { description: 'n1 has been unready.', runbook_url: links.runbook },
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    ]);
    expect(pagerduty.payload).toMatchObject({
      summary: 'KubeNodeNotReady',
      severity: 'warning',
      component: 'n1',
    });
    expect(pagerduty.links).toEqual([{ text: 'Runbook', href: links.runbook }]);
    expect(pagerduty.client_url).toBe(links.runbook);
    expect(slack.attachments[0]).toMatchObject({
      color: 'warning',
      text: expect.not.stringContaining('Panel'),
    });
    expect(teams.attachments[0].content.body[1].text).not.toContain('Panel');
  });

  test('what has ended is told as ended, and closes the incident of the pager', async () => {
    await sent('ended', [page('fraud (serving) fails')]);
    const ended = { ...page('fraud (serving) fails'), endsAt: new Date(Date.now() - 1_000).toISOString() };
    const { pagerduty, slack } = await sent('ended', [ended]);
    expect(pagerduty).toMatchObject({
      event_action: 'resolve',
      payload: { summary: 'Resolved: fraud (serving) fails' },
    });
    expect(slack.attachments[0]).toMatchObject({ title: 'Resolved: fraud (serving) fails', color: 'good' });
  });
});

test('every receiver of an environment takes its texts from the shared file, by names that it has', () => {
  const names = new Set([...notificationTexts.matchAll(/define "([\w.]+)"/g)].map(([, name]) => name));
  const used = [
    ...JSON.stringify([messages, alertmanagerConfiguration(company()).receivers]).matchAll(
      /template \\"([\w.]+)\\"/g,
    ),
    ...notificationTexts.matchAll(/template "([\w.]+)"/g),
  ].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !names.has(name))).toEqual([]);
  expect([...names].filter((name) => !used.includes(name))).toEqual([]);
});
