import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notificationTexts, templateFile } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import type { PostedAlert } from './live-alertmanager';
import { links, nasty, page } from './page-alert';

describe('mails, by real amtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function rendered(name: string, type: 'text' | 'html', alerts: readonly PostedAlert[]): string {
    const file = join(folder, templateFile);
    writeFileSync(file, notificationTexts);
    const data = join(folder, 'data.json');
    const [first] = alerts;
    writeFileSync(
      data,
      JSON.stringify({
        status: 'firing',
        receiver: 'mail',
        alerts: alerts.map((alert) => ({ ...alert, status: 'firing' })),
        groupLabels: {},
        commonLabels: first?.labels,
        commonAnnotations: {},
        externalURL: 'https://alertmanager.test',
      }),
    );
    const { status, stdout, stderr } = spawnSync(
      binaryOf('amtool'),
      [
        'template',
        'render',
        `--template.glob=${file}`,
        `--template.text={{ template "${name}" . }}`,
        `--template.type=${type}`,
        `--template.data=${data}`,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  test('have a subject that says how bad and where', () => {
    expect(rendered('observatory.email.subject', 'text', [page('fraud (serving) fails')]).trim()).toBe(
      '[critical prod eu-1] fraud (serving) fails',
    );
  });

  test('have a page with every fact and link, in which what an entry says is no HTML', () => {
    const html = rendered('observatory.email.html', 'html', [page(nasty), page('other <b>')]);
    expect(html).toContain('&lt;!channel&gt; &amp;');
    expect(html).not.toContain('<!channel>');
    expect(html).toContain('other &lt;b&gt;');
    for (const [text, href] of [
      ['Runbook', links.runbook],
      ['Panel', links.panel.replaceAll('&', '&amp;')],
      ['Logs', links.logs.replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29')],
    ] as const)
      expect(html).toContain(`<a href="${href}">${text}</a>`);
    for (const fact of ['critical', 'risk', 'prod eu-1', '2026-08-10 09:12 UTC', 'Firing as well'])
      expect(html).toContain(fact);
  });
});
