import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWithFiles } from '../../environments';
import type { Model } from '../../models/model';
import { alerts, companyRules, rulesFor, sharedRules } from '../../rules';
import { explanationOf, type Explanation } from '../../scripts/explanation/explanation';
import { explanationText } from '../../scripts/explanation/text';
import { rulesIn } from '../../scripts/explanation/thresholds';
import { expectGolden } from '../golden';
import { every, explained, loaded } from './explained';
import { runProject } from './run-project';

const run = (...args: readonly string[]) => runProject(['explain', ...args]);

describe('npm run explain', () => {
  test('prints what was reviewed, without colours where it writes to no terminal', () => {
    const { status, stdout } = run('fraud-scorer', 'dev');
    expect(status).toBe(0);
    expectGolden('explain/fraud-scorer-dev.txt', stdout);
  });

  test('prints the same data as JSON', () => {
    const { status, stdout } = run('fraud-scorer', 'dev', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(explained('fraud-scorer', 'dev'));
  });

  test('lists the alerts of rule files that name the model, and those about any model', () => {
    const company = loaded.at(-1);
    const ofFiles = (name: string): readonly string[] => {
      const model = company?.environment.models.find((one) => one.name === name);
      if (company === undefined || model === undefined) throw new Error(`no ${name}`);
      return explanationOf(model, company).alerts.kept.flatMap(({ alert, note }) =>
        note === 'from rules/payments.yaml' ? [alert] : [],
      );
    };
    expect(ofFiles('fraud')).toEqual(['PaymentRetriesHigh', 'AnswersRefused']);
    expect(ofFiles('churn')).toEqual(['AnswersRefused']);
  });

  test('says that any request is enough where no minimum is written, in business hours as at any hour', () => {
    const minimumOf = (name: string, pattern: Model['traffic']['pattern']) => {
      const one = every.find(([, model]) => model.name === name);
      if (one === undefined) throw new Error(`no ${name}`);
      const [, model, environment] = one;
      const { settings } = explanationOf({ ...model, traffic: { pattern, minimum: 0 } }, environment);
      return settings.find(({ path }) => path === 'traffic.minimum');
    };
    const anyRequest = { path: 'traffic.minimum', value: 'any request', origin: { kind: 'default' } };
    expect(minimumOf('churn', 'continuous')).toEqual(anyRequest);
    expect(minimumOf('churn', 'business-hours')).toEqual(anyRequest);
    expect(minimumOf('churn', 'sporadic')).toBeUndefined();
  });

  test('suggests the model that was meant, with exit status 1', () => {
    expect(run('fraud-scorr', 'dev')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'dev has no model "fraud-scorr"; did you mean "fraud-scorer"?\n',
    });
    expect(run('x', 'prod').stderr).toContain('prod has no model "x"; there is churn-classifier, ');
    expect(run('fraud-scorer', 'live')).toMatchObject({ status: 1, stdout: '' });
  });

  test.each([
    ['no model', []],
    ['no environment', ['fraud-scorer']],
    ['two environments', ['fraud-scorer', 'dev', 'prod']],
    ['an unknown option', ['fraud-scorer', 'dev', '--yaml']],
  ])('%s is wrong usage: exit status 2, with the usage', (_name, args) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('npm run explain -- MODEL ENV');
  });
});

