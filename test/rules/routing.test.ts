import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments, type Environment } from '../../environments';
import { alertmanagerConfiguration, receiverSecrets } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

const folder = mkdtempSync(join(tmpdir(), 'routes-'));
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

/** Receivers that real Alertmanager code chooses, hours aside: where hours decide, both receivers are listed. */
function receivers(environment: Environment, labels: string): string {
  const { status, output } = amtool(
    'config',
    'routes',
    'test',
    `--config.file=${written(environment)}`,
    ...labels.split(' '),
  );
  expect(status).toBe(0);
  return output.trim();
}

const paging = company();
const quiet: Environment = { ...paging, paging: false };
const model = 'scope=model namespace=serving model_name=m';

describe('who is told, by real amtool', () => {
  test.each([
    [
      'a critical alert of a critical model pages its team',
      'team=risk tier=critical severity=critical',
      'risk-page',
    ],
    [
      'a critical alert of a standard model pages in hours and is a ticket outside',
      'team=risk tier=standard severity=critical',
      'risk-page,risk-ticket',
    ],
    [
      'a team without hours is paged at any hour',
      'team=assistants tier=standard severity=critical',
      'assistants-page',
    ],
    [
      'a critical alert of an experimental model is a ticket',
      'team=risk tier=experimental severity=critical',
      'risk-ticket',
    ],
    ['a warning is a ticket, whatever the tier', 'team=risk tier=critical severity=warning', 'risk-ticket'],
    ['info stays on dashboards', 'team=risk tier=critical severity=info', 'nobody'],
  ])('%s', (_name, labels, expected) => {
    expect(receivers(paging, `alertname=ModelX ${model} ${labels}`)).toBe(expected);
  });

  test('a broken GPU pages the owner of the environment, whoever uses it', () => {
    expect(receivers(paging, 'alertname=GpuXidHardwareError scope=gpu team=platform severity=critical')).toBe(
      'platform-page',
    );
  });

  test('alerts of the platform chart, which have no team, go to the owner', () => {
    expect(receivers(paging, 'alertname=KubeNodeNotReady severity=critical')).toBe('platform-page');
    expect(receivers(paging, 'alertname=KubeNodeNotReady severity=warning')).toBe('platform-ticket');
  });

  test('the watchdog goes to the heartbeat, or to nobody where there is none', () => {
    expect(receivers(paging, 'alertname=Watchdog severity=none')).toBe('heartbeat');
    const { heartbeat: _heartbeat, ...without } = { ...paging, name: 'without' };
    expect(receivers(without, 'alertname=Watchdog severity=none')).toBe('nobody');
  });

  test('without paging nothing pages', () => {
    for (const team of ['risk', 'assistants', 'platform']) {
      for (const tier of ['critical', 'standard', 'experimental']) {
        expect(
          receivers(quiet, `alertname=ModelX ${model} team=${team} tier=${tier} severity=critical`),
        ).toBe(`${team}-ticket`);
      }
    }
  });
});

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
    expect(text).not.toMatch(/(?:routing_key|api_key|api_url|webhook_url|url|password): /);
  });

  test('writes to mailboxes, with a password from a file where there is a user, and is accepted', () => {
    const [world] = loadEnvironments('test/fixtures/regions');
    if (world === undefined) throw new Error('test/fixtures/regions holds no environment');
    expect(amtool('check-config', written(world)).status).toBe(0);
    const { receivers: all } = alertmanagerConfiguration(world);
    const mailboxes = all.flatMap((receiver) => receiver['email_configs'] ?? []);
    expect(mailboxes).toMatchObject([
      { to: 'assistants@world.test', smarthost: 'relay.world.test:25', send_resolved: true, html: '' },
      { auth_username: 'alerts', auth_password_file: '/etc/alertmanager/secrets/smtp/password' },
    ]);
    expect(Object.keys(mailboxes[0] ?? {}).filter((key) => key.startsWith('auth'))).toEqual([]);
    expect(receiverSecrets(world)).toContain('smtp');
  });

  test('groups by environment and cluster, so that pagers do not take two incidents for one', () => {
    const { route } = alertmanagerConfiguration(paging);
    expect(route.group_by).toEqual(expect.arrayContaining(['env', 'cluster', 'namespace', 'model_name']));
    const below = (given: typeof route): readonly (typeof route)[] => [
      given,
      ...(given.routes ?? []).flatMap(below),
    ];
    expect(below(route).filter((one) => one !== route && one.group_by !== undefined)).toEqual([]);
  });

  test('gives no name to inhibit rules, which the operator would refuse', () => {
    for (const rule of alertmanagerConfiguration(paging).inhibit_rules)
      expect(Object.keys(rule)).not.toContain('name');
  });
});
