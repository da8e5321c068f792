import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as environments from '../../environments';
import { goodRules } from './bad-input/rules';
import { inWorkspace } from './workspace';

/** The fixture environment with a rule file. */
const withRules = (text: string): environments.Environment =>
  inWorkspace((workspace) => {
    workspace.write('shop/rules/checkout.yaml', text);
    const [shop] = workspace.load();
    if (shop === undefined) throw new Error('no shop');
    return shop;
  });

const alertOf = ({ rules }: environments.Environment, name: string) => {
  const found = rules.flatMap(({ groups }) => groups).flatMap((group) => group.rules);
  const alert = found.find((rule) => 'alert' in rule && rule.alert === name);
  if (alert === undefined || !('alert' in alert)) throw new Error(`no ${name}`);
  return alert;
};

test('the example of the documentation is right', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8');
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(page) ?? [];
  const shop = withRules(example.replace('team: commerce', 'team: pricing'));
  expect(shop.rules[0]?.groups[0]?.rules).toHaveLength(3);
  expect(alertOf(shop, 'CheckoutErrorsHigh').concern).toEqual({ kind: 'models' });
});

test('an environment without rule files has none', () => {
  expect(inWorkspace((workspace) => workspace.load()[0]?.rules)).toEqual([]);
});

test('whom an alert concerns follows from its series, else from its labels', () => {
  expect(alertOf(withRules(goodRules), 'CheckoutErrorsHigh').concern).toEqual({ kind: 'models' });
  expect(alertOf(withRules(goodRules), 'CheckoutQueueLong').concern).toEqual({
    kind: 'team',
    team: 'pricing',
  });
  const named = goodRules.replace('team: pricing', 'namespace: inference, model_name: ranker');
  expect(alertOf(withRules(named), 'CheckoutQueueLong').concern).toEqual({ kind: 'model', model: 'ranker' });
});

test('what one file records is known in the others', () => {
  const report = inWorkspace((workspace) => {
    workspace.write('shop/rules/checkout.yaml', goodRules);
    workspace.write(
      'shop/rules/pricing.yaml',
      goodRules
        .replaceAll('Checkout', 'Pricing')
        .replace('record: team:requests:rate5m', 'record: all:requests:rate5m')
        .replace(/expr: sum by \(team\) .*/, 'expr: sum by (runtime) (team:requests:rate5m)'),
    );
    return workspace.report();
  });
  expect(report).toContain('sum by runtime: the series have no label runtime; they have team');
});

test('a comment that tells the type of a metric is believed', () => {
  const counting = goodRules.replace('checkout_queue_length{queue=\\"pay\\"}', 'checkout_queue_count');
  const typed = `# TYPE checkout_queue_count gauge\n${counting}`;
  const report = (text: string): string =>
    inWorkspace((workspace) => {
      workspace.write('shop/rules/checkout.yaml', text);
      return workspace.report();
    });
  expect(report(counting)).toContain('checkout_queue_count counts everything since the server started');
  expect(report(typed)).toBe('no problem\n');
});

test('the reader of PromQL is loaded only for environments that have rules of their own', () => {
  jest.isolateModules(() => {
    const { loadEnvironments } = jest.requireActual<typeof environments>('../../environments');
    const promql = jest.fn();
    jest.doMock('../../models/promql', () => {
      promql();
      return jest.requireActual<object>('../../models/promql');
    });
    loadEnvironments('environments');
    expect(promql).not.toHaveBeenCalled();
    loadEnvironments('test/fixtures/company');
    expect(promql).toHaveBeenCalled();
  });
});
