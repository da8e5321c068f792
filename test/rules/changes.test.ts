import { hours, minutes } from '../../models/duration';
import { endOf } from '../../models/fields';
import type { Model } from '../../models/model';
import { alerts, rulesFor, sharedRules } from '../../rules';
import { ofOneModel } from '../../rules/one-model';
import { printExpression } from '../../rules/promql';
import { company } from './company';
import { lookedAtIn, bareGroupsOf, closureOf, objections, type Scenario } from './scenario';

const environment = company();
const lastDay = '2099-12-31';

/** A model of the company with something of its entry changed. */
function changed(name: string, change: Partial<Model>): Model {
  const model = environment.models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`the company has no ${name}`);
  return { ...model, ...change };
}

const series = (name: string, labels: string, values: string) => ({
  series: `${name}{namespace="serving", ${labels}}`,
  values,
});
const accuracyOf = (model: string, values: string) =>
  series('ml_model_accuracy', `model_name="${model}", runtime="custom", data_source="production"`, values);
const fraud = { scope: 'model', namespace: 'serving', model_name: 'fraud', team: 'risk', tier: 'critical' };
const churn = { ...fraud, model_name: 'churn', tier: 'standard' };
const at = (eval_time: string, alertname: string, ...labels: readonly object[]) => ({
  eval_time,
  alertname,
  exp_alerts: labels.map((exp_labels) => ({ exp_labels })),
});

describe('what an entry changes about alerts, in a real Prometheus rule engine', () => {
  /** Runs a scenario with models that stand in for those of the company. */
  function outcome(models: readonly Model[], scenario: Scenario): Promise<string> {
    const all = environment.models.map((model) => models.find(({ name }) => name === model.name) ?? model);
    const groups = bareGroupsOf([
      sharedRules(environment),
      ...all.map((model) => rulesFor(model, environment)),
    ]);
    return objections([scenario], closureOf(lookedAtIn([scenario]), groups));
  }

  test('an alert that is off stays silent until its last day is over, for that model only', async () => {
    const off = { reason: 'labels arrive late', until: endOf(lastDay), lastDay };
    const model = changed('fraud', { alertChanges: [{ alert: 'ModelAccuracyBelowFloor', off }] });
    expect(
      await outcome([model], {
        name: 'off',
        start_timestamp: '2099-12-31T23:00:00Z',
        input_series: [accuracyOf('fraud', '0.5x240'), accuracyOf('churn', '0.5x240')],
        alert_rule_test: [
          at('55m', 'ModelAccuracyBelowFloor', { ...churn, severity: 'warning' }),
          // From midnight on it must hold for as long as ever.
          at('85m', 'ModelAccuracyBelowFloor', { ...churn, severity: 'warning' }),
          at(
            '95m',
            'ModelAccuracyBelowFloor',
            { ...churn, severity: 'warning' },
            { ...fraud, severity: 'critical' },
          ),
        ],
      }),
    ).toBe('');
  });

  test('during maintenance nobody is told about the model by any alert, its own included, and by all again after it', async () => {
    const start = Date.parse('2099-01-01T00:00:00Z') / 1_000;
    const model = changed('fraud', {
      maintenance: [
        { from: start - 7_200, to: start - 3_600, why: 'over' },
        { from: start + 3_600, to: start + 7_200, why: 'migration' },
      ],
      extraAlerts: [
        {
          name: 'ModelAccuracyOdd',
          signal: 'accuracy',
          compare: 'below',
          bound: 0.6,
          for: minutes(5),
          severity: 'info',
          summary: 'Odd',
          runbook: 'https://wiki.test/odd',
        },
      ],
    });
    expect(
      await outcome([model], {
        name: 'maintenance',
        start_timestamp: '2099-01-01T00:00:00Z',
        input_series: [accuracyOf('fraud', '0.5x400'), accuracyOf('churn', '0.5x400')],
        alert_rule_test: [
          at(
            '50m',
            'ModelAccuracyBelowFloor',
            { ...churn, severity: 'warning' },
            { ...fraud, severity: 'critical' },
          ),
          at('50m', 'ModelAccuracyOdd', { ...fraud, severity: 'info' }),
          at('90m', 'ModelAccuracyBelowFloor', { ...churn, severity: 'warning' }),
          at('90m', 'ModelAccuracyOdd'),
          at('130m', 'ModelAccuracyOdd', { ...fraud, severity: 'info' }),
          at(
            '160m',
            'ModelAccuracyBelowFloor',
            { ...churn, severity: 'warning' },
            { ...fraud, severity: 'critical' },
          ),
        ],
      }),
    ).toBe('');
  });

  test('an alert with another severity and another time fires once, so, and for other models as ever', async () => {
    const model = changed('fraud', {
      alertChanges: [{ alert: 'ModelAccuracyBelowFloor', severity: 'warning', for: minutes(10) }],
    });
    expect(
      await outcome([model], {
        name: 'changed',
        input_series: [accuracyOf('fraud', '0.5x240'), accuracyOf('churn', '0.5x240')],
        alert_rule_test: [
          at('8m', 'ModelAccuracyBelowFloor'),
          at('15m', 'ModelAccuracyBelowFloor', { ...fraud, severity: 'warning' }),
          at(
            '60m',
            'ModelAccuracyBelowFloor',
            { ...fraud, severity: 'warning' },
            { ...churn, severity: 'warning' },
          ),
        ],
      }),
    ).toBe('');
  });

  test('a burn alert that is only ever a ticket is one alert, that waits as tickets do', async () => {
    const model = changed('fraud', {
      alertChanges: [{ alert: 'ModelErrorBudgetBurn', severity: 'warning' }],
    });
    const requests = (status: string, values: string) =>
      series('ml_predictions_total', `model_name="fraud", runtime="custom", status="${status}"`, values);
    expect(
      await outcome([model], {
        name: 'ticket',
        input_series: [requests('success', '0+500x120'), requests('error', '0+500x120')],
        alert_rule_test: [
          at('10m', 'ModelErrorBudgetBurn'),
          at('30m', 'ModelErrorBudgetBurn', { ...fraud, severity: 'warning' }),
        ],
      }),
    ).toBe('');
  });

  test('an alert of the model’s own fires beyond its bound, with owner and tier, for its model only', async () => {
    const model = changed('fraud', {
      extraAlerts: [
        {
          name: 'ModelQueueLong',
          signal: 'queueDepth',
          compare: 'above',
          bound: 50,
          for: minutes(10),
          severity: 'critical',
          summary: 'Requests pile up',
          runbook: 'https://wiki.test/queue',
        },
      ],
    });
    const queue = (name: string, values: string) =>
      series('ml_queue_depth', `model_name="${name}", runtime="custom"`, values);
    expect(
      await outcome([model], {
        name: 'extra',
        input_series: [queue('fraud', '50x40 51x80'), queue('other', '99x120')],
        alert_rule_test: [
          at('20m', 'ModelQueueLong'),
          at('28m', 'ModelQueueLong'),
          at('35m', 'ModelQueueLong', { ...fraud, severity: 'critical' }),
        ],
      }),
    ).toBe('');
  });
});

