import type { Environment } from '../../environments';
import { hours, minutes } from '../../models/duration';
import { endOf } from '../../models/fields';
import type { Model } from '../../models/model';
import { rulesFor, sharedRules, type PrometheusRule } from '../../rules';
import type { PrintedRule } from '../../rules/rule';
import { company, escalating } from './company';
import { bareGroupsOf, closureOf, objections, type Scenario } from './scenario';

const objectsOf = (environment: Environment): readonly PrometheusRule[] => [
  sharedRules(environment),
  ...environment.models.map((model) => rulesFor(model, environment)),
];

const escalatedIn = (environment: Environment): readonly PrintedRule[] =>
  objectsOf(environment)
    .flatMap(({ spec }) => spec.groups)
    .flatMap(({ rules }) => rules)
    .filter(({ labels }) => labels?.['escalated'] !== undefined);

const namesOf = (rules: readonly PrintedRule[]): readonly string[] => [
  ...new Set(rules.map(({ alert = '' }) => alert)),
];

describe('rules of pages that last', () => {
  test('are not there where no team has an escalation, nor where nobody is paged', () => {
    expect(escalatedIn(company())).toEqual([]);
    expect(escalatedIn({ ...escalating({ risk: hours(1) }), paging: false })).toEqual([]);
  });

  test('are one for each alert that can be critical and each wait, whatever the number of teams', () => {
    const critical = namesOf(
      objectsOf(company())
        .flatMap(({ spec }) => spec.groups)
        .flatMap(({ rules }) => rules)
        .filter(({ labels }) => labels?.['severity'] === 'critical'),
    );
    const alike = escalatedIn(escalating({ risk: hours(1), assistants: hours(1), platform: hours(1) }));
    expect([...namesOf(alike)].sort()).toEqual([...critical].sort());
    expect(alike.length).toBe(critical.length);
    expect(new Set(alike.map((rule) => rule.for))).toEqual(new Set(['1h']));
    const different = escalatedIn(escalating({ risk: hours(2), assistants: hours(1), platform: hours(1) }));
    expect(different.length).toBe(2 * critical.length);
    expect(different.slice(0, 2).map(({ expr }) => /team=~?"(.*?)"/.exec(expr)?.[1])).toEqual([
      'assistants|platform',
      'risk',
    ]);
  });

  test('lead where the first page leads, and name no value, which they do not know', () => {
    const shared = sharedRules(escalating({ risk: hours(1) })).spec.groups.flatMap(({ rules }) => rules);
    for (const rule of escalatedIn(escalating({ risk: hours(1) }))) {
      const first = shared.find(
        ({ alert, labels }) =>
          alert === rule.alert && labels?.['severity'] === 'critical' && labels['escalated'] === undefined,
      );
      const { description, ...links } = rule.annotations ?? {};
      const { description: _description, ...firstLinks } = first?.annotations ?? {};
      expect(links).toEqual(firstLinks);
      expect(description).toContain('1h');
      expect(JSON.stringify(rule.annotations)).not.toContain('$value');
    }
  });

  test('are a rule of the model where the model alone has made an alert critical', () => {
    const own = (change: Partial<Model>) =>
      escalatedIn(
        escalating({ risk: hours(1) }, (model) => (model.name === 'fraud' ? { ...model, ...change } : model)),
      ).filter(({ expr }) => expr.includes('model_name="fraud"'));
    const extra = {
      name: 'ModelQueueLong',
      signal: 'requests',
      compare: 'above',
      bound: 5,
      for: minutes(10),
      severity: 'critical',
      summary: 'too long',
      runbook: 'https://wiki.test/queue',
    } as const;
    expect(own({})).toEqual([]);
    expect(namesOf(own({ extraAlerts: [extra] }))).toEqual(['ModelQueueLong']);
    expect(own({ extraAlerts: [extra] })[0]?.annotations?.['runbook_url']).toBe('https://wiki.test/queue');
    expect(own({ extraAlerts: [{ ...extra, severity: 'warning' }] })).toEqual([]);
    expect(namesOf(own({ alertChanges: [{ alert: 'DataMissingValues', severity: 'critical' }] }))).toEqual([
      'DataMissingValues',
    ]);
    // A shared rule covers what the catalogue has as critical.
    expect(own({ alertChanges: [{ alert: 'ModelAbsent', for: hours(2) }] })).toEqual([]);
  });
});

