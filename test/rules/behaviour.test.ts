import type { Environment } from '../../environments';
import { withShards } from '../../environments/shards';
import { alerts, rulesFor, sharedRules } from '../../rules';
import { isOfShards } from '../../rules/shard-rules';
import { burnCases } from './burn-scenarios';
import { cases, generatedCases, writtenCases } from './cases';
import { company } from './company';
import { unfounded, unproved } from './proofs';
import { lookedAtIn, bareGroupsOf, closureOf, objections, type Scenario } from './scenario';
import { expectedOfOtherTiers, followsTier, ofOtherTiers, withThresholdsTwice } from './variants';

const groupsOf = (environment: Environment) =>
  bareGroupsOf([
    sharedRules(environment),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ]);

/** What there is only where several Prometheus share the models. */
const ofShards = (environment: Environment) =>
  closureOf(new Set(alerts.filter(isOfShards).map(({ name }) => name)), groupsOf(withShards(environment, 3)));

const proving = (proof: string) => (scenario: Scenario) =>
  (scenario.proves as readonly string[] | undefined)?.includes(proof) === true;

describe('every alert, in a real Prometheus rule engine', () => {
  const environment = company();
  const everyRule = groupsOf(environment);
  const groups = [...everyRule, ...ofShards(environment)];

  // Loading what it reads and no more makes a case several times faster; that it is enough is proved below.
  test.concurrent.each(writtenCases)(
    '$alert fires and stays silent as its cases say',
    async ({ scenarios }) => {
      expect(await objections(scenarios, closureOf(lookedAtIn(scenarios), groups))).toBe('');
    },
    120_000,
  );

  test.concurrent.each(generatedCases)(
    '$alert does so in all that is generated for it',
    async ({ scenarios }) => {
      expect(await objections(scenarios, closureOf(lookedAtIn(scenarios), groups))).toBe('');
    },
    480_000,
  );

  const byTier = writtenCases.filter(({ alert }) =>
    alerts.some((one) => one.name === alert && followsTier(one)),
  );
  const others = groupsOf(ofOtherTiers(environment));
  test.concurrent.each(byTier)(
    '$alert is a page for a model of tier critical and a ticket for any other',
    async ({ alert, scenarios }) => {
      const needed = closureOf(new Set([alert]), others);
      const ofOthers = expectedOfOtherTiers(alert, scenarios.filter(proving('fires'))).map((scenario) =>
        proving('boundary')(scenario) ? withThresholdsTwice(scenario, needed) : scenario,
      );
      expect(ofOthers.length).toBeGreaterThan(0);
      expect(await objections(ofOthers, needed)).toBe('');
    },
    120_000,
  );

  /** Alerts about models compare with them; one about the monitoring counts them. */
  const readsThreshold = (alert: string): boolean =>
    alerts.some(({ name, scope }) => name === alert && scope === 'model') &&
    closureOf(new Set([alert]), groups).some(({ rules }) =>
      rules.some(({ record = '' }) => record.startsWith('model:threshold:')),
    );
  const atLimits = [
    ...writtenCases,
    // Budgets have a dozen boundaries, all of them of one limit.
    ...burnCases.map(({ alert, scenarios }) => ({
      alert,
      scenarios: scenarios.filter(proving('boundary')).slice(0, 1),
    })),
  ].filter(({ alert, scenarios }) => scenarios.some(proving('boundary')) && readsThreshold(alert));
  test.concurrent.each(atLimits)(
    '$alert goes by the higher of two thresholds',
    async ({ alert, scenarios }) => {
      const needed = closureOf(new Set([alert]), groups);
      const twice = scenarios
        .filter(proving('boundary'))
        .map((scenario) => withThresholdsTwice(scenario, needed));
      expect(await objections(twice, needed)).toBe('');
    },
    120_000,
  );

  test('what an alert reads is all that it needs: cases hold with every other rule beside it as well', async () => {
    const sampled = ['ModelTrafficStopped', 'ModelLatencyBoundMissing', 'ModelDriftWidespread'].flatMap(
      (alert) => cases.filter((one) => one.alert === alert).flatMap(({ scenarios }) => scenarios.slice(0, 1)),
    );
    expect(sampled.length).toBe(3);
    expect(await objections(sampled, everyRule)).toBe('');
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
});

describe('what cases prove', () => {
  test('each alert is seen to fire, to stay silent, to tell its limit from what is beyond, and to end', () => {
    expect(unproved(alerts, cases)).toEqual([]);
  });

  test('each alert that watches a budget is taken through all that happens to budgets', () => {
    const ofBudgets = alerts.map(({ name }) => name).filter((name) => name.endsWith('BudgetBurn'));
    expect(burnCases.map(({ alert }) => alert).sort()).toEqual([...ofBudgets].sort());
  });

  test('every claim of a scenario is borne out by its own checks', () => {
    expect(unfounded(cases)).toEqual([]);
  });

  test('no case is about an alert that does not exist', () => {
    const names: readonly string[] = alerts.map(({ name }) => name);
    expect(cases.map(({ alert }) => alert).filter((alert) => !names.includes(alert))).toEqual([]);
  });

  const planted = { name: 'ModelPlanted' };
  const instance = { exp_labels: { severity: 'warning', scope: 'model', model_name: 'fraud' } };
  const scenario = (proves: Scenario['proves'], ...firing: readonly boolean[]): Scenario => ({
    name: 'a scenario',
    ...(proves === undefined ? {} : { proves }),
    input_series: [],
    alert_rule_test: firing.map((fires, hour) => ({
      eval_time: `${hour}h30m`,
      alertname: planted.name,
      exp_alerts: fires ? [instance] : [],
    })),
  });
  const of = (...scenarios: readonly Scenario[]) => [{ alert: planted.name, scenarios }];

  test('an alert that is added without cases is named, with all that is missing', () => {
    const missing = ['fires', 'silent', 'boundary', 'recovery'].map((proof) => `ModelPlanted: ${proof}`);
    expect(unproved([...alerts, planted] as typeof alerts, cases)).toEqual(missing);
    expect(unproved([planted], of(scenario(['fires', 'recovery'], true)))).toEqual(missing.slice(1));
  });

  test.each([
    ['fires', scenario(['fires'], false)],
    ['silent', scenario(['silent'], false, true)],
    ['silent', scenario(['silent'])],
    ['boundary', scenario(['boundary'], true, true)],
    ['recovery', scenario(['recovery'], false, true)],
  ])('a claim that its checks do not show is named: %s', (proof, wrong) => {
    expect(unfounded(of(wrong))).toEqual([`ModelPlanted, "a scenario": does not show ${proof}`]);
    expect(unproved([planted], of(wrong))).toContain(`ModelPlanted: ${proof}`);
  });

  test('a scenario that looks at no recorded value shows none', () => {
    const looking = { expr: 'model:a:sum', eval_time: '1m', exp_samples: [] };
    const recorded = scenario(['records']);
    expect(unfounded(of(recorded))).toEqual(['ModelPlanted, "a scenario": does not show records']);
    expect(unfounded(of({ ...recorded, promql_expr_test: [looking] }))).toEqual([]);
  });

  test('claims that their checks show are believed, and a scenario must make one', () => {
    const whole = of(
      scenario(['fires', 'boundary', 'recovery'], false, true, false),
      scenario(['silent'], false),
    );
    expect(unfounded(whole)).toEqual([]);
    expect(unproved([planted], whole)).toEqual([]);
    expect(unfounded(of(scenario([], true), scenario(undefined, true)))).toEqual([
      'ModelPlanted, "a scenario": proves nothing',
      'ModelPlanted, "a scenario": proves nothing',
    ]);
  });
});
