import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dump } from 'js-yaml';
import { loadEnvironments, type Environment } from '../../environments';
import { hours } from '../../models/duration';
import { alertmanagerConfiguration, rulesFor, sharedRules, type Route } from '../../rules';
import { receiversDuring } from '../../scripts/routing';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

/**
 * Every alert of every environment, sent through the generated routes by real amtool. One call takes a tenth of a second,
 * so alerts that no route can tell apart are one input: routes look at few labels (a test holds them to that), and the
 * inputs are all combinations of what these labels can be. Who must be told of each is in a table, written by hand.
 */

const folder = mkdtempSync(join(tmpdir(), 'routes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whatever routes look at; empty where the alert has no such label. */
interface Input {
  readonly alertname: 'Watchdog' | 'any';
  readonly severity: 'critical' | 'warning' | 'info' | 'none';
  readonly team: string;
  readonly tier: '' | 'critical' | 'standard' | 'experimental';
  readonly traffic: '' | 'business-hours';
  readonly escalated: '' | '1h';
}

/**
 * Who is told, within the hours and outside them together: amtool passes over times. A team with hours, one that is paged
 * at any hour, and one of an environment that pages nobody, or without a pager.
 */
const table = `
  severity  tier          kind            hours        any hour    quiet
  critical  -             -               page         page        ticket
  critical  critical      -               page         page        ticket
  critical  standard      -               page,ticket  page        ticket
  critical  experimental  -               ticket       ticket      ticket
  critical  critical      business-hours  page         page        ticket
  critical  standard      business-hours  page         page        ticket
  critical  experimental  business-hours  ticket       ticket      ticket
  critical  -             escalated       escalation   escalation  never
  critical  critical      escalated       escalation   escalation  never
  critical  standard      escalated       escalation   escalation  never
  critical  critical      escalated,bh    escalation   escalation  never
  critical  standard      escalated,bh    escalation   escalation  never
  warning   -             -               ticket       ticket      ticket
  warning   critical      -               ticket       ticket      ticket
  warning   standard      -               ticket       ticket      ticket
  warning   experimental  -               ticket       ticket      ticket
  warning   critical      business-hours  ticket       ticket      ticket
  warning   standard      business-hours  ticket       ticket      ticket
  warning   experimental  business-hours  ticket       ticket      ticket
  info      -             -               nobody       nobody      nobody
  info      critical      -               nobody       nobody      nobody
  info      standard      -               nobody       nobody      nobody
  info      experimental  -               nobody       nobody      nobody
`;

interface Row {
  readonly severity: Input['severity'];
  readonly tier: Input['tier'];
  readonly traffic: Input['traffic'];
  readonly escalated: Input['escalated'];
  readonly told: Readonly<Record<'hours' | 'any' | 'quiet', string>>;
}

const rows: readonly Row[] = table
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [severity = '', tier = '', kind = '', inHours = '', any = '', none = ''] = line.trim().split(/\s+/);
    return {
      severity: severity as Input['severity'],
      tier: (tier === '-' ? '' : tier) as Input['tier'],
      traffic: /business-hours|bh/.test(kind) ? 'business-hours' : '',
      escalated: kind.startsWith('escalated') ? '1h' : '',
      told: { hours: inHours, any, quiet: none },
    };
  });

/** Whether the environment lets a team have such an alert at all. */
function isPossible({ teams, models }: Environment, team: string, { escalated, traffic }: Row): boolean {
  const rests = models.some((model) => model.team === team && model.traffic.pattern === 'business-hours');
  return (escalated === '' || teams[team]?.escalation !== undefined) && (traffic === '' || rests);
}

/** What amtool must answer. */
function expected(environment: Environment, team: string, row: Row): string {
  const { page, hours: open } = environment.teams[team] ?? {};
  const kind = !environment.paging || page === undefined ? 'quiet' : open === undefined ? 'any' : 'hours';
  const told = row.told[kind];
  return told === 'nobody'
    ? told
    : told
        .split(',')
        .map((what) => `${team}-${what}`)
        .join(',');
}

