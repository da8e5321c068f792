import type { PrintedRule } from '../../../rules/rule';
import type { Scenario } from '../../rules/scenario';
import { judgeOf } from '../../../scripts/mutation/judge';
import type { Mutant } from '../../../scripts/mutation/mutants';

const first: PrintedRule = { record: 'model:first:sum', expr: 'sum(a) + sum(b)' };
const second: PrintedRule = { record: 'model:second:sum', expr: 'sum(b)' };
const groups = [{ name: 'g', interval: '30s', rules: [first, second] }];

const input_series = ['a{pod="1"}', 'a{pod="2"}', 'b{pod="1"}', 'b{pod="2"}'].map((series) => ({
  series,
  values: '1x10',
}));
const about = (record: string, value: number): Scenario => ({
  name: record,
  proves: ['records'],
  input_series,
  alert_rule_test: [],
  promql_expr_test: [{ expr: record, eval_time: '1m', exp_samples: [{ labels: record, value }] }],
});

const mistake = (rule: PrintedRule, expr: string): Mutant => ({
  rule,
  operator: 'changes',
  before: rule.expr,
  after: expr,
  changes: new Map([[rule, { ...rule, expr }]]),
});
/** Many meet many, so that its evaluation fails wherever there are such series. */
const broken = mistake(first, 'a + on () b');
const smaller = mistake(second, 'max(b)');

const judge = (...scenarios: readonly Scenario[]) =>
  judgeOf({
    alert: 'ModelB',
    isCritical: false,
    groups,
    groupsOfOtherTiers: groups,
    rules: [first, second],
    probes: scenarios.map((scenario) => ({ scenario, isOfOtherTiers: false })),
  });

const [ofFirst, ofSecond] = [about('model:first:sum', 4), about('model:second:sum', 2)];

describe('a judge of mistakes', () => {
  test('lets scenarios notice what they look at', async () => {
    const verdicts = await judge(ofFirst, ofSecond)([broken, smaller]);
    expect([...verdicts.values()]).toEqual(['killed', 'killed']);
  }, 60_000);

  test('does not count a rule that fails in a scenario about something else', async () => {
    const verdicts = await judge(ofSecond)([broken, smaller]);
    expect([...verdicts.values()]).toEqual(['survived', 'killed']);
  }, 60_000);
});