describe('a page that lasts, in a real rule engine', () => {
  const page = { severity: 'critical', scope: 'model', team: 'risk', traffic: 'continuous' };
  const fraud = { ...page, namespace: 'serving', model_name: 'fraud', tier: 'critical' };
  const check = (eval_time: string, ...exp_labels: readonly Readonly<Record<string, string>>[]) => ({
    eval_time,
    alertname: 'ModelAbsent',
    exp_alerts: exp_labels.map((labels) => ({ exp_labels: labels })),
  });
  const running = (name: string, series: string, values: string) => ({
    series: `${series}{namespace="${name === 'tagger' ? 'vision' : 'serving'}", model_name="${name}", runtime="${{ churn: 'mlserver', tagger: 'triton', assistant: 'vllm', fraud: 'custom' }[name] ?? ''}"}`,
    values,
  });
  /** Every model that is expected to have requests, but for fraud. */
  const neighbours = [
    running('churn', 'model_infer_request_duration_count', '0+30x600'),
    running('tagger', 'nv_inference_request_success', '0+30x600'),
    running('assistant', 'vllm:request_success_total', '0+30x600'),
  ];
  const scenario = (name: string, series: string, checks: Scenario['alert_rule_test']): Scenario => ({
    name,
    input_series: [...neighbours, running('fraud', 'ml_predictions_total', series)],
    alert_rule_test: checks,
  });
  const proved = (environment: Environment, one: Scenario): Promise<string> =>
    objections([one], closureOf(new Set(['ModelAbsent']), bareGroupsOf(objectsOf(environment))));

  test('fires a second time after the wait, with the same labels and one more, and ends with the first', async () => {
    const one = scenario('lasting', '0+30x60 _x300 9000+30x120', [
      check('44m'),
      check('45m30s', fraud),
      check('1h44m', fraud),
      check('1h47m', fraud, { ...fraud, escalated: '1h' }),
      check('3h', fraud, { ...fraud, escalated: '1h' }),
      check('3h10m'),
    ]);
    expect(await proved(escalating({ risk: hours(1) }), one)).toBe('');
  });

  test('does not where the team has no escalation, and not before its own wait', async () => {
    const one = scenario('other', '0+30x60 _x300', [check('2h', fraud)]);
    expect(await proved(escalating({ assistants: hours(1) }), one)).toBe('');
    expect(await proved(escalating({ risk: hours(2), assistants: hours(1) }), one)).toBe('');
    expect(await proved(escalating({ risk: hours(1) }), one)).not.toBe('');
  });

  test('does not for a model of tier experimental, nor for a ticket', async () => {
    const tier = (tier: Model['tier']) =>
      escalating({ risk: hours(1) }, (model) => (model.name === 'fraud' ? { ...model, tier } : model));
    const shown = { ...fraud, severity: 'warning' };
    for (const one of ['experimental', 'standard'] as const) {
      const checks = [check('2h', { ...shown, tier: one })];
      expect(await proved(tier(one), scenario(one, '0+30x60 _x300', checks))).toBe('');
    }
    // Made critical by the entry, it is a ticket still.
    const critical = escalating({ risk: hours(1) }, (model) =>
      model.name === 'fraud'
        ? {
            ...model,
            tier: 'experimental',
            alertChanges: [{ alert: 'ModelAbsent', severity: 'critical' }],
          }
        : model,
    );
    const checks = [check('2h', { ...fraud, tier: 'experimental' })];
    expect(await proved(critical, scenario('made critical', '0+30x60 _x300', checks))).toBe('');
  });

  test('is quiet in maintenance, and waits as long as ever afterwards', async () => {
    const at = (clock: string) => Date.parse(`1970-01-01T${clock}Z`) / 1_000;
    const environment = escalating({ risk: hours(1) }, (model) =>
      model.name === 'fraud'
        ? { ...model, maintenance: [{ from: at('02:00:00'), to: at('03:00:00'), why: 'x' }] }
        : model,
    );
    const one = scenario('maintenance', '0+30x60 _x600', [
      check('1h55m', fraud, { ...fraud, escalated: '1h' }),
      check('2h05m'),
      check('2h55m'),
      check('3h15m', fraud),
      check('4h05m', fraud),
      check('4h15m', fraud, { ...fraud, escalated: '1h' }),
    ]);
    expect(await proved(environment, one)).toBe('');
  });

  test('is quiet while the entry has the alert off', async () => {
    const off = { reason: 'x', until: endOf('2099-12-31'), lastDay: '2099-12-31' };
    const environment = escalating({ risk: hours(1) }, (model) =>
      model.name === 'fraud' ? { ...model, alertChanges: [{ alert: 'ModelAbsent', off }] } : model,
    );
    expect(await proved(environment, scenario('off', '0+30x60 _x300', [check('2h')]))).toBe('');
  });

  test('whatever may page about a model is evaluated with the alert that stands for many pages, and before it', () => {
    const groups = sharedRules(company()).spec.groups;
    const standing = groups.filter(({ rules }) =>
      rules.some(({ alert }) => alert === 'PlatformManyModelsFailing'),
    );
    expect(standing).toHaveLength(1);
    const names = (standing[0]?.rules ?? []).map(({ alert }) => alert);
    const pages = groups
      .flatMap(({ rules }) => rules)
      .filter(({ labels }) => labels?.['severity'] === 'critical' && labels['scope'] === 'model');
    expect(pages.length).toBeGreaterThan(10);
    const before = names.slice(0, names.indexOf('PlatformManyModelsFailing'));
    expect(pages.map(({ alert }) => alert).filter((alert) => !before.includes(alert))).toEqual([]);
  });

  test('many models that fail at once are one page in the same evaluation as theirs', async () => {
    const [pattern] = company().models.filter(({ name }) => name === 'fraud');
    if (pattern === undefined) throw new Error('the company has no fraud');
    const names = Array.from({ length: 10 }, (_, index) => `fraud-${index}`);
    const environment = { ...company(), models: names.map((name) => ({ ...pattern, name })) };
    const each = names.map((model_name) => ({ ...fraud, model_name }));
    const storm = { severity: 'critical', scope: 'platform', team: 'risk', tier: 'critical' };
    const one: Scenario = {
      name: 'storm',
      input_series: names.map((name) => ({
        series: `ml_predictions_total{namespace="serving", model_name="${name}", runtime="custom"}`,
        values: '0+300x60 _x120',
      })),
      alert_rule_test: [
        check('44m'),
        check('44m30s', ...each),
        { eval_time: '44m', alertname: 'PlatformManyModelsFailing', exp_alerts: [] },
        { eval_time: '44m30s', alertname: 'PlatformManyModelsFailing', exp_alerts: [{ exp_labels: storm }] },
      ],
    };
    const groups = closureOf(
      new Set(['ModelAbsent', 'PlatformManyModelsFailing']),
      bareGroupsOf(objectsOf(environment)),
    );
    expect(await objections([one], groups)).toBe('');
  });
});
