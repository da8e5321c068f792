import type { PrintedRule } from '../../../rules/rule';
import type { Mutant } from '../../../scripts/mutation/mutants';
import { variantsOf } from '../../../scripts/mutation/variants';

const base: PrintedRule = { record: 'model:a:rate5m', expr: 'sum(a)' };
const middle: PrintedRule = { record: 'model:b:ratio', expr: 'model:a:rate5m / model:c:rate5m' };
const aside: PrintedRule = { record: 'model:c:rate5m', expr: 'sum(c)' };
const page: PrintedRule = {
  alert: 'ModelB',
  expr: 'model:b:ratio > 1 unless model:muted_alert{alert="ModelB"}',
  labels: { severity: 'critical' },
};
const ticket: PrintedRule = { ...page, expr: 'model:c:rate5m > 2', labels: { severity: 'warning' } };
const groups = [{ name: 'g', interval: '30s', rules: [base, aside, middle, page, ticket] }];

const changing = (rule: PrintedRule, expr: string): Mutant => ({
  rule,
  operator: 'changes',
  before: rule.expr,
  after: expr,
  changes: new Map([[rule, { ...rule, expr }]]),
});

describe('mistakes side by side', () => {
  const inBase = changing(base, 'sum(b)');
  const inTicket = changing(ticket, 'model:c:rate5m > 3');
  const { groups: both, renamed, namedIn } = variantsOf(groups, 'ModelB', [inBase, inTicket]);
  const texts = both.flatMap(({ rules }) =>
    rules.map(({ record, alert, expr }) => `${record ?? alert ?? ''} = ${expr}`),
  );

  test('each has what is wrong and what reads it under names of its own, behind what is right', () => {
    expect(texts).toEqual([
      'model:a:rate5m = sum(a)',
      'model:a:rate5m__m0 = sum(b)',
      'model:c:rate5m = sum(c)',
      'model:b:ratio = model:a:rate5m / model:c:rate5m',
      'model:b:ratio__m0 = model:a:rate5m__m0 / model:c:rate5m',
      // A name in quotes is a text: mutes know the alert by it.
      'ModelB__m0 = model:b:ratio__m0 > 1 unless model:muted_alert{alert="ModelB"}',
      'ModelB__m1 = model:b:ratio > 1 unless model:muted_alert{alert="ModelB"}',
      'ModelB__m0 = model:c:rate5m > 2',
      'ModelB__m1 = model:c:rate5m > 3',
    ]);
  });

  test('a check reads the names of its mistake, and an objection names it', () => {
    expect(renamed('model:b:ratio{a="model:b:ratio"} + model:c:rate5m', inBase)).toBe(
      'model:b:ratio__m0{a="model:b:ratio"} + model:c:rate5m',
    );
    expect(renamed('model:b:ratio', inTicket)).toBe('model:b:ratio');
    expect(namedIn('alertname: ModelB__m1, time: 5m')).toEqual([inTicket]);
  });
});