describe('rules that only one model has', () => {
  const own = (change: Partial<Model>, pace = 1) =>
    rulesFor(changed('fraud', change), environment, pace).spec.groups;

  test('an entry that changes nothing has no group of alerts', () => {
    expect(own({}).map(({ name }) => name)).toEqual(['model-observatory-model-fraud']);
  });

  test('every alert can be changed, and its rules then read series of that model only', () => {
    const names = alerts.flatMap((alert) => (alert.scope === 'model' ? [alert.name] : []));
    const [, ...groups] = own({ alertChanges: names.map((alert) => ({ alert, for: hours(2) })) });
    const rules = groups.flatMap((group) => group.rules);
    expect(new Set(rules.map(({ alert }) => alert))).toEqual(new Set(names));
    for (const { expr, for: held } of rules) {
      const read = [...expr.matchAll(/(?<![\w:])model(?:_version)?:[\w:]+(.{0,46})/g)].map(
        ([, rest]) => rest,
      );
      expect(read.length).toBeGreaterThan(0);
      for (const rest of read) expect(rest).toMatch(/^\{namespace="serving", model_name="fraud"[,}]/);
      expect(held).toBe('2h');
    }
  });

  test('reading one model only changes nothing else of an expression', () => {
    const model = changed('fraud', {});
    for (const { conditions } of alerts.filter(({ scope }) => scope === 'model')) {
      for (const { expression } of conditions) {
        const text = printExpression(ofOneModel(model, expression), 60);
        const bare = text
          .replaceAll('{namespace="serving", model_name="fraud"}', '')
          .replaceAll('{namespace="serving", model_name="fraud", ', '{');
        expect(bare).toBe(printExpression(expression, 60));
      }
    }
  });

  test('a mute is known before the inventory, without which no alert fires', () => {
    const off = { reason: 'x', until: endOf(lastDay), lastDay };
    const [constants] = own({ alertChanges: [{ alert: 'ModelAbsent', off }] });
    expect(constants?.rules.slice(0, 2).map(({ record }) => record)).toEqual([
      'model:muted_alert',
      'model:info',
    ]);
  });

  test('an end is a time of the calendar, which no pace compresses', () => {
    const off = { reason: 'x', until: endOf(lastDay), lastDay };
    const change = { alertChanges: [{ alert: 'ModelAbsent' as const, off }] };
    const mute = (pace: number) => own(change, pace)[0]?.rules[0]?.expr;
    expect(mute(60)).toBe(mute(1));
    expect(mute(1)).toContain(String(Date.parse('2100-01-01') / 1_000));
  });

  test('text of an entry is no template', () => {
    const extra = {
      name: 'ModelQueueLong',
      signal: 'queueDepth',
      compare: 'above',
      bound: 50,
      for: minutes(10),
      severity: 'warning',
      summary: 'See {{ .Secret }}',
      runbook: 'https://wiki.test/{{x}}',
    } as const;
    const annotations = own({ extraAlerts: [extra] })[1]?.rules[0]?.annotations;
    expect(annotations?.['summary']).toContain('See {{ "{{" }} .Secret }}');
    expect(annotations?.['runbook_url']).toBe('https://wiki.test/{{ "{{" }}x}}');
    expect(annotations?.['dashboard_url']).toBe('https://grafana.test/d/mlo-model-fraud');
  });
});
