import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments } from '../../environments';
import { alertmanagerConfiguration, type AlertmanagerConfiguration, type Route } from '../../rules';
import { receiversDuring, receiversFor, routesFor } from '../../scripts/routing';
import { binaryOf } from '../../scripts/tool-binaries';

const folder = mkdtempSync(join(tmpdir(), 'routing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Labels = Readonly<Record<string, string>>;

/** What Alertmanager's own code says; it passes over time intervals. */
function byAmtool(name: string, configuration: AlertmanagerConfiguration, labels: Labels): readonly string[] {
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, dump(configuration, { lineWidth: -1 }));
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const args = ['config', 'routes', 'test', `--config.file=${file}`, ...pairs];
  const { status, stdout, stderr } = spawnSync(binaryOf('amtool'), args, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return [...new Set(stdout.trim().split(','))];
}

const [prod] = loadEnvironments('environments', 'prod');
if (prod === undefined) throw new Error('there is no prod');
const generated = alertmanagerConfiguration(prod);

/** A tree with everything that the generated one has little of. */
const handmade: AlertmanagerConfiguration = {
  ...generated,
  receivers: ['root', 'a', 'b', 'c', 'd'].map((name) => ({ name })),
  inhibit_rules: [],
  time_intervals: [],
  route: {
    receiver: 'root',
    routes: [
      { receiver: 'a', matchers: ['x=~"one|two"', 'y!="no"'], continue: true },
      {
        receiver: 'b',
        matchers: ['x=~"t.*"'],
        routes: [
          { receiver: 'c', matchers: ['y!~"a+"'], continue: true },
          { receiver: 'd', matchers: ['z=""'] },
          { receiver: 'a', matchers: ['z="q\\"\\\\"'] },
        ],
      },
      { receiver: 'c', matchers: ['x="two"'] },
      { receiver: 'd', matchers: ['y=~"|only"'] },
    ],
  },
};

const model = { scope: 'model', namespace: 'serving', model_name: 'm' };

describe('the walk through the routes', () => {
  test.each<readonly [string, Labels]>([
    ...['risk', 'assistants', 'unknown'].flatMap((team) =>
      ['critical', 'standard', 'experimental'].flatMap((tier) =>
        ['critical', 'warning', 'info'].map(
          (severity) =>
            [
              `a ${severity} alert of a ${tier} model of team ${team}`,
              { alertname: 'ModelX', ...model, team, tier, severity },
            ] as const,
        ),
      ),
    ),
    ['the watchdog', { alertname: 'Watchdog', severity: 'none' }],
    ['an alert without a team', { alertname: 'KubeNodeNotReady', severity: 'critical' }],
    ['a broken GPU', { alertname: 'GpuX', scope: 'gpu', team: 'platform', severity: 'critical' }],
  ])('takes %s where Alertmanager does', (_name, labels) => {
    expect(receiversFor(generated, labels)).toEqual(byAmtool('generated', generated, labels));
  });

  test.each<readonly [Labels]>([
    [{}],
    [{ x: 'one' }],
    [{ x: 'one', y: 'no' }],
    [{ x: 'onetwo', y: 'yes' }],
    [{ x: 'two' }],
    [{ x: 'two', y: 'aa', z: 'other' }],
    [{ x: 'two', y: 'aa' }],
    [{ x: 'three', y: 'b', z: 'other' }],
    [{ x: 'three', y: 'aab', z: 'q"\\' }],
    [{ x: 'four', y: 'lonely' }],
  ])('takes %j through nested, negated and continued routes as Alertmanager does', (labels) => {
    expect(receiversFor(handmade, labels)).toEqual(byAmtool('handmade', handmade, labels));
  });

  test('refuses a matcher that it cannot read', () => {
    expect(() => routesFor({ receiver: 'a', routes: [{ receiver: 'b', matchers: ['x~y'] }] }, {})).toThrow(
      'no matcher of Alertmanager: x~y',
    );
  });
});

describe('time intervals', () => {
  const of = (route: Partial<Route>): AlertmanagerConfiguration => ({
    ...generated,
    route: { receiver: 'root', routes: [{ receiver: 'a', ...route, routes: [{ receiver: 'b' }] }] },
  });
  const leaf = (route: Partial<Route>): AlertmanagerConfiguration => ({
    ...generated,
    route: { receiver: 'root', routes: [{ receiver: 'a', ...route }] },
  });
  test.each<readonly [string, Partial<Route>, readonly string[], readonly string[]]>([
    ['an active interval tells while it is open', { active_time_intervals: ['day'] }, ['day'], ['a']],
    ['an active interval is quiet while it is closed', { active_time_intervals: ['day'] }, [], []],
    ['one open interval of several is enough', { active_time_intervals: ['day', 'eve'] }, ['eve'], ['a']],
    ['a mute interval is quiet while it is open', { mute_time_intervals: ['day'] }, ['day'], []],
    ['a mute interval tells while it is closed', { mute_time_intervals: ['day'] }, ['other'], ['a']],
  ])('%s', (_name, route, open, expected) => {
    expect(receiversDuring(leaf(route), {}, new Set(open))).toEqual(expected);
  });

  test('of a parent are not those of its children', () => {
    expect(receiversDuring(of({ mute_time_intervals: ['day'] }), {}, new Set(['day']))).toEqual(['b']);
  });
});
