import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { alerts, rulesFor, sharedRules } from '../../rules';
import { company } from './company';
import { alertsIn, bareGroupsOf, closureOf, objections, type Scenario } from './scenario';

const cases = readdirSync(join(__dirname, 'cases')).map((file) => ({
  alert: file.replace(/\.yaml$/, ''),
  scenarios: load(readFileSync(join(__dirname, 'cases', file), 'utf8')) as readonly Scenario[],
}));

describe('every alert, in a real Prometheus rule engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const environment = company();
  const groups = bareGroupsOf([
    sharedRules(environment),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ]);

  test.each(cases)(
    '$alert fires and stays silent as its cases say',
    ({ alert, scenarios }) => {
      // Loading what it reads and no more makes a case several times faster; that it is enough is proved below.
      expect(objections(scenarios, closureOf(alertsIn(scenarios), groups), folder, alert)).toBe('');
    },
    120_000,
  );

  test('what an alert reads is all that it needs: cases hold with every other rule beside it as well', () => {
    const sampled = ['ModelTrafficStopped', 'ModelLatencyBoundMissing', 'ModelDriftWidespread'].flatMap(
      (alert) => cases.filter((one) => one.alert === alert).flatMap(({ scenarios }) => scenarios.slice(0, 1)),
    );
    expect(sampled.length).toBe(3);
    expect(objections(sampled, groups, folder, 'all-rules')).toBe('');
  }, 120_000);

  test('an alert reads its own rules, those of the series that it names, and those which these name', () => {
    const rule = (name: string, expr: string) => ({ record: name, expr });
    const group = {
      name: 'g',
      interval: '30s',
      rules: [rule('a', 'raw'), rule('b', 'a{x="y"}[5m]'), rule('c', 'raw'), { alert: 'A', expr: 'b > 1' }],
    };
    expect(closureOf(new Set(['A']), [group, { ...group, name: 'h', rules: [rule('ab', 'b')] }])).toEqual([
      { ...group, rules: [group.rules[0], group.rules[1], group.rules[3]] },
    ]);
  });

  test('each alert has a case that fires and one that stays silent throughout', () => {
    const unproved = alerts.flatMap(({ name }) => {
      const scenarios = cases.find(({ alert }) => alert === name)?.scenarios ?? [];
      const own = scenarios.map(({ alert_rule_test }) =>
        alert_rule_test.filter(({ alertname }) => alertname === name),
      );
      const fires = own.some((checks) => checks.some(({ exp_alerts }) => exp_alerts.length > 0));
      const silent = own.some(
        (checks) => checks.length > 0 && checks.every(({ exp_alerts }) => exp_alerts.length === 0),
      );
      return fires && silent ? [] : [name];
    });
    expect(unproved).toEqual([]);
  });

  test('no case is about an alert that does not exist', () => {
    const names = alerts.map(({ name }) => name);
    expect(
      cases.map(({ alert }) => alert).filter((alert) => !(names as readonly string[]).includes(alert)),
    ).toEqual([]);
  });
});
