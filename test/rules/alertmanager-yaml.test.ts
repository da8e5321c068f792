import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments, type Environment } from '../../environments';
import { alertmanagerConfiguration, receiverSecrets } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

const folder = mkdtempSync(join(tmpdir(), 'alertmanager-yaml-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const amtool = (...args: readonly string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(binaryOf('amtool'), args, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
};

function written(environment: Environment): string {
  const file = join(folder, `${environment.name}-${String(environment.paging)}.yml`);
  writeFileSync(file, dump(alertmanagerConfiguration(environment), { lineWidth: -1 }));
  return file;
}

const paging = company();
const quiet: Environment = { ...paging, paging: false };

describe('alertmanager.yaml', () => {
  test('is accepted by Alertmanager with paging and without', () => {
    for (const environment of [paging, quiet]) {
      const { status, output } = amtool('check-config', written(environment));
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    }
  });

  test.each([
    ['Mon-Fri', ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']],
    ['Mon-Sun', ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']],
    ['Sat-Mon', ['saturday', 'sunday', 'monday']],
    ['Wed', ['wednesday']],
  ])('spells the days %s as Alertmanager accepts them', (days, expected) => {
    const risk = paging.teams['risk'];
    if (risk?.hours === undefined) throw new Error('the team risk has no hours');
    const environment: Environment = {
      ...paging,
      name: `days-${days}`,
      teams: { ...paging.teams, risk: { ...risk, hours: { ...risk.hours, days } } },
    };
    const [interval] = alertmanagerConfiguration(environment).time_intervals;
    expect(interval?.time_intervals[0]?.weekdays).toEqual(expected);
    expect(amtool('check-config', written(environment)).status).toBe(0);
  });

  test('reads every secret from a file that the mounted Secrets hold, and contains none', () => {
    const text = dump(alertmanagerConfiguration(paging));
    const files = [...text.matchAll(/\/etc\/alertmanager\/secrets\/([^/\s]+)\//g)].map(
      ([, secret]) => secret,
    );
    expect([...new Set(files)].sort()).toEqual(receiverSecrets(paging));
    expect(text).not.toMatch(/(?:routing_key|api_key|api_url|webhook_url|(?<!client_)url|password): /);
  });

  test('writes to mailboxes, with a password from a file where there is a user, and is accepted', () => {
    const [world] = loadEnvironments('test/fixtures/regions');
    if (world === undefined) throw new Error('test/fixtures/regions holds no environment');
    expect(amtool('check-config', written(world)).status).toBe(0);
    const { receivers: all } = alertmanagerConfiguration(world);
    const mailboxes = all.flatMap((receiver) => receiver['email_configs'] ?? []);
    expect(mailboxes).toMatchObject([
      { to: 'assistants@world.test', smarthost: 'relay.world.test:25', send_resolved: true },
      { auth_username: 'alerts', auth_password_file: '/etc/alertmanager/secrets/smtp/password' },
    ]);
    expect(Object.keys(mailboxes[0] ?? {}).filter((key) => key.startsWith('auth'))).toEqual([]);
    expect(receiverSecrets(world)).toContain('smtp');
  });

  test('groups by environment and cluster, so that pagers do not take two incidents for one', () => {
    const { route } = alertmanagerConfiguration(paging);
    const below = (given: typeof route): readonly (typeof route)[] => [
      given,
      ...(given.routes ?? []).flatMap(below),
    ];
    const groupings = below(route).flatMap(({ receiver, group_by }) =>
      group_by === undefined ? [] : [{ receiver, group_by }],
    );
    for (const { receiver, group_by } of groupings) {
      expect(group_by).toEqual(expect.arrayContaining(['env', 'cluster', 'scope']));
      // A page is about one model; a ticket is about one alert, whatever the number of models.
      expect(group_by.includes('model_name')).toBe(/-(?:page|escalation)$/.test(receiver));
      expect(group_by.includes('alertname')).toBe(receiver.endsWith('-ticket'));
    }
    const pages = below(route).filter(({ receiver }) => /-(?:page|escalation)$/.test(receiver));
    expect(pages.length).toBeGreaterThan(3);
    for (const { receiver } of pages) expect(groupings.map((one) => one.receiver)).toContain(receiver);
  });

  test('gives no name to inhibit rules, which the operator would refuse', () => {
    for (const rule of alertmanagerConfiguration(paging).inhibit_rules)
      expect(Object.keys(rule)).not.toContain('name');
  });
});
