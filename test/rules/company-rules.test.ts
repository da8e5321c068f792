import { companyRules, rulesFor, sharedRules } from '../../rules';
import { company } from './company';
import { bareGroupsOf, closureOf, objections, type Scenario } from './scenario';

const environment = company();
const objects = companyRules(environment).map(({ object }) => object);
const groups = bareGroupsOf([
  sharedRules(environment),
  ...objects,
  ...environment.models.map((model) => rulesFor(model, environment)),
]);
const ruleOf = (alert: string) => {
  const rule = objects
    .flatMap(({ spec }) => spec.groups)
    .flatMap(({ rules }) => rules)
    .find((one) => one.alert === alert);
  if (rule === undefined) throw new Error(`no ${alert}`);
  return rule;
};

const requests = (outcome: string, values: string): object => ({
  series: `ml_predictions_total{namespace="serving",model_name="fraud",runtime="custom",status="${outcome}",pod="a"}`,
  values,
});

/** The model that these alerts are about, as an alert about it is labelled. */
const ofFraud = {
  exp_labels: {
    scope: 'model',
    severity: 'critical',
    namespace: 'serving',
    model_name: 'fraud',
    team: 'risk',
    tier: 'critical',
  },
};

const scenarios: readonly Scenario[] = [
  {
    name: 'an alert whose series carry the key of a model gets its team and tier, and ends with the trouble',
    input_series: [requests('success', '0+10x100'), requests('error', '0+1000x40 40000x60')],
    alert_rule_test: [
      { eval_time: '3m', alertname: 'AnswersRefused', exp_alerts: [] },
      {
        eval_time: '15m',
        alertname: 'AnswersRefused',
        exp_alerts: [ofFraud],
      },
      { eval_time: '40m', alertname: 'AnswersRefused', exp_alerts: [] },
    ],
  },
  {
    name: 'an alert whose labels name a model gets its team and tier',
    input_series: [{ series: 'payment_retries_count', values: '600x60' }],
    alert_rule_test: [
      {
        eval_time: '15m',
        alertname: 'PaymentRetriesHigh',
        exp_alerts: [ofFraud],
      },
    ],
  },
  {
    name: 'nobody is told about a model in maintenance, whatever its alert reads',
    input_series: [
      { series: 'payment_retries_count', values: '600x60' },
      { series: 'model:muted{namespace="serving",model_name="fraud"}', values: '1x60' },
    ],
    alert_rule_test: [{ eval_time: '15m', alertname: 'PaymentRetriesHigh', exp_alerts: [] }],
  },
  {
    name: 'an alert reads what another rule of the file records, and belongs to its team',
    interval: '10m',
    input_series: [
      {
        series: 'team:requests:rate5m{team="risk"}',
        values: '10x150 1x20',
      },
    ],
    alert_rule_test: [
      { eval_time: '24h', alertname: 'PaymentsTrafficHalved', exp_alerts: [] },
      {
        eval_time: '26h',
        alertname: 'PaymentsTrafficHalved',
        exp_alerts: [{ exp_labels: { scope: 'platform', severity: 'warning', team: 'risk' } }],
      },
    ],
  },
];

test.each(scenarios)('$name', async (scenario) => {
  const names = new Set(scenario.alert_rule_test.map(({ alertname }) => alertname));
  const read = closureOf(names, groups).map((group) => ({
    ...group,
    // What a scenario gives itself is not recorded beside it.
    rules: group.rules.filter(
      ({ record }) => !JSON.stringify(scenario.input_series).includes(`"${record ?? ' '}{`),
    ),
  }));
  expect(await objections([scenario], read)).toBe('');
});

test('an expression is deployed as it is written', () => {
  expect(ruleOf('PaymentsTrafficHalved').expr).toBe(
    'team:requests:rate5m{team="risk"}\n< 0.5 * (team:requests:rate5m{team="risk"} offset 1d)',
  );
});

test('where time is compressed, its windows and offsets are, and its limits are not', () => {
  const [fast] = companyRules(environment, 60).map(({ object }) => object.spec.groups);
  const rules = fast?.flatMap((group) => group.rules) ?? [];
  expect(rules.find(({ alert }) => alert === 'PaymentsTrafficHalved')?.expr).toContain(
    '< 0.5 * (team:requests:rate5m{team="risk"} offset 24m)',
  );
  expect(rules.find(({ alert }) => alert === 'PaymentRetriesHigh')?.for).toBe('10s');
  expect(rules.find(({ alert }) => alert === 'PaymentRetriesHigh')?.expr).toContain('> 500');
});

test('alerts about models link to their board and logs, unless they say otherwise', () => {
  expect(ruleOf('PaymentRetriesHigh').annotations).toMatchObject({
    runbook_url: 'https://wiki.test/payments/retries',
    dashboard_url: 'https://grafana.test/d/mlo-model-fraud',
  });
  expect(ruleOf('AnswersRefused').annotations?.['dashboard_url']).toBe(
    'https://grafana.test/d/mlo-model-{{ $labels.model_name }}',
  );
  expect(ruleOf('PaymentsTrafficHalved').annotations).not.toHaveProperty('dashboard_url');
});

test('a file is one object, which no model can be named like', () => {
  expect(objects.map(({ metadata }) => metadata.name)).toEqual(['model-observatory-rules.payments']);
});