/** Every input that an environment can have, with who must be told. */
function inputsOf(environment: Environment): readonly (readonly [Input, string])[] {
  const { owner, heartbeat } = environment;
  const of = (row: Row, team: string): Input => ({
    alertname: 'any',
    team,
    severity: row.severity,
    tier: row.tier,
    traffic: row.traffic,
    escalated: row.escalated,
  });
  const teams = Object.keys(environment.teams).flatMap((team) =>
    rows
      .filter((row) => isPossible(environment, team, row))
      .map((row) => [of(row, team), expected(environment, team, row)] as const)
      .filter(([, told]) => !told.endsWith('never')),
  );
  // Alerts of the platform chart have no team and go to the owner, at any hour.
  const foreign = rows
    .filter(({ tier, traffic, escalated }) => tier === '' && traffic === '' && escalated === '')
    .map((row) => {
      const kind = environment.paging ? 'any' : 'quiet';
      const told = row.told[kind];
      return [of(row, ''), told === 'nobody' ? told : `${owner}-${told}`] as const;
    });
  const watchdog: Input = {
    ...{ alertname: 'Watchdog', severity: 'none', team: '' },
    ...{ tier: '', traffic: '', escalated: '' },
  };
  return [...teams, ...foreign, [watchdog, heartbeat === undefined ? 'nobody' : 'heartbeat']];
}

const keyOf = (input: Input): string =>
  [input.alertname, input.severity, input.team, input.tier, input.traffic, input.escalated].join(' ');

/** Everything at once: hours, pages that last, and models that rest, whatever the company has. */
function full(): Environment {
  const environment = company();
  const escalation = { after: hours(1), to: { webhook: { secret: 'heads' } } };
  return {
    ...environment,
    name: 'full',
    teams: Object.fromEntries(
      Object.entries(environment.teams).map(([name, team]) => [name, { ...team, escalation }]),
    ),
  };
}
const { heartbeat: _heartbeat, ...unwatched } = { ...company(), name: 'unwatched', paging: false };

const environments: readonly Environment[] = [
  { ...company(), name: 'company' },
  full(),
  unwatched,
  ...loadEnvironments('test/fixtures/regions'),
  ...loadEnvironments('test/fixtures/environments'),
  ...loadEnvironments('environments'),
];

/** One of each whose routes are the same: dev and staging differ in channels only. */
const routed = environments.filter(
  (one, index) => environments.findIndex((other) => routesText(other) === routesText(one)) === index,
);
function routesText(environment: Environment): string {
  return JSON.stringify(alertmanagerConfiguration(environment).route);
}

const below = (route: Route): readonly Route[] => [route, ...(route.routes ?? []).flatMap(below)];