describe('every model', () => {
  test.each(every)('%s is explained in 100 columns, but for addresses', (_name, model, one) => {
    const text = explanationText(explanationOf(model, one));
    const wide = text.split('\n').filter((line) => line.length > 100 && !line.includes('https://'));
    expect(wide).toEqual([]);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  test.each(every)('%s: the place of each value names its field', (_name, model, one) => {
    const settings = explanationOf(model, one).settings;
    for (const { path, origin } of settings) {
      if (origin.kind !== 'entry' && origin.kind !== 'environment') continue;
      const line = readFileSync(origin.file, 'utf8').split('\n')[origin.line - 1];
      // How long metrics are kept decides over what time can be promised.
      const field = path === 'objectives.window' && origin.kind === 'environment' ? 'metrics' : path;
      expect(line).toContain(`${field.split('.').at(-1) ?? field}:`);
    }
  });

  test.each(every)('%s: the values are those of the resolved model', (_name, model, one) => {
    const values = new Map(explanationOf(model, one).settings.map(({ path, value }) => [path, value]));
    const [server] = model.sources;
    expect(Object.fromEntries(values)).toMatchObject({
      name: model.name,
      title: model.title,
      team: model.team,
      runtime: model.runtime,
      kind: model.kind,
      tier: model.tier,
      'serving.namespace': model.namespace,
      'serving.selector': model.selector,
      'serving.port': server?.port,
      'serving.path': server?.path,
      'serving.versionLabel': model.versionLabel,
      'traffic.pattern': model.traffic.pattern,
      'logs.format': model.logs.format,
      'logs.fields': model.logs.fields,
    });
    expect(values.get('serving.model')).toBe(server?.served);
    expect(values.has('objectives.availability')).toBe(model.availability !== undefined);
    expect(values.has('quality.drift.share')).toBe(model.drift !== undefined);
    expect(values.has('gpu.count')).toBe(model.gpu !== undefined);
  });

  test.each(every)('%s: each alert about models is kept or dropped, once', (_name, model, one) => {
    const { kept, dropped } = explanationOf(model, one).alerts;
    const about = alerts.filter(({ scope }) => scope === 'model').map(({ name }) => name);
    const own = model.extraAlerts.map(({ name }) => name);
    const ofFiles = companyRules(one.environment)
      .flatMap(({ object }) => rulesIn(object))
      .filter(
        ({ labels }) =>
          (labels?.['model_name'] ?? model.name) === model.name && labels?.['scope'] === 'model',
      )
      .map(({ alert }) => alert);
    expect([...kept, ...dropped].map(({ alert }) => alert).sort()).toEqual(
      [...about, ...own, ...ofFiles].sort(),
    );
  });

  test.each(every)('%s: severities and times are those of the deployed rules', (_name, model, one) => {
    const changed = new Set(model.alertChanges.map(({ alert }): string => alert));
    const own = rulesIn(rulesFor(model, one.environment)).filter(({ alert = '' }) => alert !== '');
    const shared = rulesIn(sharedRules(one.environment)).filter(({ alert = '' }) => !changed.has(alert));
    const ofFiles = companyRules(one.environment).flatMap(({ object }) => rulesIn(object));
    // Pages that last fire a second time; of those the text says who is told.
    const rules = [...shared, ...own, ...ofFiles].filter(({ labels }) => labels?.['escalated'] === undefined);
    for (const { alert, conditions } of explanationOf(model, one).alerts.kept) {
      const forThisTier = rules.filter(({ alert: name, expr }) => {
        const [, operator, tier] = /\{tier(!?=)"(\w+)"\}$/.exec(expr) ?? [];
        return name === alert && (tier === undefined || (tier === model.tier) === (operator === '='));
      });
      const deployed = forThisTier.map(({ labels, for: held = '0s' }) => ({
        severity: labels?.['severity'],
        for: held,
      }));
      expect(conditions).toEqual(deployed);
    }
  });
});

describe('values', () => {
  const originOf = (explanation: Explanation, path: string) =>
    explanation.settings.find((one) => one.path === path);

  test('say where each comes from: entry, environment, runtime, another field, default', () => {
    const explanation = explained('image-tagger', 'prod');
    const file = 'environments/prod/models/image-tagger.yaml';
    expect(originOf(explanation, 'serving.namespace')?.origin).toEqual({ kind: 'entry', file, line: 5 });
    expect(originOf(explanation, 'objectives.latency.mean')).toEqual({
      path: 'objectives.latency.mean',
      value: '50ms',
      origin: { kind: 'entry', file, line: 11 },
    });
    expect(originOf(explanation, 'serving.port')?.origin).toEqual({ kind: 'runtime', runtime: 'triton' });
    expect(originOf(explanation, 'title')?.origin).toEqual({ kind: 'field', path: 'name' });
    expect(originOf(explanation, 'gpu.count')?.origin).toEqual({ kind: 'default' });
    expect(originOf(explained('fraud-scorer', 'dev'), 'serving.namespace')?.origin).toEqual({
      kind: 'environment',
      file: 'environments/dev/environment.yaml',
      line: 9,
    });
  });

  test('that a schema decides are printed as an entry would write them', () => {
    expect(originOf(explained('fraud-scorer', 'dev'), 'quality.drift.share')?.value).toBe('30%');
  });
});

describe('who is told', () => {
  const told = (model: string, environment: string, change: Partial<Model> = {}) =>
    explained(model, environment, change).told.audiences.map(({ withinHours, outsideHours, ...one }) => [
      [one.about ?? one.severity, one.span ?? ''].join(' ').trim(),
      withinHours.map(({ receiver, by }) => `${receiver} ${by}`).join(),
      outsideHours.map(({ receiver, by }) => `${receiver} ${by}`).join(),
    ]);
  const page = 'risk-page pagerduty';
  const ticket = 'risk-ticket slack #risk-alerts';

  const escalation = 'risk-escalation pagerduty';

  test.each([
    ['critical', page, page, [['lasting 1h', escalation, escalation]]],
    ['standard', page, ticket, [['lasting 1h 09:30-18:00', escalation, '']]],
    ['experimental', ticket, ticket, []],
  ] as const)(
    'of a model of tier %s follows its hours, and so does who is told when it lasts; warnings wait for them',
    (tier, within, outside, lasting) => {
      expect(told('fraud-scorer', 'prod', { tier })).toEqual([
        ['critical', within, outside],
        ...lasting,
        ['warning', ticket, ''],
      ]);
    },
  );

  test('says nothing of escalation where nobody is paged', () => {
    const rows = explained('fraud-scorer', 'dev').told.audiences.map(({ about }) => about);
    expect(rows).toEqual([undefined, undefined]);
  });

  test('of a model that rests at night: that nobody asks it is told a while after the hours begin', () => {
    const [company] = loadWithFiles(join('test', 'fixtures', 'company'));
    const churn = company?.environment.models.find(({ name }) => name === 'churn');
    if (company === undefined || churn === undefined) throw new Error('the company has no churn');
    const { audiences } = explanationOf(churn, company).told;
    expect(audiences.find(({ about }) => about === 'no requests')).toEqual({
      ...{ severity: 'warning', about: 'no requests', span: '08:30-18:00' },
      withinHours: [{ receiver: 'risk-ticket', by: 'slack #risk' }],
      outsideHours: [],
    });
    const [alert] = explanationOf(churn, company).alerts.kept.filter(
      (one) => one.alert === 'ModelTrafficStopped',
    );
    expect(alert?.thresholds.map(({ means }) => means)).toEqual(["requests arrive, within the team's hours"]);
  });

  test('of a team without hours is the same at any hour', () => {
    expect(told('support-assistant', 'prod')).toEqual([
      ['critical', 'assistants-page opsgenie', 'assistants-page opsgenie'],
      ['warning', 'assistants-ticket msteamsv2', 'assistants-ticket msteamsv2'],
    ]);
  });
});
