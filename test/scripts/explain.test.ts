import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWithFiles, type LoadedEnvironment } from '../../environments';
import type { Model } from '../../models/model';
import { thresholds } from '../../models/names';
import { alerts, rulesFor, sharedRules } from '../../rules';
import { explanationOf, type Explanation } from '../../scripts/explanation/explanation';
import { explanationText } from '../../scripts/explanation/text';
import { missingThresholds, rulesIn } from '../../scripts/explanation/thresholds';
import { projectRoot } from '../../scripts/project-root';
import { expectGolden } from '../golden';

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('scripts', 'run.mjs'), 'explain', ...args],
    { cwd: projectRoot, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

const loaded = [...loadWithFiles('environments'), ...loadWithFiles(join('test', 'fixtures', 'company'))];
const every: readonly (readonly [name: string, Model, LoadedEnvironment])[] = loaded.flatMap((one) =>
  one.environment.models.map(
    (model) => [`${model.name} in ${one.settings.source.file}`, model, one] as const,
  ),
);

function explained(name: string, environment: string, change: Partial<Model> = {}): Explanation {
  const one = loaded.find((candidate) => candidate.environment.name === environment);
  const model = one?.environment.models.find((candidate) => candidate.name === name);
  if (one === undefined || model === undefined) throw new Error(`no ${name} in ${environment}`);
  return explanationOf({ ...model, ...change }, one);
}

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
    expect([...kept, ...dropped].map(({ alert }) => alert).sort()).toEqual([...about, ...own].sort());
  });

  test.each(every)('%s: severities and times are those of the deployed rules', (_name, model, one) => {
    const changed = new Set(model.alertChanges.map(({ alert }): string => alert));
    const own = rulesIn(rulesFor(model, one.environment)).filter(({ alert = '' }) => alert !== '');
    const shared = rulesIn(sharedRules(one.environment)).filter(({ alert = '' }) => !changed.has(alert));
    const rules = [...shared, ...own];
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

describe('alerts that cannot fire', () => {
  const reasons = (explanation: Explanation): Readonly<Record<string, string>> =>
    Object.fromEntries(explanation.alerts.dropped.map(({ alert, reason }) => [alert, reason]));

  test('name the signal that is not fed, and why', () => {
    expect(reasons(explained('image-tagger', 'dev'))).toMatchObject({
      ModelFirstTokenBudgetBurn: 'needs timeToFirstToken: models of kind online have none',
      ModelDriftWidespread:
        'needs drift: NVIDIA Triton Inference Server does not tell; see quality.from in the entry',
    });
  });

  test('name what the entry does not ask for', () => {
    expect(reasons(explained('query-rewriter', 'dev'))).toMatchObject({
      ModelLatencyBudgetBurn: 'the entry sets no objectives.latency with p95 or p99',
      ModelAbsent: 'no steady stream of requests is expected',
    });
    expect(reasons(explained('sentiment', 'dev', { availability: undefined } as never))).toMatchObject({
      ModelErrorBudgetBurn: 'the server does not tell which requests fail',
    });
  });

  test('are found through the recorded series that an alert reads, and by alternative', () => {
    const rewriter = explained('query-rewriter', 'dev', {
      traffic: { pattern: 'scale-to-zero', minimum: 0 },
    });
    expect(rewriter.alerts.kept.map(({ alert }) => alert)).toEqual([
      'ModelTargetsDown',
      'ModelCardinalityBudget',
      'ModelErrorBudgetBurn',
    ]);
    const records = new Map([
      ['made', 'raw - on (x) (model and on (x) LATENCY)'],
      ['other', 'raw\nor\nLATENCY'],
    ]);
    const known = new Map(
      [...records].map(([name, text]) => [name, text.replace('LATENCY', thresholds.latency)]),
    );
    const missing = missingThresholds(new Map(), known);
    expect(missing('made > 0')).toBe('latency');
    expect(missing('other > 0')).toBeUndefined();
    expect(missing('raw > 0\nor\nmade > 0')).toBeUndefined();
    expect(missing('raw > 0 unless on (x) made')).toBeUndefined();
    expect(missing(`raw > ${thresholds.latencyBudget}`)).toBe('latencyBudget');
    // A record that reads its own past lacks nothing by that.
    expect(missingThresholds(new Map(), new Map([['held', 'raw\nor\nheld']]))('held > 0')).toBeUndefined();
  });

  test('of a server that several models share are explained by the sharing', () => {
    const churn = explained('churn-classifier', 'dev');
    expect(reasons(churn)['ModelLatencyBudgetBurn']).toBeUndefined();
    const signals = churn.signals.fed.map(({ signal }) => signal).filter((signal) => signal !== 'latency');
    const [dev] = loaded;
    const model = dev?.environment.models.find(({ name }) => name === 'churn-classifier');
    const sources = model?.sources.map((source) => ({ ...source, served: 'churn' })) ?? [];
    expect(
      reasons(explained('churn-classifier', 'dev', { signals, sources }))['ModelLatencyBudgetBurn'],
    ).toBe('needs latency: the server does not say which of its models it means');
  });
});

describe('who is told', () => {
  const told = (model: string, environment: string, change: Partial<Model> = {}) =>
    explained(model, environment, change).told.audiences.map(({ severity, withinHours, outsideHours }) => [
      severity,
      withinHours.map(({ receiver, by }) => `${receiver} ${by}`).join(),
      outsideHours.map(({ receiver, by }) => `${receiver} ${by}`).join(),
    ]);
  const page = 'risk-page pagerduty';
  const ticket = 'risk-ticket slack #risk-alerts';

  test.each([
    ['critical', page, page],
    ['standard', page, ticket],
    ['experimental', ticket, ticket],
  ] as const)('of a model of tier %s follows its hours; warnings wait for them', (tier, within, outside) => {
    expect(told('fraud-scorer', 'prod', { tier })).toEqual([
      ['critical', within, outside],
      ['warning', ticket, ''],
    ]);
  });

  test('of a team without hours is the same at any hour', () => {
    expect(told('support-assistant', 'prod')).toEqual([
      ['critical', 'assistants-page opsgenie', 'assistants-page opsgenie'],
      ['warning', 'assistants-ticket msteamsv2', 'assistants-ticket msteamsv2'],
    ]);
  });
});