describe('what routes look at', () => {
  test.each(environments.map((one) => [one.name, one] as const))(
    'in %s are the labels of an input, and of each only what tells two inputs apart',
    (_name, environment) => {
      const matchers = below(alertmanagerConfiguration(environment).route).flatMap(
        (route) => route.matchers ?? [],
      );
      const known = new Set([
        'alertname="Watchdog"',
        'severity="critical"',
        'severity="warning"',
        'severity=~"info|none"',
        'tier=~"critical|"',
        'tier=~"critical|standard"',
        'tier="standard"',
        'traffic="business-hours"',
        'escalated!=""',
        ...Object.keys(environment.teams).map((team) => `team="${team}"`),
      ]);
      expect(matchers.filter((matcher) => !known.has(matcher))).toEqual([]);
    },
  );

  test.each(environments.map((one) => [one.name, one] as const))(
    'every alert that the rules of %s can raise is one of the inputs, and is told to somebody at some time',
    (_name, environment) => {
      const inputs = new Map(inputsOf(environment).map(([input, told]) => [keyOf(input), told]));
      const configuration = alertmanagerConfiguration(environment);
      const always = new Set(configuration.time_intervals.map(({ name }) => name));
      const tells = new Set(
        configuration.receivers.filter((one) => Object.keys(one).length > 1).map(({ name }) => name),
      );
      const rules = [
        sharedRules(environment),
        ...environment.models.map((model) => rulesFor(model, environment)),
      ]
        .flatMap(({ spec }) => spec.groups)
        .flatMap((group) => group.rules)
        .filter(({ alert }) => alert !== undefined);
      expect(rules.length).toBeGreaterThan(30);
      for (const { labels = {}, expr } of rules) {
        const carriesTier = labels['scope'] === 'model' || labels['team'] === undefined;
        const teams = labels['team'] === undefined ? Object.keys(environment.teams) : [labels['team']];
        for (const team of teams) {
          // A rule of pages that last names the teams that have an escalation.
          const among = labels['escalated'] === undefined ? undefined : /team=~?"(.*?)"/.exec(expr)?.[1];
          if (among !== undefined && !among.split('|').includes(team)) continue;
          for (const tier of carriesTier
            ? (['critical', 'standard', 'experimental'] as const)
            : ['' as const]) {
            if (labels['escalated'] !== undefined && tier === 'experimental') continue;
            const input: Input = {
              ...{ alertname: 'any', team, tier, traffic: '' },
              severity: labels['severity'] as Input['severity'],
              escalated: labels['escalated'] === undefined ? '' : '1h',
            };
            const told = inputs.get(keyOf(input));
            expect({ input, isKnown: told !== undefined }).toEqual({ input, isKnown: true });
            if (input.severity === 'info') continue;
            const reached = receiversDuring(configuration, { ...input }, always);
            expect(reached.filter((name) => tells.has(name))).toEqual(reached);
            expect(reached.length).toBeGreaterThan(0);
          }
        }
      }
    },
  );
});

describe('who is told, by real amtool', () => {
  const run = promisify(execFile);

  test.each(routed.map((one) => [one.name, one] as const))(
    'in %s: every alert x severity x team x tier as the table says',
    async (name, environment) => {
      const file = join(folder, `${name}.yml`);
      writeFileSync(file, dump(alertmanagerConfiguration(environment), { lineWidth: -1 }));
      const inputs = inputsOf(environment);
      expect(new Set(inputs.map(([input]) => keyOf(input))).size).toBe(inputs.length);
      const answers: string[] = [];
      const wanted = inputs.map(([input, told]) => `${keyOf(input)}: ${told}`);
      // Four at a time: each is a process of its own.
      const waiting = [...inputs];
      const next = async (): Promise<void> => {
        for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
          const [input] = one;
          const pairs = Object.entries(input)
            .filter(([, value]) => value !== '')
            .map(([label, value]) => `${label}=${value}`);
          const args = ['config', 'routes', 'test', `--config.file=${file}`, ...pairs];
          const { stdout } = await run(binaryOf('amtool'), args);
          answers.push(`${keyOf(input)}: ${[...new Set(stdout.trim().split(','))].join(',')}`);
        }
      };
      await Promise.all([next(), next(), next(), next()]);
      expect(answers.sort()).toEqual([...wanted].sort());
    },
    180_000,
  );

  test('nothing pages where the environment pages nobody', () => {
    const quiet = environments.filter(({ paging }) => !paging);
    expect(quiet.length).toBeGreaterThan(1);
    for (const environment of quiet) {
      const receivers = below(alertmanagerConfiguration(environment).route).map(({ receiver }) => receiver);
      expect(receivers.filter((receiver) => /-(?:page|escalation)$/.test(receiver))).toEqual([]);
    }
  });

  test('environments with the same routes are tested once', () => {
    expect(routed.length).toBeGreaterThan(4);
    expect(environments.length).toBeGreaterThan(routed.length);
  });
});
